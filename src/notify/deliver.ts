/** Sends what is due: channels beside one another, and what is told of one entry to one recipient in a row. */
import pLimit from 'p-limit';

import type { Redact } from '../checks/redaction.ts';
import { digestOf } from '../digest.ts';
import { keyOf, type LedgerRecord, type SentMessage, threadOf } from '../domain/ledger.ts';
import type { NoticeWords } from '../domain/notice-words.ts';
import type { DueDelivery } from '../domain/plan-notices.ts';
import { planRetry } from '../domain/plan-retry.ts';
import type { Channel, ChannelPorts, Delivery, Recipient, SendOutcome } from '../channel-ports.ts';
import type { Clock } from '../ports.ts';

/** A channel of status.yml that is ready to send. */
export interface Sender {
  /** Undefined where nothing can be sent; `problem` says why. */
  channel: Channel | undefined;
  recipients: ReadonlyMap<string, Recipient>;
  redact: Redact;
  problem: string | undefined;
}

export interface DeliverPorts extends Omit<ChannelPorts, 'clock'> {
  clock: Clock;
  /** Writes down what became of a delivery, for good before it resolves. */
  record(record: LedgerRecord): Promise<void>;
  /** Whether another message may go out; once it says no, none does any more. */
  mayBegin(): boolean;
  /** How long one try may take, in milliseconds of real time. */
  tryLastsMs?: number | undefined;
}

export interface DeliverWork {
  due: readonly DueDelivery[];
  /** By the channel's id. */
  senders: ReadonlyMap<string, Sender>;
  wordsOf(delivery: DueDelivery): NoticeWords;
  /** What idempotency keys are made with, so that no two pages have the same. */
  pageId: string;
}

/** A wait that is not longer is made at once; what takes longer is left to a later run. */
const LONGEST_WAIT_MS = 20_000;
const QUICK_WAITS_MS = [1_000, 4_000];

/** How messages of one channel follow one another. */
class Pace {
  readonly #limit;
  readonly #everyMs: number;
  readonly #clock: Clock;
  #freeAt = 0;
  /** Until when the service wants to be left alone. */
  pausedUntil = 0;

  constructor({ atOnce, everyMs }: Channel['pace'], clock: Clock) {
    this.#limit = pLimit(atOnce);
    this.#everyMs = everyMs;
    this.#clock = clock;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#limit(async () => {
      const now = this.#clock.now();
      const startAt = Math.max(now, this.#freeAt, Math.min(this.pausedUntil, now + LONGEST_WAIT_MS));
      this.#freeAt = startAt + this.#everyMs;
      if (startAt > now) await this.#clock.sleep(startAt - now);
      return work();
    });
  }

  /** How much longer the service wants to be left alone than is waited for at once; 0 where it does not. */
  tooLongMs(): number {
    const ms = this.pausedUntil - this.#clock.now();
    return ms > LONGEST_WAIT_MS ? ms : 0;
  }
}

interface Lane {
  sender: Sender;
  pace: Pace;
  work: DeliverWork;
  ports: DeliverPorts;
}

/** No service takes as long for one message, the requests of a channel that makes several among them. */
const TRY_LASTS_MS = 100_000;

