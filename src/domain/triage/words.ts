/** What the engine writes into incidents, in plain words. Times are UTC and say so. */
import { ERROR_CLASSES, type ErrorClass } from '../../schema/check.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { CheckOutcome } from '../measurement.ts';
import type { CheckHealth, FailingStatus } from './component-health.ts';

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
  const date = new Date(at);
  const clock = `${date.toISOString().slice(11, 16)} UTC`;
  if (date.toISOString().slice(0, 10) === new Date(now).toISOString().slice(0, 10)) return clock;
  return `${clock} on ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** Text that is not ours as plain Markdown text: nothing in it is a mark, a link or HTML. */
function plain(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>&#~|!:@$]/g, '\\$&');
}

const TITLES: Record<FailingStatus, string> = {
  major_outage: 'is down',
  partial_outage: 'is partly down',
  degraded_performance: 'is slow',
};

/** `Public API is down`. */
export function titleOf(component: string, status: FailingStatus): string {
  return `${component} ${TITLES[status]}`;
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

interface Failure {
  component: string;
  since: Instant;
  checks: readonly CheckHealth[];
  outcomes: ReadonlyMap<string, CheckOutcome>;
  now: Instant;
}

/** The first update: since when, what was expected and what came. */
export function openingText({ component, since, checks, outcomes, now }: Failure): string {
  const what = checks.length === 1 ? 'A check' : 'Checks';
  const verb = checks.length === 1 ? 'has' : 'have';
  const intro = `${what} of ${plain(component)} ${verb} failed since ${clockTime(since, now)}. We are looking into it.`;
  return `${intro}\n\n${reasons(checks, outcomes)}`;
}

/** An update because a component failed again, or got better or worse while it fails. */
export function failingText({ component, since, checks, outcomes, now }: Failure): string {
  return `Checks of ${plain(component)} have failed since ${clockTime(since, now)}.\n\n${reasons(checks, outcomes)}`;
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
export function evidenceText({ check, row }: CheckHealth, outcome: CheckOutcome | undefined): string {
  const message = outcome?.message ?? 'failed';
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
