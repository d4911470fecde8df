/** A folder on disk that is no root folder: what an import reads, and writes for the first time, or a site. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { orUndefined } from './or-undefined.ts';

export interface Folder {
  /** Paths of all files below `below` (`''` is the folder itself), ordered; none where there is no such folder. */
  listFiles(below: string): Promise<string[]>;
  /** Bytes of a file; undefined where there is none. */
  readBytes(file: string): Promise<Uint8Array | undefined>;
  /** Writes a file that is not there yet, and the folders above it; fails where it is there. */
  writeFile(file: string, text: string): Promise<void>;
}

const NO_FILE = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/** Opens a folder, which need not exist yet. Symbolic links in it are neither listed nor followed. */
export function openFolder(folder: string): Folder {
  return {
    async listFiles(below) {
      const entries = readdir(path.join(folder, below), { recursive: true, withFileTypes: true });
      const found = await orUndefined(entries, NO_FILE);
      return (found ?? [])
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
        .filter((file) => !file.startsWith('.git/'))
        .sort();
    },
    readBytes: (file) => orUndefined(readFile(path.join(folder, file)), NO_FILE),
    async writeFile(file, text) {
      const target = path.join(folder, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, text, { flag: 'wx' });
    },
  };
}
