/** Reading the branches of one moment. */
import { compareText } from '../domain/compare-text.ts';
import type { BranchFile, DeclinedProposal, DeclinedReader, MainRevision, Snapshot } from '../ports.ts';
import { listFiles, isRegular, readBlobs, type TreeEdit, type TreeFile } from './git-objects.ts';
import type { Branches } from './branches.ts';
import type { Clone } from './clone.ts';
import { hasObject } from './git-refs.ts';
import type { OpenProposal } from './proposal.ts';
import { readRawLog } from './raw-log.ts';

/** What waits for a person to merge it, and who knows what a person did not want. */
interface Waiting {
  proposal: OpenProposal | undefined;
  readDeclined: DeclinedReader;
}

/** A proposal whose files are those of the root folder. */
function below(prefix: string, proposal: DeclinedProposal): DeclinedProposal {
  return {
    ...proposal,
    readFiles: async () =>
      (await proposal.readFiles())
        .filter(({ path }) => path.startsWith(prefix))
        .map(({ path, text }) => ({ path: path.slice(prefix.length), text })),
  };
}

/** A snapshot that reads the given commits, whatever the branches do afterwards. */
export function createSnapshot(clone: Clone, branches: Branches, waiting: Waiting): Snapshot {
  const { git, prefix } = clone;
  const { proposal } = waiting;
  const { main, data } = branches;
  const edits = (proposal?.edits ?? []).filter((edit) => edit.path.startsWith(prefix));
  const paths = edits.map((edit) => edit.path.slice(prefix.length)).sort();
  const listMain = (path: string): Promise<TreeFile[]> => listProposed(clone, { main, edits, path: prefix + path });
  return {
    main,
    data,
    proposal: proposal && { commit: proposal.commit, paths },
    readMainFiles: async (folder) => {
      const files = (await listMain(withoutSlash(folder))).filter((file) => file.path.endsWith('.md'));
      return (await readFiles(clone, files)).map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
    },
    readDeclined: async () => (await waiting.readDeclined()).map((each) => below(prefix, each)),
    readFilesAt: async (commit, wanted) => {
      if (!(await hasObject(clone.git, `${commit}^{tree}`))) return undefined;
      const paths = wanted.map((path) => prefix + withoutSlash(path));
      const files = wanted.length === 0 ? [] : await listFiles(git, commit, paths);
      return (await readFiles(clone, files)).map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
    },
    readMainRevisions: (path) => readRevisions(clone, main, path),
    readDataFiles: async (wanted) => {
      if (data === undefined || wanted.length === 0) return [];
      const files = new Map((await listFiles(git, data, wanted)).map((file) => [file.path, file]));
      return readFiles(
        clone,
        wanted.map((path) => files.get(path)).filter((file) => file !== undefined),
      );
    },
    listDataFiles: async (folder) => {
      if (data === undefined) return [];
      return (await listFiles(git, data, [`${withoutSlash(folder)}/`])).map((file) => file.path);
    },
  };
}

interface ProposedFolder {
  main: string | undefined;
  edits: readonly TreeEdit[];
  /** From the top of the tree. */
  path: string;
}

/** Files of main at or below a path, the proposal's over them. */
async function listProposed({ git }: Clone, { main, edits, path }: ProposedFolder): Promise<TreeFile[]> {
  const isBelow = (file: { path: string }): boolean => file.path === path || file.path.startsWith(`${path}/`);
  const known = main === undefined ? [] : await listFiles(git, main, [path]);
  const files = new Map(known.map((file) => [file.path, file]));
  for (const { path: edited, mode = '', oid } of edits.filter(isBelow)) {
    if (oid !== undefined && isRegular(mode)) files.set(edited, { path: edited, mode, oid });
    else files.delete(edited);
  }
  return [...files.values()].sort((a, b) => compareText(a.path, b.path));
}

async function readFiles({ git }: Clone, files: readonly TreeFile[]): Promise<BranchFile[]> {
  const texts = await readBlobs(
    git,
    files.map((file) => file.oid),
  );
  return files.map((file) => ({ path: file.path, text: texts.get(file.oid) ?? '' }));
}

/** As many revisions are looked at; a file that was broken for longer is as good as one that never was good. */
const MOST_REVISIONS = 50;

/** Paths given to Git are relative to the root folder, where it runs. */
async function readRevisions({ git }: Clone, main: string | undefined, path: string): Promise<MainRevision[]> {
  if (main === undefined) return [];
  const which = ['--first-parent', `--max-count=${MOST_REVISIONS}`, main, '--', path];
  const revisions = (await readRawLog(git, which)).flatMap(({ at, changes }) =>
    changes.map(({ to }) => ({ at, oid: to.oid })),
  );
  const texts = await readBlobs(
    git,
    revisions.flatMap(({ oid }) => oid ?? []),
  );
  return revisions.map((revision) => ({ at: revision.at, text: texts.get(revision.oid ?? '') }));
}

function withoutSlash(folder: string): string {
  return folder.replace(/\/$/, '');
}
