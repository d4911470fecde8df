/**
 * The file of a UTC month on the branch `status-data` that holds its rolled-up days: for each a line with the times of
 * its runs, then one line a check.
 *
 *     2026-08-01: 00:00:03 119 10:05:02 10:10:02 163 23:55:02
 *     api 41/63 121 !2 163
 *     mail - ?286
 *
 * In the first line a number stands for so many runs whose times were not kept. In a check's line stand the median and
 * the 95th percentile of its response times in milliseconds (`41/63/280` where not each answer that passed had one, `-`
 * where none had), and then over how many runs it gave the same: nothing before the number for `up`, `~` degraded,
 * `!` down, `?` unknown, `-` not measured; `163/160` where not each of these runs measured it. Two of one kind beside
 * each other have a silence between them.
 */
import { compareText } from '../domain/compare-text.ts';
import type { Interval } from '../domain/interval.ts';
import type { MeasurementState, ResponseTimes } from '../domain/measurement.ts';
import type { Fold, RolledCheck, RolledDay } from '../domain/rolled-day.ts';
import { isId } from '../schema/component.ts';
import { showReceived, type Problem } from '../schema/problems.ts';
import { formatDay, type Instant, parseDay } from '../schema/timestamp.ts';
import { formatTimeOfDay, MEASUREMENTS_FOLDER, parseTimeOfDay } from './measurement-file.ts';
import { PREFIXES } from './measurement-token.ts';

const PATH = /^measurements\/(\d{4})\/(\1-\d{2})\.txt$/;
/** The colon tells it from the line of a check, whose id may look like a day. */
const HEADER = /^\d{4}-\d{2}-\d{2}:(?: |$)/;
const NOTHING = '-';
const FOLD = /^([~!?-]?)([1-9]\d{0,5})(?:\/([1-9]\d{0,5}))?$/;
const LONGEST_MS = 999_999_999;
const TIMES = /^(\d{1,9})\/(\d{1,9})(?:\/(\d{1,9}))?$/;

/** Path of the file that holds the rolled-up days of an instant's UTC month: `measurements/2026/2026-08.txt`. */
export function rolledFilePath(at: Instant): string {
  const day = formatDay(at);
  return `${MEASUREMENTS_FOLDER}/${day.slice(0, 4)}/${day.slice(0, 7)}.txt`;
}

/** The UTC month that a path names; undefined for any other path. */
export function rolledFileMonth(path: string): Interval | undefined {
  const month = PATH.exec(path)?.[2];
  const start = month === undefined ? undefined : parseDay(`${month}-01`);
  if (start === undefined) return undefined;
  const date = new Date(start);
  return { start, end: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) };
}

function formatHeader({ day, count, times }: RolledDay): string {
  const words = [`${formatDay(day)}:`];
  let next = 0;
  for (const [place, at] of times) {
    if (place > next) words.push(String(place - next));
    words.push(formatTimeOfDay(at));
    next = place + 1;
  }
  if (count > next) words.push(String(count - next));
  return words.join(' ');
}

function countPassed(folds: readonly Fold[]): number {
  return folds.reduce((sum, { state, answers }) => (state === 'up' || state === 'degraded' ? sum + answers : sum), 0);
}

function formatTimes({ folds, times }: RolledCheck): string {
  if (times === undefined) return NOTHING;
  // A file that a stranger wrote may hold longer times than any answer took.
  const [median, p95] = [times.median, times.p95].map((ms) => Math.min(Math.round(ms), LONGEST_MS));
  const common = `${String(median)}/${String(p95)}`;
  return times.count === countPassed(folds) ? common : `${common}/${times.count}`;
}

function formatFold({ state, runs, answers }: Fold): string {
  if (state === undefined) return `${NOTHING}${runs}`;
  return `${PREFIXES[state]}${runs}${answers === runs ? '' : `/${answers}`}`;
}

/** Writes a day; the inverse of {@link parseRolledFile}. */
export function formatRolledDay(day: RolledDay): string {
  const lines = [...day.checks]
    .sort(([a], [b]) => compareText(a, b))
    .map(([check, rolled]) => [check, formatTimes(rolled), ...rolled.folds.map(formatFold)].join(' '));
  return [formatHeader(day), ...lines, ''].join('\n');
}

/** The text of a month's file with further days in it, in the order of the days. Every line that is there stays as it is. */
export function addRolledDays(text: string, days: readonly RolledDay[]): string {
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const [before = '', ...known] = whole.split(/^(?=\d{4}-\d{2}-\d{2}:(?: |$))/m);
  // What stands before the first day, which nobody could have written, stays there.
  const blocks = HEADER.test(before) ? [before, ...known] : known;
  const all = [...blocks, ...days.map(formatRolledDay)].map((block) => ({ block, day: block.slice(0, 10) }));
  const sorted = all.sort((a, b) => compareText(a.day, b.day)).map(({ block }) => block);
  return `${HEADER.test(before) ? '' : before}${sorted.join('')}`;
}

export interface ParsedRolledFile {
  days: RolledDay[];
  /** What could not be read. The rest was. */
  problems: Problem[];
}

/** What is wanted of a month's file; what else stands there is not looked at. */
export interface WantedDays {
  /** Instants in the days that are wanted. */
  within?: Interval | undefined;
  /** Checks that are wanted; by default each. */
  checks?: ReadonlySet<string> | undefined;
}

type Report = (fault: string, expected?: Pick<Problem, 'expected' | 'example'>) => void;

