/**
 * The notices to customers: of incidents of the private root, and of public ones that touch what they use. Their ledger
 * is that of the private root. All that is told of them elsewhere are numbers.
 */
import { digestOf } from '../../digest.ts';
import { type CustomerChannel, type MailSender, openCustomers, readWayId } from '../../domain/customer-channels.ts';
import type { NoticeWords } from '../../domain/notice-words.ts';
import type { Telling } from '../../domain/outreach.ts';
import { type DueDelivery, planNotices } from '../../domain/plan-notices.ts';
import { isPrivateEntry, listPrivateTellings } from '../../domain/private-tellings.ts';
import { DAY_MS, type LedgerRecord, mergeRecords } from '../../domain/ledger.ts';
import type { Snapshot } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import type { Customer } from '../../schema/customers.ts';
import { isolate, withoutIsolation } from '../../site/isolate.ts';
import { createUrls } from '../../site/urls.ts';
import type { PrivateRoot } from '../read-private-root.ts';
import { readLedger } from './ledger.ts';
import {
  createWordsOf,
  describeContext,
  ledgerFrom,
  type NotifyOptions,
  type NotifyPorts,
  openSender,
  readLastDeploy,
  readSpeech,
  toOpenChannel,
} from './notify.ts';
import { type News, readNews } from './read-news.ts';
import { readPrivateNews } from './read-private-news.ts';
import { type OutreachPorts, recordOutreach } from './outreach.ts';
import { type Prepare, type Prepared, tellDue, type Told, type TellOptions } from './tell.ts';

export interface CustomersInput {
  /** The public root: how it is read, and what it was when this run began. */
  open: { ports: NotifyPorts & OutreachPorts; snapshot: Snapshot };
  /** The private root's own ports: its repository, its journal, where its remarks go. */
  own: NotifyPorts;
  root: PrivateRoot;
}

/** For as long the ledger is asked whether all are counted that were told. */
const KEPT_MS = 35 * DAY_MS;

/** Mail to customers comes from where mail of a channel does: one of the private root, else of the public one. */
function findMailSender(configs: readonly Config[]): MailSender | undefined {
  const [found] = configs.flatMap(({ channels }) => channels.flatMap((each) => (each.type === 'email' ? [each] : [])));
  return found && { url: found.url, from: found.from };
}

/** Where "Talk to us" leads, where that is an address of the web. */
function contactUrlOf({ page }: Config): string {
  const { supportUrl } = page;
  if (supportUrl !== undefined && /^https?:/i.test(supportUrl)) return supportUrl;
  const urls = createUrls(page.url);
  return urls.absolute(urls.home);
}

/** Whether all entries are published that a text has the address of. */
function createIsReadable({ config, entries }: News): (text: string) => boolean {
  const urls = createUrls(config.page.url);
  const hidden = entries
    .filter(({ entry, isLive }) => entry.updates[0] !== undefined && !isLive(entry.updates[0]))
    .map(({ entry }) => urls.absolute(urls.entry(entry.id)));
  return (text) => !hidden.some((url) => text.includes(url));
}

interface Speaking {
  news: News;
  speech: Awaited<ReturnType<typeof readSpeech>>;
  channels: readonly CustomerChannel[];
}

/** In words for one customer: what of theirs it concerns, and why they are told. */
function createCustomerWords({ news, speech, channels }: Speaking): (due: DueDelivery) => NoticeWords {
  const wordsOf = createWordsOf(news, speech);
  const { strings, format, page } = speech;
  const customers = new Map(channels.map(({ customer, config }) => [config.id, customer]));
  const names = new Map(news.config.components.map(({ id, name }) => [id, name]));
  const usedBy = (customer: Customer | undefined, due: DueDelivery): string[] =>
    due.notice.components.filter(({ id }) => customer?.uses.includes(id)).map(({ id }) => names.get(id) ?? id);
  return (due) => {
    const words = { ...wordsOf(due), reason: strings.notice.customer.reason(page.name) };
    if (isPrivateEntry(due.key.entry)) {
      const link = news.config.page.supportUrl === undefined ? words.link : strings.page.support;
      return { ...words, subject: due.notice.title, facts: [], link };
    }
    const used = usedBy(customers.get(due.channel.id), due).map(isolate);
    if (used.length === 0) return words;
    const concerns = withoutIsolation(strings.notice.customer.concerns(format.list(used)));
    return { ...words, facts: [concerns, ...words.facts] };
  };
}

