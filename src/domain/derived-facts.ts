/**
 * What happened when in an incident and how long that took, each with where it comes from and how exact it is. Nothing of
 * it is ever typed, but a start that overrides the derived one and says why.
 */
import { COMPONENT_STATUSES, type ComponentStatus } from '../schema/component.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { type Detection, isStartKnown } from './detection.ts';
import { deriveStatusIntervals, type Incident } from './incident.ts';
import type { Interval } from './interval.ts';
import { listPromises } from './promise.ts';
import type { FirstPublication } from './publication.ts';

const DAY_MS = 86_400_000;
/** What came to main later than this after an incident's end was written down for the record, and not to tell of it. */
const LATE_AFTER_MS = 7 * DAY_MS;
/** How far the clock of whoever writes may differ from that of whoever commits. */
const CLOCK_SKEW_MS = 10 * 60_000;

export const TIME_SOURCES = ['typed', 'measurement', 'evidence', 'update', 'deploy', 'commit', 'outreach'] as const;
/** What a time was derived from. */
export type TimeSource = (typeof TIME_SOURCES)[number];

export const UNKNOWN_REASONS = [
  'imported',
  'backfilled',
  'late',
  'no_history',
  'not_committed',
  'contradictory',
  'no_check',
] as const;
/** Why something is not known. */
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

export interface KnownTime {
  kind: 'known';
  at: Instant;
  source: TimeSource;
  /** It was at most so many milliseconds before `at`; undefined where `at` is as exact as its source. */
  withinMs?: number | undefined;
  /** Whether it may have been any time before `at`. */
  isLatest?: boolean | undefined;
}

export type DerivedTime =
  | KnownTime
  /** It did not happen while the incident lasted; `after` is when it did, once it was over. */
  | { kind: 'never'; after: KnownTime }
  | { kind: 'unknown'; because: UnknownReason };

/** A length of time. */
export interface Span {
  ms: number;
  /** It was longer by at most so much, as it began between two measurements. */
  withinMs?: number | undefined;
}

/** What became of promises to write again. */
export interface PromiseCount {
  all: number;
  late: number;
  missed: number;
}

/** How long an incident gave a component a status other than operational. */
export interface AffectedComponent {
  component: string;
  ms: number;
  worst: ComponentStatus;
}

export interface IncidentFacts {
  started: KnownTime;
  detected: DerivedTime;
  /** When people could first read of it on the page. */
  told: DerivedTime;
  /** When customers were first told in person; undefined where nothing is recorded of that. */
  customersTold: KnownTime | undefined;
  /** Undefined where no update said so before the end. */
  mitigated: KnownTime | undefined;
  /** Undefined while it is open. */
  resolved: KnownTime | undefined;
  toDetect: Span | undefined;
  toTell: Span | undefined;
  toMitigate: Span | undefined;
  toResolve: Span | undefined;
  /** The longest time between two updates while it was open; undefined where there is but one, or where that is not known. */
  longestSilence: Interval | undefined;
  /** Of the promises that have come due; undefined where there is none, or where it is not known what came when. */
  promises: PromiseCount | undefined;
  /** In the order of their first mention. */
  affected: AffectedComponent[];
}

/** What is known of an incident from elsewhere than its file. */
export interface IncidentKnowledge {
  publication: FirstPublication;
  /** The first failure first. */
  detections: readonly Detection[];
}

/** Where nothing is known but the file itself. */
export const NO_KNOWLEDGE: IncidentKnowledge = {
  publication: { kind: 'unknown', because: 'no_history' },
  detections: [],
};

/** Why an incident is outside of everything that is said of telling people; undefined where it is not. */
export function whyRetold(
  { frontMatter, resolvedAt }: Incident,
  publication: FirstPublication,
): Extract<UnknownReason, 'imported' | 'backfilled' | 'late'> | undefined {
  if (frontMatter.importedFrom !== undefined) return 'imported';
  if (frontMatter.backfilled === true) return 'backfilled';
  if (publication.kind === 'unknown' || resolvedAt === undefined) return undefined;
  const committedAt = publication.kind === 'live' ? publication.committedAt : publication.at;
  return committedAt - resolvedAt > LATE_AFTER_MS ? 'late' : undefined;
}

function exactness({ failedAt, passedAt }: Detection): Pick<KnownTime, 'withinMs'> {
  return passedAt === undefined ? {} : { withinMs: failedAt - passedAt };
}

function deriveStarted(incident: Incident, { detections: [first], publication }: IncidentKnowledge): KnownTime {
  const { startedAt: at, frontMatter } = incident;
  if (frontMatter.startedAt !== undefined) return { kind: 'known', at, source: 'typed' };
  if (first?.failedAt === at) return { kind: 'known', at, source: 'measurement', ...exactness(first) };
  if (isStartKnown(incident)) return { kind: 'known', at, source: 'evidence' };
  // What was written down afterwards begins when it is said to have begun.
  const isLatest = whyRetold(incident, publication) === undefined;
  return { kind: 'known', at, source: 'update', ...(isLatest ? { isLatest } : {}) };
}

