/**
 * Tells what is due, each recipient once. Three things see to that:
 *
 * - One run tells at a time: it puts a claim into the ledger by the same compare-and-swap that every writer of
 *   `status-data` uses, renews it, and takes it out at the end. Who finds the claim of another waits. A claim that nobody
 *   renews is taken over: at once where the process on this machine is dead, else after {@link CLAIM_LASTS_MS}.
 * - What was sent is on the disk before the next message goes out, and pushed while others are being sent. A run that is
 *   killed leaves it to the next on this machine, so that at most the messages that were on their way are sent again. On
 *   a machine that is gone with its disk, these are those of the seconds since the last push. Each message carries the
 *   same key again, so that a service that knows such keys drops it.
 * - Where the ledger itself is lost, nothing older than the loss is told again: see `ledger.ts`.
 */
import { learnChannels, type LedgerRecord } from '../../domain/ledger.ts';
import type { DueDelivery, NoticePlan } from '../../domain/plan-notices.ts';
import { StatusError } from '../../errors.ts';
import type { Channel, ChannelPorts, LedgerJournal, TellingMark } from '../../channel-ports.ts';
import type { Clock, Snapshot } from '../../ports.ts';
import type { ChannelType } from '../../schema/channel.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { DeliverWork, OnDone } from '../../notify/deliver.ts';
import type { LandingPorts } from '../land-on-latest.ts';
import { landLedger, type ReadLedger } from './ledger.ts';
import { LedgerWriter } from './ledger-writer.ts';

export interface TellPorts extends LandingPorts {
  clock: Clock;
  mark: TellingMark;
  journal: LedgerJournal;
  loadChannel(type: ChannelType): Promise<Channel | undefined>;
  createFetch(signal: AbortSignal): ChannelPorts['fetch'];
  note(text: string): void;
}

/** What a snapshot has to tell. */
export interface Prepared extends Omit<DeliverWork, 'due'> {
  plan: NoticePlan;
  ledger: ReadLedger;
  /** Ids of the channels that there are. */
  channels: readonly string[];
}

/** Reads and plans on a snapshot, given what runs of this machine have told and not pushed. */
export type Prepare = (snapshot: Snapshot, told: readonly LedgerRecord[]) => Promise<Prepared>;

export interface TellOptions {
  /** The time that decisions are made for. */
  now: Instant;
  /** Only writes down what a run that was ended has told, and tells nothing. */
  isRecordOnly?: boolean | undefined;
  /** Ends the telling: what is on its way is waited for, and nothing else goes out. */
  signal: AbortSignal;
}

/** How long a claim holds that nobody renews. */
export const CLAIM_LASTS_MS = 90_000;
const POLL_MS = 2_000;
/** As long messages go out in one run; what is left then is for the next, so that nothing waits behind a slow service. */
const RUN_LASTS_MS = 4 * 60_000;
/** No run tells for as long. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** What others of this machine have left: what is to be taken along, and whose claim is no more. */
interface Leftovers {
  records: LedgerRecord[];
  /** Runs that are over. */
  dead: string[];
}

async function readLeftovers(journal: LedgerJournal): Promise<Leftovers> {
  const all = await journal.readAll();
  return {
    records: all.flatMap(({ records }) => records),
    dead: all.filter(({ isAlive }) => !isAlive).map(({ id }) => id),
  };
}

