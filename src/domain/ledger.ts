/** What was told, through which channel, to whom and when; and what is still to be tried. */
import type { Instant } from '../schema/timestamp.ts';

/** Older news is no news; and for as long a message is tried again. */
export const DAY_MS = 86_400_000;

/** What a channel keeps of a message, to edit it or to answer it later: ids alone, as everybody may read them. */
export interface SentMessage {
  id: string;
  extra?: Readonly<Record<string, string>> | undefined;
}

/** What one delivery is of and to. */
export interface DeliveryKey {
  /** First id of the incident, maintenance, announcement or post-mortem. */
  entry: string;
  /** Time of the update, `2026-11-20T10:05:00Z`, or `published` of what has none. */
  update: string;
  /** Which telling of it: empty the first time. */
  again: string;
  channel: string;
  /** The recipient's id, no address. */
  recipient: string;
}

export interface LedgerRecord extends DeliveryKey {
  /** When it was told or last tried. */
  at: Instant;
  /** `retry` is to be tried again; `failed` will not be. */
  state: 'told' | 'retry' | 'failed';
  message?: SentMessage | undefined;
  /** Of a `retry`: how often it was tried, since when, and when it is to be tried next. */
  retry?: { tries: number; since: Instant; nextAt: Instant } | undefined;
  /** Why it was not told; names no address. */
  reason?: string | undefined;
}

export interface Ledger {
  /** What is older is told to nobody: nothing is known of what was told before. */
  since: Instant;
  /** Since when each channel is known. What others were told before is no news to it. */
  channels: ReadonlyMap<string, Instant>;
  records: readonly LedgerRecord[];
}

/**
 * Since when each channel is known to the run that claims the ledger at `now`: the new ones from now on. A time ahead was
 * written by a clock that is ahead of this one. What this run tells would count as told before the channel was known, and
 * be no news to whom it does not reach any more: so that counts as now.
 */
export function learnChannels({ channels }: Pick<Ledger, 'channels'>, ids: readonly string[], now: Instant) {
  const known = [...channels].map(([id, at]) => [id, Math.min(at, now)] as const);
  return new Map([...ids.map((id) => [id, now] as const), ...known]);
}

/** That a run tells, so that no other does. */
export interface Claim {
  /** Of the run alone. */
  id: string;
  /** When it was last renewed, by the clock of the run that tells. */
  at: Instant;
}

/** One text for what a delivery is of and to. */
export function keyOf({ entry, update, again, channel, recipient }: DeliveryKey): string {
  return [entry, update, again, channel, recipient].join(' ');
}

/** What is told of one entry to one recipient by one channel comes in one row. */
export function threadOf({ entry, channel, recipient }: DeliveryKey): string {
  return [entry, channel, recipient].join(' ');
}

const STRENGTH: Readonly<Record<LedgerRecord['state'], number>> = { retry: 0, failed: 1, told: 2 };

/** Of two records of one delivery the one that counts: told is told, and of the others the later one. */
function isStronger(a: LedgerRecord, b: LedgerRecord): boolean {
  const difference = STRENGTH[a.state] - STRENGTH[b.state];
  return difference === 0 ? a.at >= b.at : difference > 0;
}

/** One record a delivery, in the order in which the deliveries were first recorded. */
export function mergeRecords(records: readonly LedgerRecord[]): LedgerRecord[] {
  const merged = new Map<string, LedgerRecord>();
  for (const record of records) {
    const key = keyOf(record);
    const known = merged.get(key);
    if (known === undefined || isStronger(record, known)) merged.set(key, record);
  }
  return [...merged.values()];
}

/** The recipient of a channel that reaches one. */
export const SINGLE_RECIPIENT = '-';

/** What the marks of recipients were made with. Where it has changed, nobody can say who is who. */
export function markOrigin(recipient: string): string {
  return recipient.includes('.') ? recipient.slice(0, recipient.indexOf('.')) : '';
}
