import { relative, resolve } from 'node:path';

import { standingFolder } from './root.ts';

/** Paths as given on the command line, relative to the root folder with forward slashes. */
export function selectFiles(root: string, files: readonly string[]): Set<string> {
  const standing = standingFolder();
  return new Set(files.map((file) => relative(root, resolve(standing, file)).replaceAll('\\', '/')));
}
