/** What a replay tells: a table for people, or one value for programs. */
import { type ComparedIncidents, compareIncidents, type Difference, differenceOf } from '../../app/replay/compare.ts';
import type { ReplayReport } from '../../app/replay/replay-recording.ts';
import type { ReplayedIncident } from '../../app/replay/replay.ts';
import type { Sampling } from '../../app/replay/runs.ts';
import { formatClock, formatDay, formatInstant, type Instant } from '../../schema/timestamp.ts';
import { toLine } from '../../schema/visible-text.ts';
import { formatColumns } from '../columns.ts';
import { formatSpan } from '../span.ts';

const SHOWN_CHECKS = 3;

function instantOrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : formatInstant(at);
}

function incidentToJson({ id, startedAt, resolvedAt, checks, components, category }: ReplayedIncident): object {
  const times = { startedAt: formatInstant(startedAt), resolvedAt: instantOrNull(resolvedAt) };
  return { id, ...times, checks, components, category };
}

const JSON_DIFFERENCES = { differs: 'differs', 'only-current': 'only-current', 'only-other': 'only-policy' } as const;

/**
 * The incidents, ordered by start; with another policy also its incidents and the pairs in which the two differ, by id,
 * null where one opened nothing.
 */
export function toJson({ incidents, others: [other] }: ReplayReport, policy: string | undefined): object {
  const told = { incidents: incidents.map(incidentToJson) };
  if (policy === undefined || other === undefined) return told;
  const differences = compareIncidents(incidents, other).flatMap((pair) => {
    const difference = differenceOf(pair);
    if (difference === 'same') return [];
    const ids = { current: pair.current?.id ?? null, policy: pair.other?.id ?? null };
    return [{ difference: JSON_DIFFERENCES[difference], ...ids }];
  });
  return { ...told, comparison: { policy, incidents: other.map(incidentToJson), differences } };
}

function minute(at: Instant): string {
  return `${formatDay(at)} ${formatClock(at)}`;
}

function shortList(names: readonly string[]): string {
  const more = names.length - SHOWN_CHECKS;
  const shown = names.slice(0, more === 1 ? SHOWN_CHECKS + 1 : SHOWN_CHECKS).map(toLine);
  return more > 1 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function summary({ runs, checks, from, until }: ReplayReport): string {
  if (from === undefined || until === undefined) return 'no run at all';
  return `${count(runs, 'run')} of ${count(checks, 'check')}, ${minute(from)} to ${minute(until)} UTC`;
}

/** A line an incident, times in UTC. */
export function formatIncidents(report: ReplayReport): string {
  const rows = report.incidents.map((incident) => [
    minute(incident.startedAt),
    formatSpan(incident.openedAt - incident.startedAt),
    incident.resolvedAt === undefined ? 'open' : minute(incident.resolvedAt),
    incident.resolvedAt === undefined ? '' : formatSpan(incident.resolvedAt - incident.startedAt),
    incident.category,
    incident.id,
    shortList(incident.checks),
  ]);
  const heading = ['STARTED (UTC)', 'TOLD AFTER', 'RESOLVED', 'LASTED', 'CATEGORY', 'INCIDENT', 'CHECKS'];
  const table = rows.length === 0 ? [] : [...formatColumns([heading, ...rows]), ''];
  return [...table, `${count(rows.length, 'incident')} on ${summary(report)}`].join('\n');
}

const MARKS: Readonly<Record<Difference, string>> = {
  same: '=',
  differs: '~',
  'only-current': '-',
  'only-other': '+',
};

function cell(incident: ReplayedIncident | undefined): [string, string] {
  if (incident === undefined) return ['', ''];
  const { startedAt, resolvedAt, checks } = incident;
  const end = resolvedAt === undefined ? 'open' : formatSpan(resolvedAt - startedAt);
  return [`${minute(startedAt)}, ${end}`, shortList(checks)];
}

function countDifferences(pairs: readonly ComparedIncidents[]): Record<Difference, number> {
  const counts: Record<Difference, number> = { same: 0, differs: 0, 'only-current': 0, 'only-other': 0 };
  for (const pair of pairs) counts[differenceOf(pair)] += 1;
  return counts;
}

/** After how long half of the incidents were opened. */
function medianDelay(incidents: readonly ReplayedIncident[]): string {
  const delays = incidents.map(({ startedAt, openedAt }) => openedAt - startedAt).sort((a, b) => a - b);
  return formatSpan(delays[Math.floor((delays.length - 1) / 2)] ?? 0);
}

/** Two policies side by side, a line a failure: when it began in UTC, how long its incident was open, what failed. */
export function formatComparison(report: ReplayReport, policy: string): string {
  const [other = []] = report.others;
  const pairs = compareIncidents(report.incidents, other);
  const heading = ['', 'NOW (UTC)', 'CHECKS', `WITH ${toLine(policy)}`, 'CHECKS'];
  const rows = pairs.map((pair) => [MARKS[differenceOf(pair)], ...cell(pair.current), ...cell(pair.other)]);
  const counts = countDifferences(pairs);
  const name = toLine(policy);
  const lines = [
    `${count(report.incidents.length, 'incident')} now, ${other.length} with ${name}, on ${summary(report)}`,
    `= the same ${counts.same}, ~ different ${counts.differs}, - only now ${counts['only-current']}, + only with ${name} ${counts['only-other']}`,
  ];
  if (report.incidents.length > 0 && other.length > 0) {
    const [now, then] = [medianDelay(report.incidents), medianDelay(other)];
    lines.push(`Half of them are told within ${now} now, within ${then} with ${name}.`);
  }
  return [...(rows.length === 0 ? [] : [...formatColumns([heading, ...rows]), '']), ...lines].join('\n');
}

interface Circumstances {
  holdFor: number;
  /** Whether there was no status.yml. */
  isDefault: boolean;
  sampling: Sampling | undefined;
}

/** What a person should know before believing a replay. */
export function describeDoubts(report: ReplayReport, { holdFor, isDefault, sampling }: Circumstances): string[] {
  const doubts: string[] = [];
  if (isDefault) doubts.push('There is no status.yml: every setting is the default, and each check a component.');
  else if (report.unknownChecks > 0) {
    const many = report.unknownChecks === 1 ? 'is a component of its own' : 'are components of their own';
    doubts.push(`${count(report.unknownChecks, 'check')} that status.yml does not know ${many}.`);
  }
  if (report.maintenances > 0) {
    const many = count(report.maintenances, 'maintenance');
    doubts.push(`Failures during ${many} of incidents/ opened nothing. Use "--no-maintenances" to leave these out.`);
  }
  if (report.lateRuns > 0 && report.lateRuns * 2 >= report.runs - 1) {
    const events = sampling === undefined ? ' Use "--events" where rows are changes of state.' : '';
    doubts.push(
      `${report.lateRuns} of ${count(report.runs, 'run')} came later than ${formatSpan(holdFor)} after the one before, when a measurement holds no more (uptime.holdFor), so that failures there are not confirmed.${events}`,
    );
  }
  return doubts;
}
