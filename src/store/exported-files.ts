/** The files of a root folder as a commit has them, written into a folder where they are read as any others. */
import { existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { MAX_FILE_BYTES } from '../content/text.ts';
import type { RootFiles } from '../ports.ts';
import type { Clone } from './clone.ts';
import { contains } from './contains.ts';
import { isRegular, parseTree, type TreeFile } from './git-objects.ts';
import { readManyBlobs } from './many-blobs.ts';
import { openRootFiles } from './root-files.ts';

const LINK = '120000';
/** What is larger is no logo. */
const MOST_BYTES = 64 * MAX_FILE_BYTES;

interface Export {
  clone: Clone;
  commit: string;
  /** Absolute, real path of an empty folder. */
  folder: string;
}

/**
 * Writes the given files and folders of a commit, relative to the root folder, and whatever else a link among them may
 * lead to; returns how to read them. No filter or hook of the repository is run.
 */
export async function exportFiles(request: Export, paths: readonly string[]): Promise<RootFiles> {
  const { folder } = request;
  const wanted = await listAt(request, paths);
  await writeAll(request, wanted.some(({ mode }) => mode === LINK) ? await listAt(request, ['.']) : wanted);
  const files = await openRootFiles(folder);
  return {
    ...files,
    // The logo and the like, which lie anywhere.
    async copyTo(file, target) {
      await writeAll(request, await listAt(request, [file]));
      return files.copyTo(file, target);
    },
  };
}

/** The files of the commit at or below paths, each relative to the root folder. */
async function listAt({ clone: { git, prefix }, commit }: Export, paths: readonly string[]): Promise<TreeFile[]> {
  const full = paths.map((name) => (name === '.' ? prefix : prefix + name)).filter((name) => name !== '');
  const listed = parseTree(await git.text(['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...full]));
  return listed.map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
}

async function writeAll({ clone, folder }: Export, files: readonly TreeFile[]): Promise<void> {
  const [plain, links] = [files.filter(({ mode }) => isRegular(mode)), files.filter(({ mode }) => mode === LINK)];
  // Links come last, so that nothing is written through one.
  for (const group of [plain, links]) {
    const byBlob = Map.groupBy(group, ({ oid }) => oid);
    await readManyBlobs(clone.git, { oids: [...byBlob.keys()], maxBytes: MOST_BYTES }, (oid, bytes) => {
      for (const file of byBlob.get(oid) ?? []) writeOne(folder, file, bytes);
    });
  }
}

/** Writes a file, unless a tree that nobody checked would have it outside of the folder. */
function writeOne(folder: string, { path: name, mode }: TreeFile, bytes: Buffer): void {
  const target = path.join(folder, name);
  const parent = path.dirname(target);
  if (!contains(folder, target)) return;
  mkdirSync(parent, { recursive: true });
  if (!contains(folder, realpathSync(parent))) return;
  if (mode !== LINK) writeFileSync(target, bytes);
  else if (!existsSync(target)) symlinkSync(bytes.toString('utf8'), target);
}
