/** A public root and a private one, each a repository with a remote of its own, and runs of the checks over both. */
import { stringify } from 'yaml';

import type { BothReports } from '../../src/app/check/look-at-both.ts';
import { runBoth } from '../../src/app/check/run-both.ts';
import { openRepository } from '../../src/store/repository.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from './builders.ts';
import { type CheckedPage, openPorts, statusFile } from './check-root.ts';
import { bareEnvironment, commitFiles, makeBareRemote, makeTestRepo } from './make-repo.ts';

export interface BothRoots {
  /** Folder of the public root. */
  open: string;
  /** Folder of the private root. */
  own: string;
  /** The remotes of both. */
  remotes: { open: string; own: string };
}

export interface PrivatePage extends CheckedPage {
  /** As customers.yml has them. */
  customers: readonly object[];
}

/** The text of a private root's status.yml, which has no page. */
export function privateStatusFile(page: CheckedPage): string {
  const file = JSON.parse(statusFile(page)) as Record<string, unknown>;
  delete file['page'];
  return JSON.stringify(file);
}

function makeRoot(files: Readonly<Record<string, string>>): { folder: string; remote: string } {
  const folder = makeTestRepo({ commits: [] });
  commitFiles(folder, { files, message: 'Begin' });
  return { folder, remote: makeBareRemote(folder) };
}

/** Both roots, with remotes. */
export function makeBothRoots(open: CheckedPage, own: PrivatePage): BothRoots {
  const first = makeRoot({ 'status.yml': statusFile(open) });
  const second = makeRoot({ 'status.yml': privateStatusFile(own), 'customers.yml': stringify(own.customers) });
  return { open: first.folder, own: second.folder, remotes: { open: first.remote, own: second.remote } };
}

/** A customer who relies on these components and can be told by chat and mail. */
export function makeCustomer(id: string, ...uses: string[]): object {
  const tell = [
    { type: 'slack', url: `\${CANDOR_${id.toUpperCase()}_SLACK}` },
    { type: 'email', to: `ops@${id}.example` },
  ];
  return { id, name: `${id.charAt(0).toUpperCase()}${id.slice(1)} Inc.`, uses, tell };
}

/** One run over both roots in this process that counts as of `now`, with the notes of each. */
export async function runBothAt(
  { open, own }: Pick<BothRoots, 'open' | 'own'>,
  now: string,
  { isDry = false } = {},
): Promise<BothReports & { notes: { open: string[]; own: string[] } }> {
  const { ports, notes } = await openPorts(open);
  const privateNotes: string[] = [];
  const note = (text: string): void => void privateNotes.push(text);
  const reports = await runBoth(
    {
      open: ports,
      openPrivate: async () => ({
        ...ports,
        note,
        repository: await openRepository({ root: own, env: bareEnvironment(), onNotice: note }),
        files: await openRootFiles(own),
      }),
    },
    { now: at(now), isDry },
  );
  return { ...reports, notes: { open: notes, own: privateNotes } };
}
