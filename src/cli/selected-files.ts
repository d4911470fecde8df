import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

import { StatusError } from '../errors.ts';
import { output } from './output.ts';
import { standingFolder } from './root.ts';

/** Whether a file, by its path relative to the root folder with forward slashes, was asked for. */
export type IsSelected = (file: string) => boolean;

/** A path relative to the root folder, symbolic links to the folder it lies in resolved. */
function relativeToRoot(root: string, file: string): string {
  const folder = path.dirname(file);
  const real = existsSync(folder) ? path.join(realpathSync(folder), path.basename(file)) : file;
  return path.relative(realpathSync(root), real).replaceAll('\\', '/');
}

/** Where a named file lies: from where one stands, else from the root folder, as problems name it. */
function locate(name: string, { standing, root }: { standing: string; root: string }): string {
  const [near, below] = [path.resolve(standing, name), path.resolve(root, name)];
  return !existsSync(near) && existsSync(below) ? below : near;
}

/**
 * The files and folders named on the command line; none means all. Throws a StatusError for one that is not there and
 * that `known` does not have either, so that a slip of the hand does not pass for a clean file.
 */
export function selectFiles(root: string, named: readonly string[], known: ReadonlySet<string>): IsSelected {
  if (named.length === 0) return () => true;
  const standing = standingFolder();
  const selected = named.map((name) => {
    const file = locate(name, { standing, root });
    const relative = relativeToRoot(root, file);
    const isSelected = (found: string): boolean =>
      relative === '' || found === relative || found.startsWith(`${relative}/`);
    if ([...known].some(isSelected)) return isSelected;
    if (!existsSync(file)) throw new StatusError(`Cannot open the file "${name}": there is none.`);
    output.note(`${name} is not read: it is not status.yml and holds no .md file of incidents/ or postmortems/.`);
    return isSelected;
  });
  return (file) => selected.some((isSelected) => isSelected(file));
}
