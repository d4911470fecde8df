/** Which folder a command works on. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { CONFIG_PATH } from '../content/config-file.ts';
import { StatusError } from '../errors.ts';
import type { RootFlags } from './options.ts';

function nearestWithConfig(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, CONFIG_PATH))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The folder of the engine: the package that this file belongs to. */
export const ENGINE_FOLDER = join(import.meta.dirname, '..', '..');

/** Where the person stands: npm runs scripts in the package's folder and tells in INIT_CWD where it was called. */
export function standingFolder(): string {
  const cwd = process.cwd();
  return cwd === ENGINE_FOLDER ? (process.env['INIT_CWD'] ?? cwd) : cwd;
}

/**
 * The root folder as an absolute path: `--root`, else the nearest folder upwards with a status.yml, else the one a
 * person stands in.
 */
export function findRoot(flags: RootFlags): string {
  const standing = standingFolder();
  if (flags.root === undefined) return nearestWithConfig(standing) ?? standing;
  const root = resolve(standing, flags.root);
  if (existsSync(root) && statSync(root).isDirectory()) return root;
  throw new StatusError(`Cannot open the folder "${flags.root}": there is none.`, {
    hint: `Expected a folder with ${CONFIG_PATH}, for example --root ../status.`,
  });
}
