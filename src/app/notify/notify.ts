/** The notices of a root: what main has to tell, planned by its ledger, and who is told of it. */
import { DEPLOYS_PATH, parseDeploysFile } from '../../content/deploys-file.ts';
import { digestOf } from '../../digest.ts';
import type { Deploy } from '../../domain/deploy.ts';
import { firstIdOf } from '../../domain/describe-notice.ts';
import { DAY_MS, type LedgerRecord, mergeRecords, SINGLE_RECIPIENT } from '../../domain/ledger.ts';
import type { NoticeWords } from '../../domain/notice-words.ts';
import { type DueDelivery, type NoticeSources, planNotices, type OpenChannel } from '../../domain/plan-notices.ts';
import { findRedaction } from '../../domain/redaction.ts';
import { StatusError } from '../../errors.ts';
import type { Sender } from '../../notify/deliver.ts';
import { findRecipients } from '../../notify/recipients.ts';
import type { Snapshot } from '../../ports.ts';
import type { ChannelConfig } from '../../schema/channel.ts';
import type { Config } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { createSpeech, type NoticeSpeech, wordNotice } from '../../site/notice-words.ts';
import { chooseCatalogue } from '../../site/strings/choose.ts';
import { createUrls } from '../../site/urls.ts';
import { CONFIG_PATH } from '../../content/config-file.ts';
import { choosePageId } from '../read-site-content.ts';
import { readLedger } from './ledger.ts';
import { type News, type NewsPorts, readMainConfig, readNews } from './read-news.ts';
import { deriveStanding } from './standing.ts';
import type { Prepare, Prepared, TellPorts } from './tell.ts';

export interface NotifyPorts extends TellPorts, NewsPorts {
  /** Where secrets are. */
  environment: Readonly<Record<string, string | undefined>>;
}

export interface NotifyOptions {
  now: Instant;
  /** Whether the page could not be deployed: then notices lead to the front page. */
  hasDeployFailed?: boolean | undefined;
}

/** Opens a channel: whom it reaches, and what carries it. */
export async function openSender(
  config: ChannelConfig,
  { environment, loadChannel }: Pick<NotifyPorts, 'environment' | 'loadChannel'>,
): Promise<Sender> {
  const { recipients, redact, problem } = findRecipients(config, environment);
  const channel = await loadChannel(config.type);
  return {
    channel,
    recipients: new Map(recipients.map((recipient) => [recipient.id, recipient])),
    redact,
    problem: channel === undefined ? `this version has no channel of the type ${config.type}` : problem,
  };
}

/** A channel that cannot be opened is tried all the same, so that somebody is told that it cannot. */
export function toOpenChannel(config: ChannelConfig, { recipients }: Sender): OpenChannel {
  return { config, recipients: recipients.size === 0 ? [SINGLE_RECIPIENT] : [...recipients.keys()] };
}

export async function readLastDeploy(snapshot: Snapshot): Promise<Deploy | undefined> {
  const [file] = await snapshot.readDataFiles([DEPLOYS_PATH]);
  return parseDeploysFile(file?.text ?? '').at(-1);
}

/** How the page of a root speaks, as main has it. */
export async function readSpeech(snapshot: Snapshot, news: News, ports: NewsPorts): Promise<NoticeSpeech> {
  const { config, entries } = news;
  const isKnown = config.page.id !== undefined || snapshot.main === undefined;
  const history = isKnown ? undefined : await ports.readHistory(snapshot.main ?? '', [CONFIG_PATH]);
  const standing = deriveStanding(entries.map(({ entry }) => entry));
  return createSpeech(config, { pageId: choosePageId(config, history).id, standing });
}

type Context = Pick<NoticeSources, 'names' | 'urlOf' | 'wordsOfClock' | 'frontPage' | 'digest'>;

