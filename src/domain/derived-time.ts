/** A time that was derived: where it comes from, how exact it is, or why there is none. */
import type { Instant } from '../schema/timestamp.ts';

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