/** What is read for a plan: the public news, and whom there is to tell. */
async function readWhatAndWhom({ open, own, root }: CustomersInput, { now, hasDeployFailed = false }: NotifyOptions) {
  const { snapshot, ports } = open;
  const deploy = await readLastDeploy(snapshot);
  const withPostmortems = root.customers.length > 0;
  const news = await readNews(snapshot, { deploy, now, ports, hasDeployFailed, withPostmortems });
  const mail = findMailSender([root.config, news.config]);
  const { channels, withoutSender } = openCustomers(root.customers, { mail, digest: (text) => digestOf(text, 6) });
  if (withoutSender > 0) {
    own.note(`Not told by mail: ${withoutSender}, as no channel of the type email says which address mail comes from.`);
  }
  const senders = await Promise.all(
    channels.map(async ({ config }) => ({ config, sender: await openSender(config, own) })),
  );
  return { news, speech: await readSpeech(snapshot, news, ports), channels, senders };
}

/** How the customers' notices are prepared for telling; `now` and deploy are those of the public root. */
export function createPrepareCustomers(input: CustomersInput, options: NotifyOptions): Prepare {
  const { now, hasDeployFailed = false } = options;
  return async (snapshot, told): Promise<Prepared> => {
    const { news, speech, channels, senders } = await readWhatAndWhom(input, options);
    const [kept, ofPrivate] = await Promise.all([
      readLedger(snapshot, { mark: input.own.mark, now, from: ledgerFrom(news, now) }),
      readPrivateNews(snapshot, now),
    ]);
    const ledger = { ...kept, records: mergeRecords([...kept.records, ...told]) };
    const contactUrl = contactUrlOf(news.config);
    const plan = planNotices({
      ...describeContext(news.config),
      entries: news.entries,
      postmortems: news.postmortems,
      further: listPrivateTellings({ ...ofPrivate, channels, contactUrl, isReadable: createIsReadable(news) }),
      channels: senders.map(({ config, sender }) => toOpenChannel(config, sender)),
      ledger,
      now,
      hasDeployFailed,
    });
    return {
      plan,
      ledger,
      channels: channels.map(({ config }) => config.id),
      senders: new Map(senders.map(({ config, sender }) => [config.id, sender])),
      wordsOf: createCustomerWords({ news, speech, channels }),
      pageId: speech.page.id,
    };
  };
}

/** Who was told of updates of public entries, by the ledger; by the id that each was first published under. */
export function listTellings(records: readonly LedgerRecord[]): Map<string, Telling[]> {
  const tellings = records.flatMap(({ state, entry, update, again, channel, at }): (Telling & { entry: string })[] => {
    const way = readWayId(channel);
    if (state !== 'told' || way === undefined || update === 'published' || isPrivateEntry(entry)) return [];
    return [{ entry, ...way, update: `${update} ${again}`, at }];
  });
  return Map.groupBy(tellings, ({ entry }) => entry);
}

export interface ToldCustomers extends Told {
  /** Ids of the public incidents in which it was written down how many were told. */
  recorded: string[];
}

/** Tells customers what is due, and writes down in public how many were told. Throws as {@link tellDue} does. */
export async function tellCustomers(
  input: CustomersInput,
  options: NotifyOptions & TellOptions,
): Promise<ToldCustomers> {
  const { open, own } = input;
  const told = await tellDue(own, createPrepareCustomers(input, options), options);
  const { now } = options;
  const { records } = await readLedger(await own.repository.snapshot(), { mark: own.mark, now, from: now - KEPT_MS });
  const recorded = await recordOutreach(open.ports, { tellings: listTellings(records), now });
  return { ...told, recorded };
}

/** What a dry run shows: the plan; nothing is written or sent. */
export async function planCustomers(input: CustomersInput, options: NotifyOptions): Promise<Prepared> {
  const snapshot = await input.own.repository.snapshot();
  const left = (await input.own.journal.readAll()).flatMap(({ records }) => records);
  return createPrepareCustomers(input, options)(snapshot, left);
}
