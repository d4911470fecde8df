/** The time that is told of: twelve months. */
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { Interval } from '../interval.ts';

/** From the UTC day a year before `now` up to `now`; what happens at `now` belongs to it. */
export function yearUpTo(now: Instant): Interval {
  const date = new Date(now);
  return { start: Date.UTC(date.getUTCFullYear() - 1, date.getUTCMonth(), date.getUTCDate()), end: now };
}

/** Whether an instant lies in it, its end included. */
export function isWithin(at: Instant, { start, end }: Interval): boolean {
  return at >= start && at <= end;
}

/** An instant as it stands in the figures; null where it is not known. */
export function written(at: Instant | undefined): string | null {
  return at === undefined ? null : formatInstant(at);
}
