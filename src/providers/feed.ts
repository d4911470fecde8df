/** What RSS and Atom have in common: dated entries, whose state stands in their words if anywhere. */
import { formatInstant, type Instant } from '../schema/timestamp.ts';
import type { DraftIncident, DraftUpdate } from './adapter.ts';
import { readAffected, readStatuspageUpdates } from './feed-updates.ts';
import { toPlainLine, toPlainText } from './plain-text.ts';

export interface FeedEntry {
  id: string;
  /** Whether the same id may stand for another incident later, so that only its start tells them apart. */
  isIdReused: boolean;
  url: string | undefined;
  title: string;
  /** As written, mostly HTML. */
  text: string;
  publishedAt: Instant | undefined;
  updatedAt: Instant | undefined;
  categories: string[];
  /** Whether the format itself says that it is planned. */
  isPlanned: boolean;
}

const MAX_TITLE = 200;
const MAX_TEXT = 20_000;
const MAX_UPDATE = 2_000;
const DAY_MS = 24 * 3_600_000;
/** Entries of one incident follow each other within this time. */
const FOLLOWS_WITHIN_MS = 3 * DAY_MS;

const OVER_WORDS = 'resolved|mitigated|recovered|restored|closed|fixed|completed?|post-?mortem';
const OPEN_WORDS = 'investigating|identified|monitoring|update|active|ongoing|in progress';
const BEFORE = new RegExp(`^[\\s[(]*(${OVER_WORDS}|${OPEN_WORDS})[\\])]*\\s*(?:[:|–—-]+\\s+|(?<=[\\])])\\s*)`, 'i');
const BEHIND = new RegExp(`\\s*(?:[:|–—-]+\\s+|[[(])(${OVER_WORDS}|${OPEN_WORDS})[\\])]*\\s*$`, 'i');
/** AWS puts what kind of message it is before the title, and "[RESOLVED]" into it. */
const AWS_BEFORE =
  /^(?:service is operating normally|informational message|service degradation|service disruption|performance issues):\s*/i;
