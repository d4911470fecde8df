import { formatFiles } from '../../app/format.ts';
import { openRootFiles } from '../../store/root-files.ts';
import type { ExitCode } from '../main.ts';
import type { JsonFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot } from '../root.ts';
import { selectFiles } from '../selected-files.ts';

type Flags = RootFlags & JsonFlags & { check?: boolean };

/** `candor format`: with `--check` nothing is written and 1 says that a file is not canonical. */
export async function runFormat(selected: readonly string[], flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  const isDry = flags.check === true;
  const files = selectFiles(root, selected);
  const isSelected = (path: string): boolean => files.size === 0 || files.has(path);
  const report = await formatFiles(await openRootFiles(root), { isDry, isSelected });
  if (flags.json === true) printJson(report);
  else {
    for (const path of report.changed) output.print(`${path}: ${isDry ? 'not canonical' : 'rewritten'}`);
    for (const path of report.unreadable) output.note(`${path}: left as it is; "candor validate" tells why.`);
  }
  return isDry && report.changed.length + report.unreadable.length > 0 ? 1 : 0;
}