export function describeContext(config: Config): Context {
  const urls = createUrls(config.page.url);
  const { strings } = chooseCatalogue(config.page.locale);
  return {
    names: new Map(config.components.map(({ id, name }) => [id, name])),
    frontPage: urls.absolute(urls.home),
    urlOf: ({ kind, id, at }) => {
      if (kind === 'postmortem') return urls.absolute(urls.postmortem(id));
      return urls.absolute(at === undefined ? urls.entry(id) : urls.update(id, at));
    },
    wordsOfClock: (phase) => strings.notice.byClock[phase],
    digest: (text) => digestOf(text, 8),
  };
}

export function createWordsOf({ config, entries }: News, speech: NoticeSpeech): (delivery: DueDelivery) => NoticeWords {
  const known = new Map(entries.map(({ entry }) => [firstIdOf(entry), entry]));
  const spoken = new Map<string, NoticeWords>();
  return ({ key, notice, channel }) => {
    const of = [key.entry, key.update, key.again, channel.id].join(' ');
    const before = spoken.get(of);
    if (before !== undefined) return before;
    const entry = notice.kind === 'postmortem' ? undefined : known.get(notice.entry);
    const ids = entry === undefined ? [] : [entry.id, ...(entry.frontMatter.formerly ?? [])];
    const removedBecause = findRedaction(config.redactions, ids, notice.at)?.reason;
    const words = wordNotice(notice, speech, { removedBecause, template: channel.template });
    spoken.set(of, words);
    return words;
  };
}

/** The instant from which on records of the ledger may matter: when the oldest entry that may be told of began. */
export function ledgerFrom({ entries }: News, now: Instant): Instant {
  const begun = entries.map(({ entry }) => entry.updates[0]?.at ?? now);
  return begun.reduce((first, at) => Math.min(first, at), now - 35 * DAY_MS);
}

/** How a public root is prepared for telling: see {@link planNotices}. */
export function createPrepare(ports: NotifyPorts, { now, hasDeployFailed = false }: NotifyOptions): Prepare {
  return async (snapshot, told): Promise<Prepared> => {
    const deploy = await readLastDeploy(snapshot);
    const news = await readNews(snapshot, { deploy, hasDeployFailed, now, ports });
    const { channels } = news.config;
    const [speech, kept, senders] = await Promise.all([
      readSpeech(snapshot, news, ports),
      readLedger(snapshot, { mark: ports.mark, now, from: ledgerFrom(news, now) }),
      Promise.all(channels.map(async (channel) => [channel.id, await openSender(channel, ports)] as const)),
    ]);
    const ledger = { ...kept, records: mergeRecords([...kept.records, ...told]) };
    const byId = new Map(senders);
    const plan = planNotices({
      ...describeContext(news.config),
      entries: news.entries,
      postmortems: news.postmortems,
      channels: channels.flatMap((config) => {
        const sender = byId.get(config.id);
        return sender === undefined ? [] : [toOpenChannel(config, sender)];
      }),
      ledger,
      now,
      hasDeployFailed,
    });
    const wordsOf = createWordsOf(news, speech);
    return { plan, ledger, channels: channels.map(({ id }) => id), senders: byId, wordsOf, pageId: speech.page.id };
  };
}

/** What a dry run shows: the plan, and what was found out for it; nothing is written or sent. */
export async function planOnly(ports: NotifyPorts, options: NotifyOptions): Promise<Prepared> {
  const snapshot = await ports.repository.snapshot();
  const left = (await ports.journal.readAll()).flatMap(({ records }): LedgerRecord[] => records);
  return createPrepare(ports, options)(snapshot, left);
}

/** Finds a channel of main's status.yml. Throws a StatusError where there is none of that id. */
export async function requireChannel(
  ports: NotifyPorts,
  id: string,
): Promise<{ snapshot: Snapshot; config: Config; channel: ChannelConfig }> {
  const snapshot = await ports.repository.snapshot();
  const config = await readMainConfig(snapshot, ports.note);
  const channel = config.channels.find((each) => each.id === id);
  if (channel !== undefined) return { snapshot, config, channel };
  const known = config.channels.map((each) => each.id).join(', ');
  throw new StatusError(`Cannot find the channel "${id}" in ${CONFIG_PATH} of main`, {
    hint: known === '' ? 'It has no channels yet.' : `There are: ${known}.`,
  });
}
