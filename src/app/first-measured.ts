import type { Snapshot } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';
import { type DataFile, readDays } from './read-days.ts';

/** Months that are looked through at once for a first measurement. */
const MONTHS_AT_ONCE = 2;

/** Ids that begin a line of a file of measurements, known without reading what was measured. */
function findLines(text: string): string[] {
  return [...text.matchAll(/^([a-z0-9-]+)[: ]/gm)].map(([, id = '']) => id);
}

function monthOf({ days }: DataFile): string {
  return new Date(days.start).toISOString().slice(0, 7);
}

/** The files of so many months each, the first months first. */
function groupMonths(files: readonly DataFile[]): DataFile[][] {
  const months = [...Map.groupBy(files, monthOf).values()];
  const count = Math.ceil(months.length / MONTHS_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    months.slice(index * MONTHS_AT_ONCE, (index + 1) * MONTHS_AT_ONCE).flat(),
  );
}

/**
 * The first measurement of each wanted check in days that are not read otherwise, the first days first: a component
 * whose checks have fallen silent is one of which nothing is known, and not one that was never measured.
 */
export async function readFirstMeasured(
  snapshot: Pick<Snapshot, 'readDataFiles'>,
  files: readonly DataFile[],
  wanted: ReadonlySet<string>,
): Promise<Map<string, Instant>> {
  const found = new Map<string, Instant>();
  const missing = new Set(wanted);
  for (const months of groupMonths(files)) {
    if (missing.size === 0) break;
    const texts = await snapshot.readDataFiles(months.map(({ path }) => path));
    const named = new Set(
      texts.filter(({ text }) => findLines(text).some((id) => missing.has(id))).map(({ path }) => path),
    );
    const once = {
      readDataFiles: async (paths: readonly string[]) => texts.filter(({ path }) => paths.includes(path)),
    };
    const { runs } = await readDays(
      once,
      months.filter(({ path }) => named.has(path)),
      { start: -Infinity, end: Infinity, checks: missing },
    );
    for (const [check, [first]] of runs.byCheck) {
      if (first !== undefined && missing.delete(check)) found.set(check, first.at);
    }
  }
  return found;
}
