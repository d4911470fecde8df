/** `candor validate` and the private root: as the root that is asked for, and beside the public one. */
import path from 'node:path';

import { readConfig } from '../../app/read-config.ts';
import { validate, type Validation, type ValidationOptions } from '../../app/validate.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { readContentChanges } from '../../store/content-changes.ts';
import { openPrivateRoot } from '../../store/private-root.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { isPrivateRoot, isSameFolder, namedPrivateFolder } from '../private-folder.ts';
import { findRoot } from '../root.ts';

/** How a root is to be looked at: as a private one, with the public root in which the person stands, or as a public one. */
export async function readKind(root: string): Promise<Pick<ValidationOptions, 'asPrivate'>> {
  if (!(await isPrivateRoot(root))) return {};
  const standing = findRoot({});
  const isElsewhere = namedPrivateFolder() !== undefined && !isSameFolder(standing, root);
  const open = isElsewhere ? await readConfig(await openRootFiles(standing)) : undefined;
  return { asPrivate: { open: open?.yaml === undefined ? undefined : open } };
}

/**
 * Validates the private root that the environment names beside the public one; paths are relative to the public root.
 * Undefined where there is none, or where it is the root itself. Throws a PrivateRootError where the two are not apart.
 */
export async function validateBeside(root: string, now: Instant): Promise<Validation | undefined> {
  const folder = namedPrivateFolder();
  if (folder === undefined || isSameFolder(folder, root)) return undefined;
  const { root: own } = await openPrivateRoot(folder, root);
  const [files, open] = await Promise.all([openRootFiles(own), readConfig(await openRootFiles(root))]);
  const changes = await readContentChanges(own, undefined);
  const { paths, problems } = await validate(files, { now, changes, asPrivate: { open } });
  const fromRoot = (file: string): string => path.relative(root, path.join(own, file)).replaceAll('\\', '/');
  return {
    paths: paths.map(fromRoot),
    problems: problems.map((problem) => ({ ...problem, file: fromRoot(problem.file) })),
    earlier: new Set(),
  };
}
