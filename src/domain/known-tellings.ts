/** What the ledger says of who was told what, so that it is found at once. */
import type { Instant } from '../schema/timestamp.ts';
import {
  type DeliveryKey,
  keyOf,
  type Ledger,
  type LedgerRecord,
  markOrigin,
  type SentMessage,
  threadOf,
} from './ledger.ts';

/** Of one state of the ledger; a telling is an update of an entry, told once or again. */
export class KnownTellings {
  readonly #byKey: ReadonlyMap<string, LedgerRecord>;
  readonly #told = new Set<string>();
  /** By telling and channel: what the marks of whom it reached were made with. */
  readonly #origins = new Map<string, Set<string>>();
  /** When an update was first told to anybody. */
  readonly #firstTold = new Map<string, Instant>();
  readonly #first = new Map<string, SentMessage>();

  constructor({ records }: Ledger) {
    this.#byKey = new Map(records.map((record) => [keyOf(record), record]));
    for (const record of records) {
      if (record.state === 'retry') continue;
      this.#told.add(keyOf({ ...record, again: '' }));
      for (const again of new Set([record.again, ''])) {
        const of = keyOf({ ...record, again, recipient: '' });
        this.#origins.set(of, (this.#origins.get(of) ?? new Set()).add(markOrigin(record.recipient)));
      }
      for (const update of [updateOf(record), updateOf({ ...record, again: '' })]) {
        this.#firstTold.set(update, Math.min(this.#firstTold.get(update) ?? Infinity, record.at));
      }
      const thread = threadOf(record);
      if (record.message !== undefined && !this.#first.has(thread)) this.#first.set(thread, record.message);
    }
  }

  recordOf(key: DeliveryKey): LedgerRecord | undefined {
    return this.#byKey.get(keyOf(key));
  }

  /** Whether this telling is done with; the first one is once there was any. */
  isDone(key: DeliveryKey): boolean {
    const record = this.recordOf(key);
    if (record !== undefined && record.state !== 'retry') return true;
    if (key.again === '' && this.#told.has(keyOf(key))) return true;
    // Marks of another making may be of the same people: rather is one of them not told than all of them twice.
    const origins = this.#origins.get(keyOf({ ...key, recipient: '' }));
    return origins !== undefined && !origins.has(markOrigin(key.recipient));
  }

  /** Whether the channel has told any of its recipients: then it is news to the others, whatever clocks say. */
  hasBegun(key: DeliveryKey): boolean {
    return this.#origins.has(keyOf({ ...key, recipient: '' }));
  }

  /** Whether anybody was told before an instant. */
  wasToldBefore(key: DeliveryKey, at: Instant): boolean {
    return (this.#firstTold.get(updateOf(key)) ?? Infinity) < at;
  }

  firstOf(key: DeliveryKey): SentMessage | undefined {
    return this.#first.get(threadOf(key));
  }
}

function updateOf({ entry, update, again }: DeliveryKey): string {
  return again === '' ? `${entry} ${update}` : `${entry} ${update} ${again}`;
}
