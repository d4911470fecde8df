/** Which folder is the private root. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

import { readConfig } from '../app/read-config.ts';
import { CUSTOMERS_PATH } from '../content/customers-file.ts';
import { valueAt } from '../content/schema-example.ts';
import { openRootFiles } from '../store/root-files.ts';
import { PRIVATE_VARIABLE } from '../store/private-root.ts';
import { standingFolder } from './root.ts';

/** The folder that the environment names, absolute; undefined where it names none. */
export function namedPrivateFolder(): string | undefined {
  const named = process.env[PRIVATE_VARIABLE] ?? '';
  return named === '' ? undefined : path.resolve(standingFolder(), named);
}

/** Whether two paths lead to the same folder. */
export function isSameFolder(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other);
}

/**
 * Whether a root folder is a private one: that which the environment names, or, where it names none, one that has
 * customers and no page, as in the private repository's own workflows.
 */
export async function isPrivateRoot(root: string): Promise<boolean> {
  const named = namedPrivateFolder();
  if (named !== undefined) return isSameFolder(root, named);
  if (!existsSync(path.join(root, CUSTOMERS_PATH))) return false;
  const { yaml } = await readConfig(await openRootFiles(root));
  return valueAt(yaml?.data, ['page', 'url']) === undefined;
}
