/** A root with channels, and the programs that they post to. */
import { text } from 'node:stream/consumers';

import { createPrepare } from '../../src/app/notify/notify.ts';
import { tellDue, type Told } from '../../src/app/notify/tell.ts';
import { clockFrom, openNotifyPorts } from '../../src/cli/notify-ports.ts';
import { at } from './builders.ts';
import { commitFiles, git, makeBareRemote, makeTestRepo } from './make-repo.ts';
import { startHttpServer } from './servers.ts';

export const OPENED = '2026-11-20T10:05:00Z';
export const NOW = '2026-11-20T10:10:00Z';
export const FILE = 'incidents/2026/api-errors.md';

/** One heading and its words. */
export function update(time: string, { phase = 'Investigating', rest = '', words = 'We look.' } = {}): string {
  return `## ${phase} · ${time}${rest}\n\n${words}\n`;
}

/** An incident with these updates. */
export function incidentFile(updates: readonly string[], frontMatter = ''): string {
  const fields = 'title: Errors\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }\n';
  return `---\n${fields}${frontMatter}---\n\n${updates.join('\n')}`;
}

export interface Hook {
  url: string;
  /** What came in, by path, recipient and update. */
  got: { path: string; key: string; update: string }[];
  /** Status to answer at a path; 200 by default. */
  statuses: Map<string, number>;
}

/** A program that gets what subscribers of Statuspage get. */
export async function startHook(delayMs = 0): Promise<Hook> {
  const got: Hook['got'] = [];
  const statuses = new Map<string, number>();
  const server = await startHttpServer((request, response) => {
    void text(request).then((body) => {
      const path = request.url ?? '';
      const payload = JSON.parse(body) as { incident: { incident_updates: { created_at: string }[] } };
      const [newest] = payload.incident.incident_updates;
      const key = String(request.headers['webhook-id']);
      got.push({ path, key, update: (newest?.created_at ?? '').replace('.000', '') });
      setTimeout(() => {
        response.writeHead(statuses.get(path) ?? 200);
        response.end();
      }, delayMs);
    });
  });
  return { url: server.url, got, statuses };
}

export function statusFile(channels: string): string {
  return `page: { name: Example, url: https://status.example.org, id: k7d0v3m9x2qa }\ncomponents: [{ id: api, name: API }]\nchannels:\n${channels}`;
}

export interface NotifyRoot {
  root: string;
  remote: string;
  /** Commits files to main and pushes them. */
  commit(files: Record<string, string | undefined>): void;
}

/** A repository with a remote, status.yml and an incident that was opened at {@link OPENED}. */
export function makeNotifyRoot(channels: string, files: Record<string, string> = {}): NotifyRoot {
  const root = makeTestRepo();
  commitFiles(root, {
    files: { 'status.yml': statusFile(channels), [FILE]: incidentFile([update(OPENED)]), ...files },
    at: '2026-11-20T10:04:00Z',
  });
  const remote = makeBareRemote(root);
  return {
    root,
    remote,
    commit(changed) {
      commitFiles(root, { files: changed });
      git(root, ['push', '--quiet', 'origin', 'HEAD:main']);
    },
  };
}

/** Tells in this process what is due at a time; no wait takes any time. */
export async function tellAt(
  root: string,
  time = NOW,
  { hasDeployFailed = false, endsAtFirst = false } = {},
): Promise<Told> {
  const clock = { ...clockFrom(at(time)), sleep: () => Promise.resolve() };
  const opened = { ...(await openNotifyPorts(root, clock)), note: () => undefined };
  const end = new AbortController();
  const { signal } = end;
  const createFetch: typeof opened.createFetch = (until) => (request) => {
    if (endsAtFirst) end.abort();
    return opened.createFetch(until)(request);
  };
  const ports = { ...opened, createFetch };
  return tellDue(ports, createPrepare(ports, { now: at(time), hasDeployFailed }), { now: at(time), signal });
}
