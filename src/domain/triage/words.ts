/** What the engine writes into incidents, in plain words. Times are UTC and say so. */
import { ERROR_CLASSES, type ErrorClass } from '../../schema/check.ts';
import { formatClock, formatDay, type Instant } from '../../schema/timestamp.ts';
import type { CheckOutcome } from '../measurement.ts';
import type { CheckHealth, FailingStatus } from './component-health.ts';
import type { Burst, FailingComponent } from './correlate.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const SHOWN_CHECKS = 3;

/** `10:41 UTC`, with its day where that is not the day of `now`: `10:41 UTC on 19 November`. */
export function clockTime(at: Instant, now: Instant): string {
  const clock = `${formatClock(at)} UTC`;
  if (formatDay(at) === formatDay(now)) return clock;
  const date = new Date(at);
  return `${clock} on ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** Text that is not ours as plain Markdown text: nothing in it is a mark, a link or HTML. */
export function plain(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>&#~|!:@$]/g, '\\$&');
}

const TITLES: Record<FailingStatus, string> = {
  major_outage: 'is down',
  partial_outage: 'is partly down',
  degraded_performance: 'is slow',
};

const TITLES_OF_ALL: Record<FailingStatus, string> = {
  major_outage: 'are down',
  partial_outage: 'are partly down',
  degraded_performance: 'are slow',
};
const SHOWN_COMPONENTS = 3;
/** Names of a title together, in UTF-16 units: a title has at most 200, and one is read at a glance. */
const TITLE_NAMES = 120;
const LISTED_COMPONENTS = 12;

type Failing = Pick<FailingComponent['health'], 'status' | 'checks'>;

function isUnstable({ checks }: Failing): boolean {
  return checks.some(({ unstable }) => unstable !== undefined);
}

/** `Public API is down`. */
export function titleOf(component: string, health: Failing): string {
  return `${component} ${isUnstable(health) ? 'is unstable' : TITLES[health.status]}`;
}

/** `A, B and C`, or `A and 11 other components` where they are many or their names are long. */
function nameAll(names: readonly string[]): string {
  const all = nameAllOf(names);
  if (names.length <= SHOWN_COMPONENTS && all.length <= TITLE_NAMES) return all;
  const others = names.length - 1;
  return `${names[0] ?? ''} and ${others} other ${others === 1 ? 'component' : 'components'}`;
}

/**
 * The title of an incident of one component, or of several whose failures began together.
 * @param undecided names of the components among them of which it is not known whether they still fail.
 */
export function titleOfAll(burst: Burst, undecided: readonly string[] = []): string {
  const [first, ...others] = burst;
  if (first !== undefined && others.length + undecided.length === 0) return titleOf(first.component.name, first.health);
  const [status = 'major_outage', ...rest] = new Set(burst.map(({ health }) => health.status));
  const isSame = rest.length + undecided.length === 0 && !burst.some(({ health }) => isUnstable(health));
  const names = nameAll([...burst.map(({ component }) => component.name), ...undecided]);
  return `${names} ${isSame ? TITLES_OF_ALL[status] : 'are failing'}`;
}

/** `12 of 40 components began to fail together`. */
export function correlationText(failing: number, all: number): string {
  return `${failing} of ${all} components began to fail together`;
}

function reasonOf({ check, row }: CheckHealth, outcomes: ReadonlyMap<string, CheckOutcome>): string {
  const outcome = outcomes.get(check);
  const message = outcome?.message ?? (row.last?.code === undefined ? 'failed' : `failed (${row.last.code})`);
  return `${check}: ${plain(message)}`;
}

/** One line a failing check, what was expected and what came; the first few of many. */
function reasons(checks: readonly CheckHealth[], outcomes: ReadonlyMap<string, CheckOutcome>): string {
  const lines = checks.slice(0, SHOWN_CHECKS).map((health) => `- ${reasonOf(health, outcomes)}`);
  const more = checks.length - SHOWN_CHECKS;
  return [...lines, ...(more > 0 ? [`- and ${more} more ${more === 1 ? 'check' : 'checks'}`] : [])].join('\n');
}

/** What a run knows for the words of an update. */
interface Told {
  outcomes: ReadonlyMap<string, CheckOutcome>;
  now: Instant;
}

/** What the checks of one component do, as a sentence: since when they have failed, or how often. */
function failingSentence({ component, health }: FailingComponent, now: Instant): string {
  const name = plain(component.name);
  const [unstable] = health.checks.map((check) => check.unstable).filter((found) => found !== undefined);
  if (unstable !== undefined) {
    const since = clockTime(unstable.since, now);
    return `${name} has been unstable since ${since}: a check has failed ${unstable.failures} times and passed in between.`;
  }
  const subject = health.checks.length === 1 ? 'A check' : 'Checks';
  const verb = health.checks.length === 1 ? 'has' : 'have';
  return `${subject} of ${name} ${verb} failed since ${clockTime(health.since, now)}.`;
}

/** Several components as one sentence and the list of them, the first of many. */
function failingTogether(burst: Burst, now: Instant): string {
  const since = Math.min(...burst.map(({ health }) => health.since));
  const names = burst.slice(0, LISTED_COMPONENTS).map(({ component }) => plain(component.name));
  const more = burst.length - names.length;
  const listed = more > 0 ? `${names.join(', ')} and ${more} more` : nameAllOf(names);
  return `Checks of ${burst.length} components have failed since ${clockTime(since, now)}: ${listed}.`;
}

function nameAllOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** The first update: since when, what was expected and what came. */
export function openingText(burst: Burst, { outcomes, now }: Told): string {
  const [first, ...others] = burst;
  const what = first !== undefined && others.length === 0 ? failingSentence(first, now) : failingTogether(burst, now);
  const checks = burst.flatMap(({ health }) => health.checks);
  return `${what} We are looking into it.\n\n${reasons(checks, outcomes)}`;
}

/** An update because a component failed again, or got better or worse while it fails. */
export function failingText(failing: FailingComponent, { outcomes, now }: Told): string {
  return `${failingSentence(failing, now)}\n\n${reasons(failing.health.checks, outcomes)}`;
}

/** A component of several has recovered while others still fail. */
export function partlyRecoveredText(components: readonly string[]): string {
  return `Checks of ${components.map(plain).join(', ')} pass again.`;
}

/** Checks pass; the engine watches until the recovery has held long enough. */
export function monitoringText(since: Instant, until: Instant, now: Instant): string {
  return `Checks have passed since ${clockTime(since, now)}. We keep watching until ${clockTime(until, now)}.`;
}

export function resolvedText(since: Instant, now: Instant): string {
  return `Checks have passed since ${clockTime(since, now)}, and the recovery has held.`;
}

/** The one update that the engine may add to a file in which a person has written. */
export function recoveryNote(since: Instant, now: Instant): string {
  return `Checks have passed since ${clockTime(since, now)}.`;
}

/** A failing check as evidence: its id, what came, its class, how often in a row. */
export function evidenceText({ check, row, unstable }: CheckHealth, outcome: CheckOutcome | undefined): string {
  const message = outcome?.message ?? (unstable === undefined || row.kind === 'failing' ? 'failed' : 'passes now');
  if (unstable !== undefined) return `${check}: ${message}, failed ${unstable.failures} times with passes in between`;
  const errorClass = outcome?.errorClass === undefined ? '' : ` (${outcome.errorClass})`;
  return `${check}: ${message}${errorClass}, ${row.count} in a row`;
}

/** A failing check as its evidence tells it. */
export interface FailureEvidence {
  /** Id of the check. */
  check: string;
  message: string;
  errorClass: ErrorClass | undefined;
  /** How often in a row it had failed. */
  inRow: number;
}

/** Takes apart what {@link evidenceText} writes; undefined for a text that is none of it. */
export function readEvidenceText(text: string): FailureEvidence | undefined {
  const found = /^([a-z0-9][a-z0-9-]*): (.+), (\d{1,9}) in a row$/s.exec(text);
  if (found === null) return undefined;
  const [, check = '', said = '', inRow = ''] = found;
  const errorClass = ERROR_CLASSES.find((each) => said.endsWith(` (${each})`));
  const message = errorClass === undefined ? said : said.slice(0, -` (${errorClass})`.length);
  return { check, message, errorClass, inRow: Number(inRow) };
}
