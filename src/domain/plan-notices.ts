/** Which notices are due, to whom: decided by what was written, what channels ask for, and what was told already. */
import type { ChannelConfig } from '../schema/channel.ts';
import { formatInstant, type Instant } from '../schema/timestamp.ts';
import { hears } from './audience.ts';
import {
  describePublication,
  describeUpdate,
  type Entry,
  firstIdOf,
  type About,
  type NoticeContext,
} from './describe-notice.ts';
import { type DeliveryKey, keyOf, type Ledger, type LedgerRecord, markOrigin, type SentMessage } from './ledger.ts';
import type { Notice } from './notice.ts';
import type { Postmortem } from './postmortem.ts';
import type { Update } from './update.ts';

/** Older news is no news; and for as long a message is tried again. */
export const DAY_MS = 86_400_000;

/** An entry of main, its redactions made, with what is known of how it was published. */
export interface TellableEntry {
  entry: Entry;
  /** When the file was first on main; undefined where that is not known. */
  publishedAt: Instant | undefined;
  /** Whether readers can see an update of it, going by the last deploy. */
  isLive(update: Update | undefined): boolean;
}

export interface TellablePostmortem {
  postmortem: Postmortem;
  about: About;
  isLive: boolean;
}

/** A channel with whom it reaches; no recipient where its settings cannot be filled in. */
export interface OpenChannel {
  config: ChannelConfig;
  /** Ids of its recipients. */
  recipients: readonly string[];
}

export interface NoticeSources extends NoticeContext {
  entries: readonly TellableEntry[];
  postmortems: readonly TellablePostmortem[];
  channels: readonly OpenChannel[];
  /** What is told besides entries and post-mortems, and whom. */
  further?: readonly Tellable[] | undefined;
  ledger: Ledger;
  now: Instant;
  /** Whether the page was not deployed and will not be before the next try: then notices lead to the front page. */
  hasDeployFailed: boolean;
  /** Absolute. */
  frontPage: string;
  /** A short digest of a text. */
  digest(text: string): string;
}

/** A notice to one recipient that is not told yet. */
export interface DueDelivery {
  key: DeliveryKey;
  notice: Notice;
  channel: ChannelConfig;
  /** How often it was tried, and since when; undefined where it was not. */
  retry: LedgerRecord['retry'];
  /** Why it was not told before. */
  reason: string | undefined;
  /** What the channel kept of the entry's first message to this recipient. */
  previous: SentMessage | undefined;
}

export interface NoticePlan {
  /** In the order in which they are told; of one entry to one recipient one after the other. */
  due: DueDelivery[];
  /** Tried before, and not to be tried again yet; also what would follow one of these. */
  waiting: DueDelivery[];
  /** Tried for a day in vain. */
  givenUp: DueDelivery[];
  /** Not published yet: they wait for the deploy. */
  unpublished: number;
}

export interface Tellable {
  notice: Omit<Notice, 'again'>;
  update: string;
  isLive: boolean;
  /** Digest of what it says where it is to be told once more. */
  again: string;
  /** Whom it is for, where that is not said by what channels ask for. */
  isFor?: ((channel: ChannelConfig) => boolean) | undefined;
}

function isHistory({ frontMatter }: Entry): boolean {
  return frontMatter.backfilled === true || frontMatter.importedFrom !== undefined;
}

/** What an update says; another text, state or promise is another telling. */
function sayingOf(entry: Entry, { phase, components, nextUpdateBy, text }: Update): string {
  const changes = Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([entry.title, phase, changes, nextUpdateBy ?? null, text.replace(/\s+/g, ' ').trim()]);
}

function listEntry({ entry, publishedAt, isLive }: TellableEntry, sources: NoticeSources): Tellable[] {
  if (isHistory(entry)) return [];
  if (entry.kind === 'maintenance' && entry.updates.length === 0) {
    if (publishedAt === undefined) return [];
    const notice = describeUpdate(entry, { update: undefined, publishedAt }, sources);
    return [{ notice, update: 'published', isLive: isLive(undefined), again: '' }];
  }
  return entry.updates
    .filter((update) => update.notify !== 'no' && isOfConcern(entry, update, sources))
    .map((update) => ({
      notice: describeUpdate(entry, { update }, sources),
      update: formatInstant(update.at),
      isLive: isLive(update),
      again: update.notify === 'again' ? sources.digest(sayingOf(entry, update)) : '',
    }));
}

