import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { importCstate } from '../../app/import-cstate.ts';
import { StatusError } from '../../errors.ts';
import { formatImportReport } from '../../importers/report.ts';
import { openFolder } from '../../store/folder.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot, standingFolder } from '../root.ts';

type Flags = RootFlags & NowFlags & JsonFlags & { dryRun?: boolean };

/** `candor import cstate DIR`: writes what is not there yet and reports every decision. */
export async function runImportCstate(dir: string, flags: Flags): Promise<ExitCode> {
  const source = resolve(standingFolder(), dir);
  if (!existsSync(source)) {
    throw new StatusError(`Cannot open the folder "${dir}": there is none.`, {
      hint: 'Give the folder of the cState page, for example: import cstate ../old-status',
    });
  }
  const report = await importCstate({
    source: openFolder(source),
    target: openFolder(findRoot(flags)),
    name: basename(source),
    now: flags.now ?? Date.now(),
    isDryRun: flags.dryRun,
  });
  if (flags.json === true) printJson(report);
  else output.print(formatImportReport(report).trimEnd());
  return 0;
}
