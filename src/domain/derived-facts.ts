/**
 * What happened when in an incident and how long that took, each with where it comes from and how exact it is. Nothing of
 * it is ever typed, but a start that overrides the derived one and says why.
 */
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { type AffectedComponent, measureAffected } from './affected.ts';
import type { DerivedTime, KnownTime, Span } from './derived-time.ts';
import { type Detection, isStartKnown } from './detection.ts';
import type { Incident } from './incident.ts';
import type { Interval } from './interval.ts';
import { listPromises } from './promise.ts';
import type { FirstPublication } from './publication.ts';
import { deriveTold, whyRetold } from './told.ts';

/** What became of promises to write again. */
export interface PromiseCount {
  all: number;
  late: number;
  missed: number;
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

/** What is known of an incident, by its id; where nothing is, that. */
export function knowledgeOf(known: ReadonlyMap<string, IncidentKnowledge>, id: string): IncidentKnowledge {
  return known.get(id) ?? NO_KNOWLEDGE;
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