const OVER_TITLE = /^service is operating normally\b|\[resolved\]/i;
const OVER = new RegExp(`^(?:${OVER_WORDS})$`, 'i');
/** The first words of a text: "Resolved - …", "Status: Resolved", "[RESOLVED] …". */
const OVER_TEXT = new RegExp(
  `^[\\s[(*]*(?:(?:current )?status\\s*:\\s*)?(?:${OVER_WORDS})\\b\\s*(?:[\\])*]|[:.,–—-]|$)`,
  'im',
);
const FIRST_LINES = 3;
const PLANNED =
  /^[\s[(]*(?:scheduled|planned|upcoming|maintenance)\b|\b(?:scheduled|planned)\s+(?:\w+\s+)?maintenance\b/i;
const PLANNED_TEXT =
  /^(?:this is a scheduled event\b|(?:status\s*:\s*)?(?:scheduled|planned)(?: maintenance)?\s*(?:[-–—:]|$))/im;

interface DatedEntry extends FeedEntry {
  startedAt: Instant;
  saidAt: Instant;
  /** The title without what it says of the state. */
  subject: string;
  isOver: boolean;
  updates: DraftUpdate[];
}

interface TitleParts {
  subject: string;
  isOver: boolean;
}

/** Parts the state in a title from what it is about. */
function readTitle(title: string): TitleParts {
  const state = BEFORE.exec(title)?.[1] ?? BEHIND.exec(title)?.[1];
  const subject = title
    .replace(AWS_BEFORE, '')
    .replace(/\[resolved\]\s*/i, '')
    .replace(BEFORE, '')
    .replace(BEHIND, '')
    .trim();
  return { subject: subject === '' ? title : subject, isOver: OVER_TITLE.test(title) || OVER.test(state ?? '') };
}

function saysOver(text: string): boolean {
  const head = text
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, FIRST_LINES);
  return head.some((line) => OVER_TEXT.test(line));
}

/** Undefined for an entry without a time or of planned work. */
function dateEntry(entry: FeedEntry): DatedEntry | undefined {
  const saidAt = saidAtOf(entry);
  const title = toPlainLine(entry.title, MAX_TITLE);
  const text = toPlainText(entry.text, MAX_TEXT);
  const isPlanned =
    entry.isPlanned ||
    PLANNED.test(title) ||
    PLANNED_TEXT.test(text) ||
    entry.categories.some((name) => /^maintenance$/i.test(name));
  if (saidAt === undefined || isPlanned) return undefined;
  const { subject, isOver } = readTitle(title === '' ? '(no title)' : title);
  const written = readStatuspageUpdates(text, saidAt);
  const own =
    written.length > 0 ? written : [{ at: saidAt, text: toPlainText(text, MAX_UPDATE), isOver: saysOver(text) }];
  const startedAt = Math.min(entry.publishedAt ?? saidAt, ...own.map(({ at }) => at));
  const newest = own.reduce((last, each) => (each.at > last.at ? each : last));
  // An entry is one update where it does not tell of several, and then its title counts for it.
  const updates = written.length > 0 ? written : own.map((update) => ({ ...update, isOver: isOver || update.isOver }));
  return {
    ...entry,
    title,
    startedAt,
    saidAt,
    categories: [...entry.categories, ...readAffected(text)],
    subject,
    isOver: isOver || newest.isOver,
    updates,
  };
}

/** Whether a later entry goes on with what an earlier one began: the same matter in the same place, soon after. */
function goesOn(earlier: DatedEntry, later: DatedEntry): boolean {
  return (
    !earlier.isOver &&
    earlier.subject.toLowerCase() === later.subject.toLowerCase() &&
    placeOf(earlier) === placeOf(later) &&
    pageOf(earlier) === pageOf(later) &&
    later.saidAt - earlier.saidAt <= FOLLOWS_WITHIN_MS
  );
}

/** AWS's guid is `…#ec2-us-east-1_1633024800`: what stands before the time says where. */
function placeOf({ id }: FeedEntry): string | undefined {
  return /#([a-z0-9-]+)_\d+/.exec(id)?.[1];
}

/** Where an entry leads, whatever part of that page it means. */
function pageOf({ url }: FeedEntry): string | undefined {
  return url?.replace(/#.*$/, '');
}

/** Entries that are updates of one incident, oldest first. */
function chainEntries(entries: readonly DatedEntry[]): DatedEntry[][] {
  const chains: DatedEntry[][] = [];
  for (const entry of [...entries].sort((a, b) => a.saidAt - b.saidAt)) {
    const chain = chains.findLast((each) => each.at(-1) !== undefined && goesOn(each.at(-1) as DatedEntry, entry));
    if (chain === undefined) chains.push([entry]);
    else chain.push(entry);
  }
  return chains;
}

function draftOf(chain: readonly DatedEntry[], first: DatedEntry, last: DatedEntry): DraftIncident {
  const place = placeOf(first);
  const region = place === undefined ? undefined : /-((?:us-gov|[a-z]{2})-[a-z]+-\d)$/.exec(place)?.[1];
  const startedAt = Math.min(...chain.map((entry) => entry.startedAt));
  const service = place === undefined ? [] : [region === undefined ? place : place.slice(0, -region.length - 1)];
  return {
    id: first.isIdReused ? `${first.id} ${formatInstant(startedAt)}` : first.id,
    title: last.subject,
    url: last.url,
    startedAt,
    updatedAt: last.saidAt,
    state: last.isOver ? 'resolved' : 'open',
    components: [...service, ...chain.flatMap(({ categories }) => categories)]
      .map((name) => toPlainLine(name, MAX_TITLE))
      .filter((name) => name !== ''),
    regions: region === undefined ? [] : [region],
    updates: chain.flatMap(({ updates }) => updates),
  };
}

/** Feeds have 25 entries, or 50; each is compared with those before it. */
const MAX_ENTRIES = 300;

function saidAtOf({ publishedAt, updatedAt }: FeedEntry): Instant | undefined {
  return updatedAt ?? publishedAt;
}

/** The newest of the entries that have a time. */
function newestOf(entries: readonly FeedEntry[]): FeedEntry[] {
  return [...entries].sort((a, b) => (saidAtOf(b) ?? 0) - (saidAtOf(a) ?? 0)).slice(0, MAX_ENTRIES);
}

export interface FeedIncidents {
  incidents: DraftIncident[];
  notes: string[];
}

/** The incidents of a feed's entries. Maintenances are left out, and with a note each entry that has no time. */
export function readEntries(entries: readonly FeedEntry[]): FeedIncidents {
  const undated = entries.filter((entry) => saidAtOf(entry) === undefined).length;
  const dated = newestOf(entries)
    .map(dateEntry)
    .filter((entry) => entry !== undefined);
  const incidents = chainEntries(dated).flatMap((chain) => {
    const [first, last] = [chain[0], chain.at(-1)];
    return first === undefined || last === undefined ? [] : [draftOf(chain, first, last)];
  });
  const notes =
    undated === 0 ? [] : [`${undated} ${undated === 1 ? 'entry' : 'entries'} without a time that can be read left out`];
  return { incidents, notes };
}
