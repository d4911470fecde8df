/** Everything that `validate` says of a composed file beside main, without a checkout. */
import { CONFIG_PATH } from '../../content/config-file.ts';
import { isEntryPath } from '../../content/incident-path.ts';
import type { FormLetter } from '../../content/form/plan.ts';
import type { BranchFile, FormBase, RootFile, RootFiles } from '../../ports.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { readOnlyFiles } from '../read-only-files.ts';
import { validate } from '../validate.ts';

function toRootFile({ path, text }: BranchFile): RootFile {
  return { path, text, problems: [] };
}

/** A commit's files as those of a root folder, to be read only. */
export function asRootFiles(files: readonly BranchFile[]): RootFiles {
  return readOnlyFiles({
    read: (path) => {
      const found = files.find((file) => file.path === path);
      return Promise.resolve(found === undefined ? undefined : toRootFile(found));
    },
    readMarkdown: (folder) => Promise.resolve(files.filter(({ path }) => isEntryPath(path, [folder])).map(toRootFile)),
  });
}

/** The errors that a file brings which is put in place of main's, or beside it, each with where it stands. */
export async function validateComposed(base: FormBase, file: BranchFile, now: Instant): Promise<FormLetter[]> {
  const others = base.files.filter(({ path }) => path !== file.path);
  const files = [...others, file].sort((a, b) => (a.path < b.path ? -1 : 1));
  const changes = {
    base: base.commit,
    published: base.files.map(({ path }) => path),
    changed: new Set([file.path]),
    readPublished: (paths: readonly string[]) =>
      Promise.resolve(base.files.filter(({ path }) => paths.includes(path)).map(toRootFile)),
  };
  const { problems } = await validate(asRootFiles(files), { now, changes, isRelative: true });
  return problems
    .filter((problem) => problem.severity === 'error' && problem.file !== CONFIG_PATH)
    .map(({ file: at, line, expected = '', ...problem }) => ({ ...problem, expected, place: { file: at, line } }));
}
