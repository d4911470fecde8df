import { readAllMeasurements } from '../../app/measurements.ts';
import { formatMeasurementTable } from '../../content/measurement-table.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { openRepository } from '../../store/repository.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot } from '../root.ts';

type Flags = RootFlags & JsonFlags & { check?: string; from?: Instant; until?: Instant };

/** `candor data`: the measurements as a table, or as JSON with times in ISO 8601. */
export async function runData(flags: Flags): Promise<ExitCode> {
  const repository = await openRepository({ root: findRoot(flags), onNotice: output.note });
  const { measurements, warnings } = await readAllMeasurements(repository, flags);
  for (const warning of warnings) output.note(warning);
  if (flags.json === true) printJson(measurements.map((row) => ({ ...row, at: formatInstant(row.at) })));
  else output.print(formatMeasurementTable(measurements).trimEnd());
  return 0;
}
