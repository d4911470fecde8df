/** Rolling up days that are due: which files take their place. */
import { isClosedBefore } from '../content/closed-file.ts';
import { parseIncidentFile } from '../content/incident-file.ts';
import { INCIDENTS_FOLDER } from '../content/incident-path.ts';
import {
  formatMeasurementFile,
  keptMarkPath,
  measurementFilePath,
  parseMeasurementFile,
} from '../content/measurement-file.ts';
import { addRolledDays, parseRolledFile, rolledFilePath } from '../content/rolled-file.ts';
import { deriveIncident, isIncidentFrontMatter } from '../domain/incident.ts';
import type { Interval } from '../domain/interval.ts';
import { filterRuns, groupRuns, type Measurement, type Runs } from '../domain/measurement.ts';
import { deriveKeptSpan, selectKept } from '../domain/roll-up.ts';
import { findRolled, type RolledDay, rollUpDay } from '../domain/rolled-day.ts';
import type { FileChange } from '../ports.ts';
import { formatProblem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { RollUpInput, RollUpPlan, RollUpSnapshot } from './roll-up.ts';

const HOUR_MS = 3_600_000;
/** The most that one run rolls up; the rest waits for the first run of the next day. */
const MOST_DAYS = 31;
const MOST_LETTERS = 20_000_000;
/** Days that are read at once. */
const DAYS_AT_ONCE = 8;

/** What incidents keep of the days from `from` on; undefined where a file cannot be read that may keep something. */
async function readKeptSpans(
  snapshot: RollUpSnapshot,
  { from, notes }: { from: Instant; notes: string[] },
): Promise<Interval[] | undefined> {
  const spans: Interval[] = [];
  for (const { path, text } of await snapshot.readMainFiles(INCIDENTS_FOLDER)) {
    // What is closed by then keeps nothing of these days.
    if (isClosedBefore(text, from - HOUR_MS)) continue;
    const { id, file } = parseIncidentFile(path, text);
    if (file === undefined) {
      notes.push(`No measurements are rolled up while ${path} cannot be read: it may speak of them.`);
      return undefined;
    }
    const { frontMatter } = file;
    if (!isIncidentFrontMatter(frontMatter)) continue;
    spans.push(deriveKeptSpan(deriveIncident(id, { ...file, frontMatter })));
  }
  return spans;
}

/** What the files of `status-data` hold of some days. */
interface DueFiles {
  /** By path. */
  texts: ReadonlyMap<string, string>;
  /** Whether a check's day is rolled up already. */
  isRolled: ReturnType<typeof findRolled>;
}

async function readDue(snapshot: RollUpSnapshot, days: readonly Instant[]): Promise<DueFiles> {
  const months = [...new Set(days.map(rolledFilePath))];
  const paths = [...days.map(measurementFilePath), ...months];
  const texts = new Map((await snapshot.readDataFiles(paths)).map(({ path, text }) => [path, text]));
  const rolled = months.flatMap((path) => parseRolledFile(path, texts.get(path) ?? '').days);
  return { texts, isRolled: findRolled(rolled) };
}

function withChecks(runs: Runs, isWanted: (check: string) => boolean): Runs {
  return filterRuns(runs, ({ check }) => isWanted(check));
}

interface RolledUp {
  rolled: RolledDay | undefined;
  changes: FileChange[];
}

function listAll({ byCheck }: Runs): Measurement[] {
  return [...byCheck.values()].flat();
}

/** One day; a line for a person where it stays as it is because a file cannot be read. */
function rollUp(
  day: Instant,
  { texts, isRolled }: DueFiles,
  { spans, holdFor }: { spans: readonly Interval[]; holdFor: number },
): RolledUp | string {
  const path = measurementFilePath(day);
  const { runs, problems } = parseMeasurementFile(path, texts.get(path) ?? '');
  const [problem] = problems;
  if (problem !== undefined) return `Not rolled up, it cannot be read in full: ${formatProblem(problem)}`;
  // A day that is rolled up stands; what came to it later is kept beside it.
  const isClosed = (check: string): boolean => isRolled({ check, at: day });
  const open = withChecks(runs, (check) => !isClosed(check));
  const late = withChecks(runs, isClosed);
  const kept = groupRuns([...listAll(late), ...listAll(selectKept(open, spans))]);
  // Git sends what is left under the same path as a difference from what was there.
  const left = [
    { path, text: formatMeasurementFile(kept) },
    { path: keptMarkPath(day), text: '' },
  ];
  const changes = kept.times.size === 0 ? [{ path, text: undefined }] : left;
  return { rolled: open.times.size === 0 ? undefined : rollUpDay(day, open, holdFor), changes };
}

/** The files of the months that these days are added to. */
function addToMonths(days: readonly RolledDay[], texts: ReadonlyMap<string, string>): FileChange[] {
  const months = Map.groupBy(days, ({ day }) => rolledFilePath(day));
  return [...months].map(([path, ofMonth]) => ({ path, text: addRolledDays(texts.get(path) ?? '', ofMonth) }));
}

async function rollUpAll(
  snapshot: RollUpSnapshot,
  due: readonly Instant[],
  rules: { spans: readonly Interval[]; holdFor: number },
): Promise<RollUpPlan> {
  const rolled: RolledDay[] = [];
  const plan: RollUpPlan = { changes: [], notes: [] };
  const months = new Map<string, string>();
  let letters = 0;
  let done = 0;
  for (let next = 0; next < due.length && done < MOST_DAYS && letters < MOST_LETTERS; next += DAYS_AT_ONCE) {
    const days = due.slice(next, next + Math.min(DAYS_AT_ONCE, MOST_DAYS - done));
    const files = await readDue(snapshot, days);
    for (const [path, text] of files.texts) months.set(path, text);
    for (const day of days) {
      letters += files.texts.get(measurementFilePath(day))?.length ?? 0;
      const result = rollUp(day, files, rules);
      if (typeof result === 'string') {
        plan.notes.push(result);
        continue;
      }
      done += 1;
      plan.changes.push(...result.changes);
      if (result.rolled !== undefined) rolled.push(result.rolled);
    }
  }
  plan.changes.push(...addToMonths(rolled, months));
  return plan;
}

/**
 * Plans the roll-up of days, the first of them first: each becomes lines in the file of its month, what belongs to an
 * incident stays in the day's own file, which else goes. A day that cannot be read in full
 * stays, and where a file of incidents/ cannot be read, all do.
 */
export async function planDays(
  snapshot: RollUpSnapshot,
  { uptime }: RollUpInput['config'],
  due: readonly Instant[],
): Promise<RollUpPlan> {
  const notes: string[] = [];
  const spans = await readKeptSpans(snapshot, { from: due[0] ?? 0, notes });
  if (spans === undefined) return { changes: [], notes };
  return rollUpAll(snapshot, due, { spans, holdFor: uptime.holdFor });
}
