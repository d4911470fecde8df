/** What the checks that an incident names tell of its beginning and end. */
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { CheckPolicy } from './check-series.ts';
import type { Incident } from './incident.ts';
import { countAnswers, lastAnswerAt, type Measurement } from './measurement.ts';
import { deriveKeptSpan } from './roll-up.ts';

/** How one check saw an incident. */
export interface Detection {
  check: string;
  /** The first failing measurement of the failure that was believed. */
  failedAt: Instant;
  /** The last measurement before it that passed, at most an hour before the incident; undefined where none is known. */
  passedAt: Instant | undefined;
  /** The first measurement that passed after the last failure; undefined where none is known. */
  recoveredAt: Instant | undefined;
}

interface FailingRow {
  members: readonly Measurement[];
  before: Measurement | undefined;
  after: Measurement | undefined;
}

/** Failures in a row that were believed, of known measurements in the order of time. */
function findRows(known: readonly Measurement[], { confirmAfter, holdFor }: CheckPolicy): FailingRow[] {
  const rows: FailingRow[] = [];
  for (let from = 0; from < known.length;) {
    let until = from + 1;
    const isFailing = known[from]?.state !== 'up';
    for (; until < known.length; until += 1) {
      const [earlier, later] = [known[until - 1], known[until]];
      if (earlier === undefined || later === undefined || (later.state !== 'up') !== isFailing) break;
      if (later.at - lastAnswerAt(earlier) > holdFor) break;
    }
    const members = known.slice(from, until);
    if (isFailing && countAnswers(members) >= confirmAfter) {
      rows.push({ members, before: known[from - 1], after: known[until] });
    }
    from = until;
  }
  return rows;
}

function lastOf({ members }: FailingRow): Instant {
  const last = members.at(-1);
  return last === undefined ? -Infinity : lastAnswerAt(last);
}

function detect(
  check: string,
  measurements: readonly Measurement[],
  { incident, policy }: { incident: Incident; policy: CheckPolicy },
): Detection[] {
  const { start, end } = deriveKeptSpan(incident);
  const known = measurements.filter(({ at, state }) => at >= start && at < end && state !== 'unknown');
  const rows = findRows(known, policy).filter((row) => lastOf(row) + policy.holdFor >= incident.startedAt);
  const [first] = rows;
  const failedAt = first?.members[0]?.at;
  if (first === undefined || failedAt === undefined) return [];
  const { before } = first;
  const { after } = rows.at(-1) ?? first;
  return [
    {
      check,
      failedAt,
      passedAt: before?.state === 'up' ? lastAnswerAt(before) : undefined,
      recoveredAt: after?.state === 'up' ? after.at : undefined,
    },
  ];
}

/**
 * How the checks that an incident names saw it, the first failure first; a check of which no failure is known is missing.
 * Only what is kept for good is looked at, from an hour before its start to its end, so that the answer stays the same.
 */
export function findDetections(
  incident: Incident,
  measurements: ReadonlyMap<string, readonly Measurement[]>,
  policy: CheckPolicy,
): Detection[] {
  return [...new Set(incident.frontMatter.checks)]
    .flatMap((check) => detect(check, measurements.get(check) ?? [], { incident, policy }))
    .sort((a, b) => a.failedAt - b.failedAt);
}

/** Whether the start of an incident is known by itself, and not only from what was first written. */
export function isStartKnown({ frontMatter, updates, startedAt }: Incident): boolean {
  const measured = (frontMatter.evidence ?? []).filter(({ kind }) => kind === 'measurement');
  return (
    frontMatter.startedAt !== undefined ||
    measured.some(({ at }) => parseInstant(at) === startedAt) ||
    startedAt < (updates[0]?.at ?? startedAt)
  );
}

/** The incident, begun with the first failing measurement where its own file tells of no start before its first update. */
export function withMeasuredStart(incident: Incident, detections: readonly Detection[]): Incident {
  const failedAt = detections[0]?.failedAt ?? Infinity;
  return isStartKnown(incident) || failedAt >= incident.startedAt ? incident : { ...incident, startedAt: failedAt };
}