interface Block {
  header: Omit<RolledDay, 'checks'> | undefined;
  checks: Map<string, RolledCheck>;
}

/**
 * Reads a month's file. A line that cannot be read is skipped and named in `problems`, and so are the checks below one
 * with times that cannot be read. A day may stand there several times, each with other checks; of a check that is
 * there twice the first line counts.
 */
export function parseRolledFile(path: string, text: string, wanted: WantedDays = {}): ParsedRolledFile {
  const month = rolledFileMonth(path) ?? { start: Infinity, end: -Infinity };
  const within = { ...month, ...wanted.within };
  const problems: Problem[] = [];
  const blocks: Block[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const report: Report = (message, more) => {
      const received = showReceived(line);
      const place = { severity: 'error', file: path, line: index + 1, column: 1, rule: 'measurement-file' } as const;
      problems.push({ ...place, message, ...more, received });
    };
    const block = blocks.at(-1);
    if (HEADER.test(line)) blocks.push({ header: parseHeader(line, month, report), checks: new Map() });
    else if (line.trim() === '') continue;
    else if (block === undefined) report('Cannot tell the day of a line');
    else addLine(line, { block, seen, checks: wanted.checks, report });
  }
  const isWanted = ({ day }: RolledDay): boolean => day + DAY_MS > within.start && day < within.end;
  const days = blocks.flatMap(({ header, checks }) => (header === undefined ? [] : [{ ...header, checks }]));
  return { days: days.filter(isWanted), problems };
}

const DAY_MS = 86_400_000;
/** A run a second is the most that a day can have. */
const MOST_RUNS = 86_400;

function parseHeader(line: string, month: Interval, report: Report): Block['header'] {
  const [date = '', ...words] = line.trim().split(/ +/);
  const day = parseDay(date.slice(0, -1));
  const times = new Map<number, Instant>();
  let place = 0;
  let last = -Infinity;
  const isRead = words.every((word) => {
    const at = day === undefined ? undefined : parseTimeOfDay(word, day);
    if (at === undefined) {
      const skipped = /^[1-9]\d{0,4}$/.test(word) ? Number(word) : NaN;
      place += skipped;
      return place <= MOST_RUNS;
    }
    const isLater = at > last;
    times.set(place, (last = at));
    place += 1;
    return isLater;
  });
  if (day !== undefined && isRead && day >= month.start && day < month.end) return { day, count: place, times };
  const example = '2026-08-01: 00:00:03 285 23:55:02';
  report('Cannot read the times of a rolled-up day', {
    expected: 'a day of the month, then times in their order',
    example,
  });
  return undefined;
}

interface LineContext {
  block: Block;
  /** Days with checks that are read already. */
  seen: Set<string>;
  checks: ReadonlySet<string> | undefined;
  report: Report;
}

function addLine(line: string, { block, seen, checks, report }: LineContext): void {
  const [check = '', times = '', ...words] = line.trim().split(/ +/);
  if (block.header === undefined || (checks !== undefined && !checks.has(check))) return;
  const key = `${block.header.day} ${check}`;
  const read = isId(check) ? parseCheck(times, words, block.header) : undefined;
  if (read === undefined) {
    const expected = `${block.header.count} runs, each change at one with a time`;
    report('Cannot read a check of a rolled-up day', { expected, example: 'api 41/63 121 !3 164' });
  } else if (seen.has(key)) {
    report(`Cannot use a second line of "${check}" of one day`);
  } else {
    seen.add(key);
    block.checks.set(check, read);
  }
}

function parseCheck(
  times: string,
  words: readonly string[],
  { count, times: known }: Omit<RolledDay, 'checks'>,
): RolledCheck | undefined {
  const folds: Fold[] = [];
  let place = 0;
  for (const word of words) {
    const fold = parseFold(word);
    if (fold === undefined) return undefined;
    if (fold.state !== undefined && !(known.has(place) && known.has(place + fold.runs - 1))) return undefined;
    folds.push(fold);
    place += fold.runs;
  }
  const read = parseTimes(times, folds);
  return place === count && read !== undefined ? { folds, times: read === NOTHING ? undefined : read } : undefined;
}

const STATES: ReadonlyMap<string, MeasurementState | undefined> = new Map<string, MeasurementState | undefined>([
  [PREFIXES.up, 'up'],
  [PREFIXES.degraded, 'degraded'],
  [PREFIXES.down, 'down'],
  [PREFIXES.unknown, 'unknown'],
  [NOTHING, undefined],
]);

/** The first and the last run of a fold measured it, and none more than there are. */
function parseFold(word: string): Fold | undefined {
  const match = FOLD.exec(word);
  if (match === null) return undefined;
  const [state, runs] = [STATES.get(match[1] ?? ''), Number(match[2])];
  const answers = state === undefined ? 0 : Number(match[3] ?? runs);
  const least = state === undefined ? 0 : Math.min(2, runs);
  const isSound = answers >= least && answers <= runs && !(state === undefined && match[3] !== undefined);
  return isSound ? { state, runs, answers } : undefined;
}

function parseTimes(word: string, folds: readonly Fold[]): ResponseTimes | typeof NOTHING | undefined {
  if (word === NOTHING) return NOTHING;
  const match = TIMES.exec(word);
  if (match === null) return undefined;
  const count = match[3] === undefined ? countPassed(folds) : Number(match[3]);
  return { median: Number(match[1]), p95: Number(match[2]), count };
}