/** What comes of a try, or that nothing did in time: a server that talks on and on keeps nobody else waiting. */
async function withinTime(sending: Promise<SendOutcome>, ms: number): Promise<SendOutcome> {
  const late = Promise.withResolvers<SendOutcome>();
  const timer = setTimeout(() => late.resolve({ result: 'retry', reason: 'it took too long' }), ms);
  try {
    return await Promise.race([sending, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** One try. A fault of a channel is its own: it stops no other. */
async function trySend(due: DueDelivery, lane: Lane, previous: SentMessage | undefined): Promise<SendOutcome> {
  const { sender, ports, pace, work } = lane;
  const { channel, problem, recipients } = sender;
  const to = recipients.get(due.key.recipient);
  if (channel === undefined || to === undefined)
    return { result: 'retry', reason: problem ?? 'nobody is reached by it' };
  const afterMs = pace.tooLongMs();
  if (afterMs > 0) return { result: 'retry', reason: 'the service wants to be left alone', afterMs };
  try {
    const { fetch, signal, clock } = ports;
    const key = digestOf(`${work.pageId} ${keyOf(due.key)}`, 24);
    const delivery: Delivery = { notice: due.notice, words: work.wordsOf(due), to, key, previous };
    const sending = channel.send(delivery, { fetch, signal, clock });
    return await withinTime(sending, ports.tryLastsMs ?? TRY_LASTS_MS);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { result: 'retry', reason: `sending failed: ${reason.split('\n')[0] ?? ''}` };
  }
}

function toRecord(due: DueDelivery, outcome: SendOutcome, { ports, sender }: Lane): LedgerRecord {
  const at = ports.clock.now();
  if (outcome.result === 'sent') return { ...due.key, at, state: 'told', message: outcome.message };
  const reason = sender.redact(outcome.reason).slice(0, 300);
  if (outcome.result === 'refused') return { ...due.key, at, state: 'failed', reason };
  const retry = planRetry(due.retry, { now: at, afterMs: outcome.afterMs });
  return { ...due.key, at, state: 'retry', reason, retry };
}

/** How long to wait before a next try in this very run; undefined where that is left to a later one. */
function waitBefore(tries: number, outcome: SendOutcome & { result: 'retry' }): number | undefined {
  const wait = QUICK_WAITS_MS[tries];
  if (wait === undefined || (outcome.afterMs ?? 0) > LONGEST_WAIT_MS) return undefined;
  return Math.max(wait, outcome.afterMs ?? 0);
}

type Delivered = Pick<LedgerRecord, 'state' | 'message' | 'reason' | 'retry'>;

/** Sends one, with a few quick tries; undefined where it was not begun. */
async function deliver(
  given: DueDelivery,
  lane: Lane,
  previous: SentMessage | undefined,
): Promise<LedgerRecord | undefined> {
  const { ports, pace, sender } = lane;
  let due = given;
  for (let tries = 0; ; tries += 1) {
    const outcome = await pace.run(async () => (ports.mayBegin() ? trySend(due, lane, previous) : undefined));
    if (outcome === undefined) return undefined;
    const record = toRecord(due, outcome, lane);
    await ports.record(record);
    if (outcome.result !== 'retry') return record;
    if (outcome.afterMs !== undefined) pace.pausedUntil = Math.max(pace.pausedUntil, record.at + outcome.afterMs);
    const wait = sender.problem === undefined ? waitBefore(tries, outcome) : undefined;
    if (wait === undefined || !ports.mayBegin()) return record;
    await ports.clock.sleep(wait);
    due = { ...due, retry: record.retry };
  }
}

/** Tells one recipient of one entry, in order: what cannot be told yet holds back what was said later. */
async function deliverThread(thread: readonly DueDelivery[], lane: Lane, onDone: OnDone): Promise<void> {
  let previous = thread[0]?.previous;
  for (const due of thread) {
    const record = await deliver(due, lane, previous);
    if (record === undefined) return;
    onDone(due, record);
    if (record.state === 'retry') return;
    previous ??= record.message;
  }
}

export type OnDone = (due: DueDelivery, delivered: Delivered) => void;

const NO_PACE = { atOnce: 1, everyMs: 0 };

/** Sends everything that is due, each outcome written down before the next. Rejects only where that cannot be done. */
export async function deliverAll(work: DeliverWork, ports: DeliverPorts, onDone: OnDone): Promise<void> {
  const lanes = new Map(
    [...work.senders].map(([id, sender]) => {
      const pace = new Pace(sender.channel?.pace ?? NO_PACE, ports.clock);
      return [id, { sender, pace, work, ports }] as const;
    }),
  );
  const threads = Map.groupBy(work.due, ({ key }) => threadOf(key));
  try {
    await Promise.all(
      [...threads.values()].map(async (thread) => {
        const lane = lanes.get(thread[0]?.key.channel ?? '');
        if (lane !== undefined) await deliverThread(thread, lane, onDone);
      }),
    );
  } finally {
    for (const channel of new Set([...work.senders.values()].map((sender) => sender.channel))) await channel?.close?.();
  }
}