/** Whether anything can be due of an update, so that nothing need be made of the others. */
function isOfConcern(entry: Entry, update: Update, { ledger, now }: NoticeSources): boolean {
  if (update.notify === 'again' || update.at > now - DAY_MS) return true;
  const [id, at] = [firstIdOf(entry), formatInstant(update.at)];
  return ledger.records.some(({ entry: of, update: when, state }) => of === id && when === at && state === 'retry');
}

function listAll(sources: NoticeSources): Tellable[] {
  const ofPostmortems = sources.postmortems.flatMap(({ postmortem, about, isLive }): Tellable[] => {
    const { publishedAt } = postmortem;
    if (publishedAt === undefined) return [];
    const notice = describePublication({ ...postmortem, publishedAt }, about, sources);
    return [{ notice, update: 'published', isLive, again: '' }];
  });
  const ofEntries = sources.entries.flatMap((entry) => listEntry(entry, sources));
  const all = [...ofEntries, ...ofPostmortems, ...(sources.further ?? [])];
  return all.sort((a, b) => a.notice.at - b.notice.at || (a.notice.entry < b.notice.entry ? -1 : 1));
}

/** What the ledger knows, so that a recipient's records of an update are found at once. */
class Known {
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

/** What is told of one entry to one recipient by one channel comes in one row. */
export function threadOf({ entry, channel, recipient }: DeliveryKey): string {
  return [entry, channel, recipient].join(' ');
}

/** What becomes of a delivery now. */
type Fate = 'due' | 'waiting' | 'givenUp' | 'unpublished' | 'none';

interface Candidate extends DueDelivery {
  isLive: boolean;
}

/** Whether it is news: neither older than a day or the ledger, nor of a time to come. A telling once more is of now. */
function isNews({ key, notice }: DueDelivery, known: Known, { ledger, now }: NoticeSources): boolean {
  if (notice.at > now) return false;
  if (known.wasToldBefore(key, ledger.channels.get(key.channel) ?? Infinity)) return false;
  if (notice.at > now - DAY_MS && notice.at >= ledger.since) return true;
  return key.again !== '' && known.wasToldBefore({ ...key, again: '' }, Infinity);
}

function decide(
  delivery: DueDelivery,
  isLive: boolean,
  { known, sources }: { known: Known; sources: NoticeSources },
): Fate {
  const { key, retry } = delivery;
  if (known.isDone(key)) return 'none';
  if (retry !== undefined) {
    if (sources.now - retry.since > DAY_MS) return 'givenUp';
    return retry.nextAt > sources.now ? 'waiting' : 'due';
  }
  if (!isNews(delivery, known, sources)) return 'none';
  return isLive || sources.hasDeployFailed ? 'due' : 'unpublished';
}

function listCandidates(tellable: Tellable, known: Known, sources: NoticeSources): Candidate[] {
  const { notice, update, isLive, again, isFor } = tellable;
  const news = { event: notice.event, components: notice.components.map(({ id }) => id), impact: notice.impact };
  const told = { ...notice, again, url: isLive ? notice.url : sources.frontPage };
  return sources.channels
    .filter(({ config }) => (isFor === undefined ? hears(config, news) : isFor(config)))
    .flatMap(({ config, recipients }) =>
      recipients.map((recipient) => {
        const key = { entry: notice.entry, update, again, channel: config.id, recipient };
        return {
          key,
          notice: told,
          channel: config,
          retry: known.recordOf(key)?.retry,
          reason: known.recordOf(key)?.reason,
          previous: known.firstOf(key),
          isLive,
        };
      }),
    );
}

/**
 * Plans what is told now. Told is what was written within the last day (an update's time, or that of a file's
 * publication), has landed on main and is published, and was neither imported, backfilled nor marked `notify: no`; once
 * to each recipient, and once more where an update that was told says `notify: again`.
 */
export function planNotices(sources: NoticeSources): NoticePlan {
  const known = new Known(sources.ledger);
  const plan: NoticePlan = { due: [], waiting: [], givenUp: [], unpublished: 0 };
  const held = new Set<string>();
  for (const candidate of listAll(sources).flatMap((tellable) => listCandidates(tellable, known, sources))) {
    const { isLive, ...delivery } = candidate;
    const thread = threadOf(candidate.key);
    const fate = decide(delivery, isLive, { known, sources });
    if (fate === 'none') continue;
    if (fate === 'givenUp') plan.givenUp.push(delivery);
    else if (fate === 'due' && !held.has(thread)) plan.due.push(delivery);
    else {
      // What was said later is not told before what was said first.
      held.add(thread);
      if (fate === 'unpublished') plan.unpublished += 1;
      else plan.waiting.push(delivery);
    }
  }
  return plan;
}

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
