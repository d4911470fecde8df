/** When a message that failed is tried again. */
import type { Instant } from '../schema/timestamp.ts';
import { DAY_MS, type LedgerRecord } from './ledger.ts';

const FIRST_WAIT_MS = 60_000;
const MAX_WAIT_MS = 3_600_000;

/**
 * When a delivery that failed at `now` is tried next: after one minute, two, four, at most an hour, or as asked. Whatever
 * is asked, there is a last try before the day is over after which nobody tries any more.
 */
export function planRetry(
  before: LedgerRecord['retry'],
  { now, afterMs = 0 }: { now: Instant; afterMs?: number | undefined },
): NonNullable<LedgerRecord['retry']> {
  const tries = (before?.tries ?? 0) + 1;
  const since = before?.since ?? now;
  const wait = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
  const lastWait = Math.max(wait, since + DAY_MS - MAX_WAIT_MS - now);
  return { tries, since, nextAt: now + Math.min(Math.max(wait, afterMs), lastWait) };
}
