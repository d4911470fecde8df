/** Takes files out of a root folder. */
import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';

import { hasCode, StatusError } from '../errors.ts';
import { orUndefined } from './or-undefined.ts';

/** Removes a file, and the folders above it that are then empty, up to the root folder. */
export async function removeRootFile(root: string, file: string): Promise<void> {
  try {
    await rm(path.join(root, file), { force: true });
    for (let folder = path.dirname(file); folder !== '.'; folder = path.dirname(folder)) {
      const left = await orUndefined(readdir(path.join(root, folder)), ['ENOENT']);
      if (left === undefined || left.length > 0) return;
      await rmdir(path.join(root, folder));
    }
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'EBUSY')) throw error;
    throw new StatusError(`Cannot remove ${file}: ${error.code ?? ''}`, {
      hint: 'The folder that it lies in has to be writable.',
      cause: error,
    });
  }
}
