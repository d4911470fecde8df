/** Which notices are due, to whom: decided by what was written, what channels ask for, and what was told already. */
import type { ChannelConfig } from '../schema/channel.ts';
import { hears } from './audience.ts';
import { KnownTellings } from './known-tellings.ts';
import { DAY_MS, type DeliveryKey, type LedgerRecord, type SentMessage, threadOf } from './ledger.ts';
import type { Notice } from './notice.ts';
import { listTellables, type Tellable, type TellableSources } from './tellable.ts';

/** A channel with whom it reaches; no recipient where its settings cannot be filled in. */
export interface OpenChannel {
  config: ChannelConfig;
  /** Ids of its recipients. */
  recipients: readonly string[];
}

export interface NoticeSources extends TellableSources {
  channels: readonly OpenChannel[];
  /** Whether the page was not deployed and will not be before the next try: then notices lead to the front page. */
  hasDeployFailed: boolean;
  /** Absolute. */
  frontPage: string;
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

/** What becomes of a delivery now. */
type Fate = 'due' | 'waiting' | 'givenUp' | 'unpublished' | 'none';

interface Candidate extends DueDelivery {
  isLive: boolean;
}

/** Whether it is news: neither older than a day or the ledger, nor of a time to come. A telling once more is of now. */
function isNews({ key, notice }: DueDelivery, known: KnownTellings, { ledger, now }: NoticeSources): boolean {
  if (notice.at > now) return false;
  const knownAt = ledger.channels.get(key.channel) ?? Infinity;
  if (!known.hasBegun(key) && known.wasToldBefore(key, knownAt)) return false;
  if (notice.at > now - DAY_MS && notice.at >= ledger.since) return true;
  return key.again !== '' && known.wasToldBefore({ ...key, again: '' }, Infinity);
}

function decide(
  delivery: DueDelivery,
  isLive: boolean,
  { known, sources }: { known: KnownTellings; sources: NoticeSources },
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

function listCandidates(tellable: Tellable, known: KnownTellings, sources: NoticeSources): Candidate[] {
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
  const known = new KnownTellings(sources.ledger);
  const plan: NoticePlan = { due: [], waiting: [], givenUp: [], unpublished: 0 };
  const held = new Set<string>();
  for (const candidate of listTellables(sources).flatMap((tellable) => listCandidates(tellable, known, sources))) {
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
