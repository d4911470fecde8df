/** The maintenances of a root folder as they were at the time of a recorded run. */
import { parseIncidentFile } from '../../content/incident-file.ts';
import { INCIDENTS_FOLDER } from '../../content/incident-path.ts';
import { type IncidentFile, isMaintenanceFrontMatter } from '../../domain/incident.ts';
import { deriveMaintenance, type Maintenance, maintenanceAt } from '../../domain/maintenance.ts';
import type { RootFile, RootFiles } from '../../ports.ts';
import type { MaintenanceFrontMatter } from '../../schema/incident.ts';
import { formatProblem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';

/** The windows of a recurring one are known for two years back from the time that it is derived for. */
const SPAN_MS = 366 * 86_400_000;
/** Spares the thousands of other files of a long history. */
const SAYS_MAINTENANCE = /^kind:[ \t]*["']?maintenance/m;

/** Until when what is known of recurring maintenances at `now` is known. */
export function endOfSpan(now: Instant): Instant {
  return (Math.floor(now / SPAN_MS) + 1) * SPAN_MS;
}

/** How the maintenances stand at a time. Times are asked for in any order, cheaply where they go on. */
export type MaintenancesAt = (now: Instant) => readonly Maintenance[];

export interface ReplayedMaintenances {
  at: MaintenancesAt;
  /** A line for each file that cannot be read. */
  notes: string[];
}

type MaintenanceFile = IncidentFile & { id: string; frontMatter: MaintenanceFrontMatter };

function readFile({ path, text }: RootFile): { file?: MaintenanceFile; note?: string } {
  if (text === undefined || !SAYS_MAINTENANCE.test(text)) return {};
  const { id, file, problems } = parseIncidentFile(path, text);
  const frontMatter = file?.frontMatter;
  if (file !== undefined && frontMatter !== undefined && isMaintenanceFrontMatter(frontMatter)) {
    return { file: { ...file, id, frontMatter } };
  }
  const first = problems.find(({ severity }) => severity === 'error');
  return first === undefined ? {} : { note: `Left out, it cannot be read: ${formatProblem(first)}` };
}

/** What expands a recurrence is loaded only where there is one. */
async function createDerive(files: readonly MaintenanceFile[]): Promise<MaintenancesAt> {
  const isRecurring = files.some(({ frontMatter }) => frontMatter.scheduled.recurrence !== undefined);
  const expand = isRecurring ? (await import('../../domain/recurrence.ts')).expandRecurrence : undefined;
  return (now) =>
    files.map(({ id, ...file }) => {
      const { scheduled } = file.frontMatter;
      const known = scheduled.recurrence === undefined ? undefined : expand?.(scheduled, now);
      return deriveMaintenance(id, { ...file, known }, now);
    });
}

/** Reads the maintenances of a root folder as its files are now. What was written in them later is not undone. */
export async function readReplayedMaintenances(files: RootFiles): Promise<ReplayedMaintenances> {
  const read = (await files.readMarkdown(INCIDENTS_FOLDER)).map(readFile);
  const derive = await createDerive(read.flatMap(({ file }) => file ?? []));
  let span: { until: Instant; maintenances: readonly Maintenance[] } | undefined;
  const at: MaintenancesAt = (now) => {
    const until = endOfSpan(now);
    if (span?.until !== until) span = { until, maintenances: derive(until) };
    return span.maintenances.map((maintenance) => maintenanceAt(maintenance, now));
  };
  return { at, notes: read.flatMap(({ note }) => note ?? []) };
}
