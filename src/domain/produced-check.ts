/** A check that the chain of whys of a post-mortem led to: how it is now, and how it has done since. */
import type { Instant } from '../schema/timestamp.ts';
import { type CheckRecord, deriveCheckRecord, type RecordSources } from './check-record.ts';
import { type CheckState, deriveCheckRow } from './check-series.ts';

export interface ProducedCheck {
  id: string;
  /** What may be shown of it. */
  name: string;
  /** Whether the post-mortem says that it was there before the incident. */
  isExisting: boolean;
  /** The component that has it; undefined where none has any more. */
  component: { id: string; name: string } | undefined;
  /** When status.yml first named it, as far as that is known. */
  addedAt: Instant | undefined;
  /** Whether that was after the first incident of the post-mortem began; undefined where either is not known. */
  isAddedAfter: boolean | undefined;
  state: CheckState;
  /** Since it was added and what the post-mortem is about was over. */
  record: CheckRecord;
}

/** When something that a post-mortem is about began and ended. */
export interface AboutSpan {
  startedAt: Instant;
  /** Undefined while it has not. */
  endedAt: Instant | undefined;
}

export interface ProducedSources extends RecordSources {
  addedAt: Instant | undefined;
  /** What the post-mortem is about, the earliest first. */
  about: readonly AboutSpan[];
  /** Records go back to here at most. */
  from: Instant;
}

/** What is derived of such a check at `now`. */
export function deriveProduced(
  sources: ProducedSources,
  now: Instant,
): Pick<ProducedCheck, 'addedAt' | 'isAddedAfter' | 'state' | 'record'> {
  const { addedAt, about, from, measurements, policy } = sources;
  const [first] = about;
  const over = about.map(({ startedAt, endedAt }) => endedAt ?? startedAt);
  return {
    addedAt,
    isAddedAfter: addedAt === undefined || first === undefined ? undefined : addedAt > first.startedAt,
    state: deriveCheckRow(measurements, policy, now).state,
    record: deriveCheckRecord(sources, { start: Math.max(from, addedAt ?? from, ...over), end: now }),
  };
}