function deriveDetected({ frontMatter, updates }: Incident, [first]: readonly Detection[]): DerivedTime {
  const found = (frontMatter.evidence ?? [])
    .filter(({ kind }) => kind === 'measurement')
    .map(({ at }) => parseInstant(at) ?? Infinity);
  const earliest = Math.min(...found);
  if (first !== undefined && first.failedAt <= earliest) {
    return { kind: 'known', at: first.failedAt, source: 'measurement', ...exactness(first) };
  }
  if (Number.isFinite(earliest)) return { kind: 'known', at: earliest, source: 'evidence' };
  // Whoever wrote the first update had noticed by then.
  const at = updates[0]?.at;
  return at === undefined || frontMatter.startedAt === undefined || frontMatter.openedBy === 'monitor'
    ? { kind: 'unknown', because: 'no_check' }
    : { kind: 'known', at, source: 'update', isLatest: true };
}

/** When people could first read of an incident on the page. */
export function deriveTold(incident: Incident, publication: FirstPublication): DerivedTime {
  const because = whyRetold(incident, publication);
  if (because !== undefined) return { kind: 'unknown', because };
  if (publication.kind === 'unknown') return publication;
  // Nobody can have read what was not written yet; one of the two times is not right.
  const firstAt = incident.updates[0]?.at ?? -Infinity;
  if (publication.at < firstAt - CLOCK_SKEW_MS) return { kind: 'unknown', because: 'contradictory' };
  const told: KnownTime = {
    kind: 'known',
    at: publication.at,
    source: publication.kind === 'live' ? 'deploy' : 'commit',
  };
  const isAfter = incident.resolvedAt !== undefined && told.at > incident.resolvedAt;
  return isAfter ? { kind: 'never', after: told } : told;
}

function deriveCustomersTold({ frontMatter }: Incident): KnownTime | undefined {
  const times = (frontMatter.outreach ?? []).flatMap(({ at }) => parseInstant(at) ?? []);
  return times.length === 0 ? undefined : { kind: 'known', at: Math.min(...times), source: 'outreach' };
}

/** When things were no longer bad, where that was said before they were over: the first `monitoring` that held. */
function deriveMitigated({ updates }: Incident): KnownTime | undefined {
  const lastBad = updates.findLastIndex(({ phase }) => phase === 'investigating' || phase === 'identified');
  const next = updates[lastBad + 1];
  return next?.phase === 'monitoring' ? { kind: 'known', at: next.at, source: 'update' } : undefined;
}

/** From the start on; undefined where either is not known, or the start only from what was first written. */
function spanFrom(started: KnownTime, until: DerivedTime | undefined): Span | undefined {
  if (started.isLatest === true || until?.kind !== 'known' || until.at < started.at) return undefined;
  return { ms: until.at - started.at, ...(started.withinMs === undefined ? {} : { withinMs: started.withinMs }) };
}

function findLongestSilence({ updates, resolvedAt }: Incident, now: Instant): Interval | undefined {
  const until = resolvedAt ?? now;
  const times = [...updates.map(({ at }) => at).filter((at) => at < until), until];
  const gaps = times.slice(1).map((end, index) => ({ start: times[index] ?? end, end }));
  return gaps.reduce<Interval | undefined>(
    (longest, gap) => (longest === undefined || gap.end - gap.start > longest.end - longest.start ? gap : longest),
    undefined,
  );
}

/** How many promises to write again there were, and how many were not kept; one that is still ahead is not counted. */
function countPromises({ updates, resolvedAt }: Incident): PromiseCount | undefined {
  const promises = listPromises(updates).filter(({ cameAt }) => cameAt !== undefined || resolvedAt !== undefined);
  if (promises.length === 0) return undefined;
  return {
    all: promises.length,
    late: promises.filter(({ by, cameAt = by }) => cameAt > by).length,
    missed: promises.filter(({ cameAt }) => cameAt === undefined).length,
  };
}

function isBad(status: ComponentStatus): boolean {
  return status !== 'operational' && status !== 'under_maintenance';
}

/** How long an incident gave each component a bad status up to `now`; a component that it never did is missing. */
export function measureAffected(incident: Incident, now: Instant): AffectedComponent[] {
  const bad = deriveStatusIntervals(incident, now).filter(({ status }) => isBad(status));
  return incident.components.flatMap((component) => {
    const own = bad.filter((interval) => interval.component === component);
    if (own.length === 0) return [];
    const ranks = own.map(({ status }) => COMPONENT_STATUSES.indexOf(status));
    return [
      {
        component,
        ms: own.reduce((sum, { start, end }) => sum + end - start, 0),
        worst: COMPONENT_STATUSES[Math.max(...ranks)] ?? 'operational',
      },
    ];
  });
}

/** Derives the facts of an incident at `now`, which no fact of one that is over goes by. */
export function deriveFacts(incident: Incident, knowledge: IncidentKnowledge, now: Instant): IncidentFacts {
  const { detections, publication } = knowledge;
  const started = deriveStarted(incident, knowledge);
  const detected = deriveDetected(incident, detections);
  const told = deriveTold(incident, publication);
  const mitigated = deriveMitigated(incident);
  const { resolvedAt } = incident;
  const resolved: KnownTime | undefined =
    resolvedAt === undefined ? undefined : { kind: 'known', at: resolvedAt, source: 'update' };
  const isRetold = whyRetold(incident, publication) !== undefined;
  return {
    started,
    detected,
    told,
    customersTold: deriveCustomersTold(incident),
    mitigated,
    resolved,
    toDetect: spanFrom(started, detected),
    toTell: spanFrom(started, told),
    toMitigate: spanFrom(started, mitigated),
    toResolve: spanFrom(started, resolved),
    longestSilence: isRetold ? undefined : findLongestSilence(incident, now),
    promises: isRetold ? undefined : countPromises(incident),
    affected: measureAffected(incident, now),
  };
}
