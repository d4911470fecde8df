/** What was going on in the repositories that are deployed, before something failed: as findings in plain words. */
import type { Evidence } from '../schema/incident.ts';
import { formatInstant, type Instant } from '../schema/timestamp.ts';

/** In the order in which they tell something of a failure. */
export const ACTIVITY_KINDS = ['deployment', 'release', 'workflow_run'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** One thing that happened to a repository, whoever keeps it. */
export interface Activity {
  kind: ActivityKind;
  /** `owner/name`. */
  repository: string;
  /** When it began. */
  at: Instant;
  /** A clause in plain text that begins with a small letter or the repository: `acme/api was deployed to production`. */
  text: string;
  /** A page about it that shows no more than the repository itself does. */
  url?: string | undefined;
  /** Whether it ended badly. */
  failed: boolean;
}

/** What is known of one repository. */
export type RepositoryActivity = { repository: string; activities: Activity[] } & (
  | { kind: 'read' }
  /** Not everything could be read; `activities` are what could. `why` is a clause without a full stop. */
  | { kind: 'unknown'; why: string }
);

/** What was going on in all repositories, each once, in the order in which they were asked for. */
export type ActivityReport =
  | { kind: 'looked_at'; repositories: RepositoryActivity[] }
  /** Nobody was asked. `why` is a clause without a full stop. */
  | { kind: 'not_looked_at'; why: string };

/** The failure that activity is held against. */
export interface ActivityWindow {
  /** When the failure began: its first failing measurement. */
  since: Instant;
  /** From when on was looked. */
  from: Instant;
}

/** What to tell and what to keep. */
export interface ActivityFindings {
  /** Whole sentences of plain text, which are not escaped for Markdown; what is nearest to the failure comes first. */
  sentences: string[];
  evidence: Evidence[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const UNITS = [
  ['day', 24 * HOUR_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
] as const;
const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** As many things are told of all repositories together; an incident's first update is no log. */
const MOST_TOLD = 8;

/** `12 minutes`, `two hours`, `90 minutes`: whole units, rounded down. */
function durationInWords(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms === each || ms >= 2 * each) ?? UNITS[2];
  const count = Math.floor(ms / size);
  if (count === 0) return 'less than a minute';
  return `${NUMBERS[count] ?? count} ${unit}${count === 1 ? '' : 's'}`;
}

/** `12 minutes before the first failure`. */
function distance(at: Instant, since: Instant): string {
  if (at === since) return 'at the time of the first failure';
  return `${durationInWords(Math.abs(at - since))} ${at < since ? 'before' : 'after'} the first failure`;
}

interface Told {
  activity: Activity;
  /** How often the very same happened; `activity` is the last of them. */
  count: number;
}

/** The same thing done several times is told once, as of the last time. */
function collapse(activities: readonly Activity[]): Told[] {
  const same = Map.groupBy(activities, ({ kind, text, failed }) => JSON.stringify([kind, text, failed]));
  return [...same.values()].flatMap((each) => {
    const [activity] = [...each].sort((a, b) => b.at - a.at);
    return activity === undefined ? [] : [{ activity, count: each.length }];
  });
}

function nearness({ activity }: Told, since: Instant): number {
  return Math.abs(activity.at - since);
}

/** What is told: deployments before releases before runs where there is too much, then the nearest first. */
function choose(all: readonly Told[], since: Instant): { told: Told[]; left: number } {
  const rank = ({ activity }: Told): number => ACTIVITY_KINDS.indexOf(activity.kind);
  const told = [...all]
    .sort((a, b) => rank(a) - rank(b) || nearness(a, since) - nearness(b, since))
    .slice(0, MOST_TOLD)
    .sort((a, b) => nearness(a, since) - nearness(b, since) || rank(a) - rank(b));
  return { told, left: all.length - told.length };
}

function capitalise(clause: string, repository: string): string {
  return clause.startsWith(repository) ? clause : clause.charAt(0).toUpperCase() + clause.slice(1);
}

function toSentence({ activity, count }: Told, since: Instant): string {
  const often = count === 1 ? '' : `, ${NUMBERS[count] ?? count} times, the last`;
  return `${capitalise(activity.text, activity.repository)}${often} ${distance(activity.at, since)}.`;
}

function listed(names: readonly string[]): string {
  const [last = '', ...rest] = [...names].reverse();
  return rest.length === 0 ? last : `${rest.reverse().join(', ')} and ${last}`;
}

function evidenceOf({ activity, count }: Told): Evidence {
  const often = count === 1 ? '' : `, ${count} times`;
  return {
    kind: activity.kind,
    at: formatInstant(activity.at),
    text: `${activity.text}${often}`,
    ...(activity.url === undefined ? {} : { source: activity.url }),
  };
}

/** What can be said where nothing was found, or not everything could be read. */
function describeGaps(repositories: readonly RepositoryActivity[], { since, from }: ActivityWindow): string[] {
  const quiet = repositories.filter(({ kind, activities }) => kind === 'read' && activities.length === 0);
  const before = durationInWords(since - from).replace(/^one /, '');
  const names = listed(quiet.map(({ repository }) => repository));
  const unknown = repositories.flatMap((each) =>
    each.kind === 'unknown' ? [`What was going on in ${each.repository} is not known: ${each.why}.`] : [],
  );
  const nothing = `No deployment, release or workflow run of ${names} in the ${before} before.`;
  return [...(quiet.length === 0 ? [] : [nothing]), ...unknown];
}

/**
 * Turns what was going on into sentences and evidence. That nothing was found, not everything could be read or nobody
 * was asked is told too, dated by the failure; no repositories at all are nothing to tell.
 */
export function describeActivity(report: ActivityReport, window: ActivityWindow): ActivityFindings {
  const gapAt = formatInstant(window.since);
  const asEvidence = (text: string): Evidence => ({ kind: 'deployment', at: gapAt, text: text.replace(/\.$/, '') });
  if (report.kind === 'not_looked_at') {
    const sentence = `Deployments were not looked at: ${report.why}.`;
    return { sentences: [sentence], evidence: [asEvidence(sentence)] };
  }
  const { told, left } = choose(
    report.repositories.flatMap(({ activities }) => collapse(activities)),
    window.since,
  );
  const gaps = describeGaps(report.repositories, window);
  const more = left === 0 ? [] : [`${left} more ${left === 1 ? 'thing' : 'things'} happened there around that time.`];
  return {
    sentences: [...told.map((each) => toSentence(each, window.since)), ...more, ...gaps],
    evidence: [...told.map(evidenceOf), ...gaps.map(asEvidence)],
  };
}

/**
 * The change that a failure may come from: of the deployments and releases that began before it the last one. A
 * workflow run alone is none, as most of them deploy nothing. Undefined where none is known.
 */
export function findSuspectedChange(report: ActivityReport, since: Instant): Activity | undefined {
  if (report.kind === 'not_looked_at') return undefined;
  return report.repositories
    .flatMap(({ activities }) => activities)
    .filter(({ kind, at }) => kind !== 'workflow_run' && at <= since)
    .reduce<Activity | undefined>((last, each) => (last === undefined || each.at > last.at ? each : last), undefined);
}
