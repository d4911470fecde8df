/** What there is to tell: of entries and post-mortems, before anybody is asked for whom it is news. */
import type { ChannelConfig } from '../schema/channel.ts';
import { formatInstant, type Instant } from '../schema/timestamp.ts';
import { type ClockPhase, isLatest, listClockPhases } from './clock-phase.ts';
import {
  describePhase,
  describePublication,
  describeUpdate,
  type Entry,
  firstIdOf,
  type About,
  type NoticeContext,
} from './describe-notice.ts';
import { DAY_MS, type Ledger } from './ledger.ts';
import type { Maintenance } from './maintenance.ts';
import type { Notice } from './notice.ts';
import type { Postmortem } from './postmortem.ts';
import type { Update } from './update.ts';

/** An entry of main, its redactions made, with what is known of how it was published. */
export interface TellableEntry {
  entry: Entry;
  /** When the file was first on main; undefined where that is not known. */
  publishedAt: Instant | undefined;
  /** Whether readers can see an update of it, going by the last deploy. */
  isLive(update: Update | undefined): boolean;
  /** Whether readers can see that it has entered a phase by the clock at an instant. */
  hasEntered(at: Instant): boolean;
}

export interface TellablePostmortem {
  postmortem: Postmortem;
  about: About;
  isLive: boolean;
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

export interface TellableSources extends NoticeContext {
  entries: readonly TellableEntry[];
  postmortems: readonly TellablePostmortem[];
  /** What is told besides entries and post-mortems, and whom. */
  further?: readonly Tellable[] | undefined;
  ledger: Ledger;
  now: Instant;
  /** A short digest of a text. */
  digest(text: string): string;
}

interface ListSources extends TellableSources {
  /** The updates that are to be tried again, by {@link triedKey}. */
  tried: ReadonlySet<string>;
}

function isHistory({ frontMatter }: Entry): boolean {
  return frontMatter.backfilled === true || frontMatter.importedFrom !== undefined;
}

/** What an update says; another text, state or promise is another telling. */
function sayingOf(entry: Entry, { phase, components, nextUpdateBy, text }: Update): string {
  const changes = Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([entry.title, phase, changes, nextUpdateBy ?? null, text.replace(/\s+/g, ' ').trim()]);
}

/** What is news for a day is tried for another, and then given up. */
const TOLD_MS = 3 * DAY_MS;

/** Whether nobody was to be told of anything that was said of a window: nor are they of its phases then. */
function isQuiet({ updates }: ClockPhase): boolean {
  return updates.length > 0 && updates.every(({ notify }) => notify === 'no');
}

/**
 * The phases that a maintenance has entered by the clock. What something was said or entered after is no news, but to
 * whom it was begun to be told; who hears of a maintenance when it has begun hears of it once.
 */
function listPhases(
  { entry, publishedAt, hasEntered }: TellableEntry & { entry: Maintenance },
  sources: TellableSources,
): Tellable[] {
  const { ledger, now } = sources;
  const phases = listClockPhases(entry, now).filter(
    (phase) => phase.at > now - TOLD_MS && !isQuiet(phase) && (publishedAt === undefined || phase.at > publishedAt),
  );
  if (phases.length === 0) return [];
  const begun = new Set(ledger.records.flatMap((record) => (record.entry === firstIdOf(entry) ? [record.update] : [])));
  return phases
    .filter((phase) => begun.has(formatInstant(phase.at)) || (phase.at > now - DAY_MS && isLatest(phase, entry, now)))
    .map((phase) => ({
      notice: describePhase(entry, phase, sources),
      update: formatInstant(phase.at),
      isLive: hasEntered(phase.at),
      again: '',
    }));
}

function listEntry(tellable: TellableEntry, sources: ListSources): Tellable[] {
  const { entry } = tellable;
  if (isHistory(entry)) return [];
  const phases = entry.kind === 'maintenance' ? listPhases({ ...tellable, entry }, sources) : [];
  return [...listUpdates(tellable, sources), ...phases];
}

function listUpdates({ entry, publishedAt, isLive }: TellableEntry, sources: ListSources): Tellable[] {
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
function isOfConcern(entry: Entry, update: Update, { tried, now }: ListSources): boolean {
  if (update.notify === 'again' || update.at > now - DAY_MS) return true;
  return tried.has(triedKey(firstIdOf(entry), formatInstant(update.at)));
}

function triedKey(entry: string, update: string): string {
  return `${entry} ${update}`;
}

/** The updates that are to be tried again with somebody; of a long history few, and each update asks. */
function listTried({ records }: Ledger): ReadonlySet<string> {
  const waiting = records.filter(({ state }) => state === 'retry');
  return new Set(waiting.map(({ entry, update }) => triedKey(entry, update)));
}

/** Everything that may be told, in the order in which it was said. */
export function listTellables(sources: TellableSources): Tellable[] {
  const listed: ListSources = { ...sources, tried: listTried(sources.ledger) };
  const ofPostmortems = sources.postmortems.flatMap(({ postmortem, about, isLive }): Tellable[] => {
    const { publishedAt } = postmortem;
    if (publishedAt === undefined) return [];
    const notice = describePublication({ ...postmortem, publishedAt }, about, sources);
    return [{ notice, update: 'published', isLive, again: '' }];
  });
  const ofEntries = sources.entries.flatMap((entry) => listEntry(entry, listed));
  const all = [...ofEntries, ...ofPostmortems, ...(sources.further ?? [])];
  return all.sort((a, b) => a.notice.at - b.notice.at || (a.notice.entry < b.notice.entry ? -1 : 1));
}
