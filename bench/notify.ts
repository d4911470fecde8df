/** A whole `candor notify` to 500 recipients: process, plan, claim, messages, ledger and push. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { formatInstant } from '../src/schema/timestamp.ts';
import { runProgram } from './measure.ts';
import type { Result } from './result.ts';
import { addRemote, CANDOR, makeRepository, withFolder } from './scratch.ts';

const RECIPIENTS = 500;
const AT = Date.UTC(2026, 10, 20, 10);
/** As many messages are on their way to a webhook at once. */
const AT_ONCE = 20;

interface Scenario {
  what: string;
  /** File of the server. */
  server: string;
  /** The channel in status.yml, and what its variables hold. */
  channel: string;
  envOf(port: number): Record<string, string>;
  hasFloor: boolean;
}

const numbers = Array.from({ length: RECIPIENTS }, (_, index) => index);
const SCENARIOS: readonly Scenario[] = [
  {
    what: `${RECIPIENTS} webhooks that answer after 200 ms`,
    server: 'slow-server.ts',
    channel: "{ id: hooks, type: webhook, url: '${CANDOR_HOOKS}' }",
    envOf: (port) => ({ CANDOR_HOOKS: numbers.map((index) => `http://127.0.0.1:${port}/${index}`).join(',') }),
    hasFloor: true,
  },
  {
    what: `${RECIPIENTS} mails`,
    server: 'mail-server.ts',
    channel: "{ id: mail, type: email, from: status@acme.example, to: '${CANDOR_READERS}' }",
    envOf: (port) => ({
      CANDOR_SMTP_URL: `smtp://127.0.0.1:${port}`,
      CANDOR_READERS: numbers.map((index) => `reader-${index}@acme.example`).join(','),
    }),
    hasFloor: false,
  },
];

function incidentFile(): string {
  const front = 'title: Errors\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }';
  return `---\n${front}\n---\n\n## Investigating · ${formatInstant(AT)}\n\nWe see errors.\n`;
}

async function measureOnce(scenario: Scenario, port: number): Promise<{ ours: number; floor: number | undefined }> {
  return withFolder(async (folder) => {
    const root = path.join(folder, 'root');
    const page = 'page: { name: Example, url: https://status.example.org, id: k7d0v3m9x2qa }';
    const status = `${page}\ncomponents: [{ id: api, name: API }]\nchannels:\n  - ${scenario.channel}\n`;
    const git = await makeRepository(root, [
      { path: 'status.yml', text: status, at: AT },
      { path: 'incidents/2026/errors.md', text: incidentFile(), at: AT },
    ]);
    await addRemote(git);
    const args = [CANDOR, 'notify', '--root', root, '--now', formatInstant(AT + 60_000)];
    const program = { command: process.execPath, args, cwd: folder, env: scenario.envOf(port) };
    const { wallMs } = await runProgram(program, { sample: false });
    if (!scenario.hasFloor) return { ours: wallMs, floor: undefined };
    const bare = [path.join(import.meta.dirname, 'http-floor.ts'), `http://127.0.0.1:${port}`];
    const floor = { command: process.execPath, args: [...bare, String(RECIPIENTS), String(AT_ONCE)], cwd: folder };
    return { ours: wallMs, floor: (await runProgram(floor, { sample: false })).wallMs };
  });
}

async function measureScenario(scenario: Scenario, runs: number): Promise<Result> {
  const child = fork(path.join(import.meta.dirname, scenario.server));
  const [port] = (await once(child, 'message')) as [number];
  const found: Awaited<ReturnType<typeof measureOnce>>[] = [];
  try {
    for (let run = 0; run < runs; run += 1) found.push(await measureOnce(scenario, port));
  } finally {
    child.disconnect();
  }
  const floor = found.flatMap((each) => each.floor ?? []);
  return {
    part: 'notify',
    what: scenario.what,
    unit: 'ms',
    values: found.map(({ ours }) => ours),
    ...(floor.length > 0 && { floor: { what: `bare loop, ${AT_ONCE} at once`, values: floor } }),
    target: { must: 10_000 },
  };
}

/** From the start of the command to its end, its remote over file://. */
export async function benchNotify(runs: number): Promise<Result[]> {
  const results: Result[] = [];
  for (const scenario of SCENARIOS) results.push(await measureScenario(scenario, runs));
  return results;
}
