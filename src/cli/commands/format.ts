import { formatFiles } from '../../app/format.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { openRootFiles } from '../../store/root-files.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot } from '../root.ts';
import { type IsSelected, selectFiles } from '../selected-files.ts';

type Flags = RootFlags & JsonFlags & { check?: boolean };

/** `candor format`: with `--check` nothing is written and 1 says that a file is not canonical. */
export async function runFormat(selected: readonly string[], flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  const isDry = flags.check === true;
  const select = (paths: ReadonlySet<string>): IsSelected => selectFiles(root, selected, paths);
  const report = await formatFiles(await openRootFiles(root), { isDry, select });
  if (flags.json === true) printJson(report);
  else {
    for (const path of report.changed) output.print(`${showInvisible(path)}: ${isDry ? 'not canonical' : 'rewritten'}`);
    for (const path of report.unreadable)
      output.note(`${showInvisible(path)}: left as it is; "candor validate" tells why.`);
  }
  return isDry && report.changed.length + report.unreadable.length > 0 ? 1 : 0;
}
