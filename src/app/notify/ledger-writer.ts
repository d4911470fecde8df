/** Writes down what one run tells: on the disk at once, to `status-data` while it goes on. */
import type { LedgerRecord } from '../../domain/ledger.ts';
import type { LedgerJournal, TellingMark } from '../../channel-ports.ts';
import type { Clock } from '../../ports.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { LandingPorts } from '../land-on-latest.ts';
import { addToLedger, type ChangeHead } from './ledger.ts';

export interface WriterPorts extends LandingPorts {
  clock: Clock;
  mark: TellingMark;
  journal: LedgerJournal;
  note(text: string): void;
}

/** The claim is renewed as often, also while nothing is told. */
const RENEW_EVERY_MS = 15_000;
/** Nothing goes out with a claim that was not renewed for as long: with the time that a message takes it still holds. */
const TRUSTED_MS = 40_000;
/** What is told within such a time is pushed at once. */
const GATHER_MS = 500;

type Journal = Awaited<ReturnType<LedgerJournal['begin']>>;

interface Beginning {
  /** When the ledger is claimed. */
  now: Instant;
  /** Commit of main that the repository is to be marked at; undefined where it is marked. */
  markAt: string | undefined;
}

export class LedgerWriter {
  readonly id: string;
  readonly #ports: WriterPorts;
  readonly #journal: Journal;
  /** Commit of main that the repository is to be marked at; undefined where it is marked. */
  readonly #markAt: string | undefined;
  readonly #claimedAt: Instant;
  #pending: LedgerRecord[] = [];
  #isMarked = false;
  #hasLost = false;
  /** By a clock that nobody sets. */
  #renewedAt = performance.now();

  private constructor(id: string, ports: WriterPorts, { journal, now, markAt }: Beginning & { journal: Journal }) {
    this.id = id;
    this.#ports = ports;
    this.#journal = journal;
    this.#markAt = markAt;
    this.#claimedAt = now;
  }

  /** Begins a run's own journal; its claim is still to be landed. */
  static async begin(ports: WriterPorts, beginning: Beginning): Promise<LedgerWriter> {
    const id = crypto.randomUUID();
    return new LedgerWriter(id, ports, { ...beginning, journal: await ports.journal.begin(id) });
  }

  /** Forgets a run that has not begun to tell. */
  async abandon(): Promise<void> {
    await this.#journal.close();
    await this.#ports.journal.remove(this.id);
  }

  /** A record is never older than its claim, also where the clock is set back: channels are known since that. */
  async record(told: LedgerRecord): Promise<void> {
    const record = { ...told, at: Math.max(told.at, this.#claimedAt) };
    await this.#journal.append(record);
    this.#pending.push(record);
  }

  /** The claim as it is renewed; where another has taken it over, nothing more is told. */
  #renew(isLast: boolean): ChangeHead {
    return (head) => {
      if (head.claim?.id !== this.id) {
        this.#hasLost = true;
        return undefined;
      }
      const claim = isLast ? undefined : { id: this.id, at: this.#ports.clock.now() };
      return { ...head, claim, isMarked: head.isMarked || this.#isMarked };
    };
  }

  async #push(isLast = false): Promise<void> {
    const records = this.#pending;
    this.#pending = [];
    try {
      const { mark, clock } = this.#ports;
      await addToLedger(this.#ports, { records, head: this.#renew(isLast), mark, now: clock.now() });
      this.#renewedAt = performance.now();
    } catch (error) {
      this.#pending = [...records, ...this.#pending];
      throw error;
    }
  }

  async #pushUntil(done: AbortSignal): Promise<void> {
    while (!done.aborted) {
      const isQuiet = performance.now() - this.#renewedAt < RENEW_EVERY_MS && this.#pending.length === 0;
      const begun = performance.now();
      if (!isQuiet) await this.#push();
      // Git is left a quarter of the time at most, so that what is sent is not held up by what is written down of it.
      await wait(Math.max(GATHER_MS, 3 * (performance.now() - begun)), done);
    }
  }

  async #finish(): Promise<void> {
    try {
      await this.#push(true);
    } catch (error) {
      await this.#journal.close();
      throw error;
    }
    await this.abandon();
  }

  /**
   * Writes while `work` tells, and takes the claim out at the end. `work` asks before each message whether it may. Rejects
   * with a StatusError where nothing can be written: the journal then keeps what was told for the next run.
   */
  async writeWhile(work: (mayTell: () => boolean) => Promise<void>): Promise<void> {
    if (this.#markAt !== undefined) this.#isMarked = await this.#ports.mark.set(this.#markAt);
    const done = new AbortController();
    let failure: { error: unknown } | undefined;
    const pushing = this.#pushUntil(done.signal).catch((error: unknown) => {
      failure = { error };
    });
    const mayTell = (): boolean =>
      failure === undefined && !this.#hasLost && performance.now() - this.#renewedAt < TRUSTED_MS;
    try {
      await work(mayTell);
    } finally {
      done.abort();
      await pushing;
      await this.#finish();
    }
    if (failure !== undefined) throw failure.error;
  }
}

/** Resolves after `ms` of real time, or when the signal is aborted. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