/** Watches the claims of others by one clock, whatever theirs says. */
class ClaimWatch {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #beganAt: Instant;
  #seen = '';
  #since: Instant;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#beganAt = this.#since = clock.now();
  }

  /** Whether a claim stands in the way. Throws a StatusError where it does so for too long. */
  isHeld(claim: ReadLedger['claim'], dead: readonly string[]): boolean {
    const now = this.#clock.now();
    if (claim === undefined || dead.includes(claim.id)) return false;
    const seen = `${claim.id} ${claim.at}`;
    if (seen !== this.#seen) [this.#seen, this.#since] = [seen, now];
    if (now - this.#since > CLAIM_LASTS_MS || now - claim.at > 10 * CLAIM_LASTS_MS) return false;
    if (now - this.#beganAt < LONGEST_WAIT_MS) return true;
    throw new StatusError('Cannot tell anybody anything: another run has been telling for a quarter of an hour', {
      hint: 'What is due is told by it, or by the next run.',
    });
  }
}

interface Claimed {
  prepared: Prepared;
  writer: LedgerWriter | undefined;
}

function isWorthWriting({ ledger, channels, plan }: Prepared, { records, dead }: Leftovers): boolean {
  const isNew = channels.some((id) => !ledger.channels.has(id));
  return plan.givenUp.length > 0 || isNew || records.length > 0 || dead.length > 0 || !ledger.isKept;
}

/** What nobody tries any more. */
function giveUp({ plan }: Prepared, at: Instant): LedgerRecord[] {
  return plan.givenUp.map(({ key, reason }) => ({
    ...key,
    at,
    state: 'failed' as const,
    reason: `tried for a day${reason === undefined ? '' : `: ${reason}`}`,
  }));
}

/** Prepares on the latest tips and lands the claim on the very same; undefined where another was first. */
async function tryClaim(ports: TellPorts, prepare: Prepare, watch: ClaimWatch): Promise<Claimed | 'lost' | 'held'> {
  const { repository, journal, clock } = ports;
  const snapshot = await repository.snapshot();
  const leftovers = await readLeftovers(journal);
  const prepared = await prepare(snapshot, leftovers.records);
  const { plan, ledger, channels } = prepared;
  const hasWork = plan.due.length > 0;
  if (!hasWork && !isWorthWriting(prepared, leftovers)) return { prepared, writer: undefined };
  if (watch.isHeld(ledger.claim, leftovers.dead)) return hasWork ? 'held' : { prepared, writer: undefined };
  const now = clock.now();
  const writer = hasWork
    ? await LedgerWriter.begin(ports, { now, markAt: ledger.isMarked ? undefined : snapshot.main })
    : undefined;
  const known = learnChannels(ledger, channels, now);
  const result = await landLedger(ports, snapshot, {
    records: [...leftovers.records, ...giveUp(prepared, now)],
    head: (head) => ({ ...head, channels: known, claim: writer && { id: writer.id, at: now } }),
    mark: ports.mark,
    now,
  });
  if (result.kind !== 'landed') {
    await writer?.abandon();
    if (result.kind === 'refused') throw new StatusError(`Cannot write down who is told: ${result.reason}`);
    return 'lost';
  }
  await Promise.all(leftovers.dead.map((id) => journal.remove(id)));
  return { prepared, writer };
}

async function claim(ports: TellPorts, prepare: Prepare, { signal }: TellOptions): Promise<Claimed> {
  const watch = new ClaimWatch(ports.clock);
  let hasNoted = false;
  for (let races = 0; races < 40;) {
    const claimed = await tryClaim(ports, prepare, watch);
    if (claimed === 'held') {
      if (!hasNoted) ports.note('Another run tells now; waiting for it.');
      hasNoted = true;
      await ports.clock.sleep(POLL_MS, signal);
    } else if (claimed === 'lost') {
      races += 1;
      await ports.clock.sleep(100 + ports.random() * 200 * races, signal);
    } else return claimed;
  }
  throw new StatusError('Cannot tell anybody anything: other writers were first too often.', {
    hint: 'Let fewer runs write at the same time.',
  });
}

export interface Told {
  prepared: Prepared;
  outcomes: { due: DueDelivery; state: LedgerRecord['state']; reason: string | undefined }[];
}

/** Tells what is due. Throws a StatusError where the ledger cannot be written; what was told until then is kept. */
export async function tellDue(ports: TellPorts, prepare: Prepare, options: TellOptions): Promise<Told> {
  const silent: Prepare = async (snapshot, told) => {
    const prepared = await prepare(snapshot, told);
    return { ...prepared, plan: { ...prepared.plan, due: [], givenUp: [] } };
  };
  const { prepared, writer } = await claim(ports, options.isRecordOnly === true ? silent : prepare, options);
  const outcomes: Told['outcomes'] = [];
  if (writer === undefined) return { prepared, outcomes };
  const { deliverAll } = await import('../../notify/deliver.ts');
  const onDone: OnDone = (due, { state, reason }) => outcomes.push({ due, state, reason });
  const never = new AbortController().signal;
  const endsAt = performance.now() + RUN_LASTS_MS;
  await writer.writeWhile(async (mayTell) => {
    await deliverAll(
      { ...prepared, due: prepared.plan.due },
      {
        clock: ports.clock,
        fetch: ports.createFetch(never),
        signal: never,
        record: (record) => writer.record(record),
        mayBegin: () => mayTell() && !options.signal.aborted && performance.now() < endsAt,
      },
      onDone,
    );
  });
  return { prepared, outcomes };
}
