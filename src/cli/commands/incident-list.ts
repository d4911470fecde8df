import { sortEntries, type DescribedEntry } from '../../app/author/describe-entries.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { readList } from '../author/read-list.ts';
import { formatColumns } from '../columns.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';

export type ListFlags = RootFlags & NowFlags & JsonFlags & { all?: boolean };

/** Of what is over, as much as one looks at. */
const MANY = 10;

function print(entries: readonly DescribedEntry[], toRow: (entry: DescribedEntry) => string[]): void {
  for (const line of formatColumns(entries.map(toRow))) output.print(showInvisible(line));
}

/** What is open, and of the rest the latest. */
function shorten(entries: readonly DescribedEntry[], flags: ListFlags): DescribedEntry[] {
  const open = entries.filter(({ isOpen }) => isOpen).length;
  const shown = flags.all === true ? [...entries] : entries.slice(0, open + MANY);
  if (shown.length < entries.length) output.note(`${entries.length - shown.length} more with --all.`);
  return shown;
}

function toIncidentRow({ id, phase, impact = '', startedAt, title }: DescribedEntry): string[] {
  return [id, phase, impact, startedAt, title];
}

function toMaintenanceRow({ id, phase, startedAt, endedAt = '', title }: DescribedEntry): string[] {
  return [id, phase, startedAt, endedAt, title];
}

/** `candor incident list`: open ones first; with `--json` whole entries. */
export async function runIncidentList(flags: ListFlags): Promise<ExitCode> {
  return run('incident', toIncidentRow, flags);
}

/** `candor maintenance list`: those to come and at work first. */
export async function runMaintenanceList(flags: ListFlags): Promise<ExitCode> {
  return run('maintenance', toMaintenanceRow, flags);
}

async function run(
  kind: DescribedEntry['kind'],
  toRow: (entry: DescribedEntry) => string[],
  flags: ListFlags,
): Promise<ExitCode> {
  const { entries } = await readList(flags);
  const own = sortEntries(entries.filter((entry) => entry.kind === kind));
  if (own.length === 0 && flags.json !== true) output.note(`There is no ${kind} in incidents/.`);
  const shown = shorten(own, flags);
  if (flags.json === true) printJson(shown);
  else print(shown, toRow);
  return 0;
}
