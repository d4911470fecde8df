/** When a message that failed is tried again. */
import type { Instant } from '../schema/timestamp.ts';
import { DAY_MS, type LedgerRecord } from './ledger.ts';

const FIRST_WAIT_MS = 60_000;
const MAX_WAIT_MS = 3_600_000;

/** When a delivery that failed at `now` is tried next: after one minute, two, four, at most an hour, or as asked. */
export function planRetry(
  before: LedgerRecord['retry'],
  { now, afterMs = 0 }: { now: Instant; afterMs?: number | undefined },
): NonNullable<LedgerRecord['retry']> {
  const tries = (before?.tries ?? 0) + 1;
  const wait = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
  return { tries, since: before?.since ?? now, nextAt: now + Math.max(wait, Math.min(afterMs, DAY_MS)) };
}
