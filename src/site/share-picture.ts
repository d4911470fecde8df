/** What the pictures say that stand beside a link to a page, where somebody shares it. */
import type { SeriesState } from '../domain/series.ts';
import { digestOf } from '../digest.ts';
import type { Instant } from '../schema/timestamp.ts';
import { deriveAccent } from './accent.ts';
import { isOver, lastChange } from './entry-times.ts';
import { entryLabel, kindLabel, nameComponents, pageState } from './entry-view.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';
import { STATE_COLOURS } from './state-colours.ts';
import { describeVerdict, verdictState } from './verdict-sentence.ts';

/** For how long after its last change an entry has a picture of its own. */
const OWN_FOR_MS = 14 * 86_400_000;

export interface SharePicture {
  /** Where the file lies in the site: `og/status.png`. */
  path: string;
  /** Undefined for a picture that tells no state. */
  state: SeriesState | undefined;
  /** The colour of that state. */
  colour: string | undefined;
  /** A short line above the sentence. */
  label: string | undefined;
  /** The largest words. */
  sentence: string;
  /** What stands for the sentence where no font has its letters. */
  spare: string;
  /** A line below the sentence. */
  follow: string | undefined;
  /** Name of the page; undefined where the sentence has it. */
  page: string | undefined;
  host: string;
  /** What time it tells of, in words. */
  time: string | undefined;
}

/** What a page shows of itself: how things are now, an entry, or the page as such. */
export type Shared = 'now' | 'page' | Entry;

function ofNow(model: SiteModel): SharePicture {
  const { config, format, now, strings, verdict } = model;
  const state = verdictState(verdict);
  return {
    path: 'og/status.png',
    state,
    colour: colourOf(state, model),
    label: undefined,
    ...describeVerdict(model),
    spare: strings.status[state],
    page: config.page.name,
    host: hostOf(model),
    time: strings.share.asOf(format.dateTime(now)),
  };
}

/** The picture that most pages share, and every address: each is asked for on thousands of pages. */
const pagePictures = new WeakMap<SiteModel, SharePicture>();
const addresses = new WeakMap<SharePicture, string>();

function ofPage(model: SiteModel): SharePicture {
  const picture = pagePictures.get(model) ?? composePagePicture(model);
  pagePictures.set(model, picture);
  return picture;
}

function composePagePicture(model: SiteModel): SharePicture {
  const { page } = model.config;
  const words = model.strings.page;
  const host = hostOf(model);
  return {
    path: 'og/page.png',
    state: undefined,
    colour: undefined,
    label: undefined,
    sentence: words.title(page.name),
    spare: host,
    follow: page.description ?? words.description(page.name),
    page: undefined,
    host,
    time: undefined,
  };
}

/** When it was, for what is over; else when that was so. */
function timeOf(entry: Entry, { format, strings, now }: SiteModel): string {
  if (entry.kind === 'announcement') return format.date(entry.publishedAt);
  const end = entry.kind === 'incident' ? entry.resolvedAt : entry.endedAt;
  const start = entry.startedAt ?? end;
  if (end === undefined || start === undefined) return strings.share.asOf(format.dateTime(now));
  return format.range(start, end);
}

function followOf(entry: Entry, model: SiteModel): string | undefined {
  const names = nameComponents(entry, model);
  const isAhead = entry.kind === 'maintenance' && entry.endedAt === undefined;
  const parts = [isAhead ? model.format.range(entry.from, entry.until) : '', names].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function ofEntry(entry: Entry, model: SiteModel): SharePicture {
  const state = entry.kind === 'announcement' ? undefined : pageState(entry);
  return {
    path: `og/incidents/${entry.id}.png`,
    state,
    colour: colourOf(state, model),
    label: entryLabel(entry, model),
    sentence: entry.title,
    spare: kindLabel(entry, model),
    follow: followOf(entry, model),
    page: model.config.page.name,
    host: hostOf(model),
    time: timeOf(entry, model),
  };
}

/** The colour of a state: the operator's own where all is well. */
function colourOf(state: SeriesState | undefined, { config }: SiteModel): string | undefined {
  const { accent } = config.page;
  if (state === 'operational' && accent !== undefined) return deriveAccent(accent).light.strong;
  return state === undefined ? undefined : STATE_COLOURS[state];
}

function hostOf({ config }: SiteModel): string {
  const { host, pathname } = new URL(config.page.url);
  return host + pathname.replace(/\/$/, '');
}

/**
 * Whether an entry has a picture of its own: while it is open and for 14 days after. So the page of an entry that is
 * over changes once more by the clock, when it takes the picture that all others share.
 */
function hasOwn(entry: Entry, now: Instant): boolean {
  return !isOver(entry) || now < lastChange(entry) + OWN_FOR_MS;
}

/** The picture of what a page shows. */
export function pictureOf(shared: Shared, model: SiteModel): SharePicture {
  if (shared === 'now') return ofNow(model);
  return shared === 'page' || !hasOwn(shared, model.now) ? ofPage(model) : ofEntry(shared, model);
}

/** Every picture that the pages show, each once. */
export function listPictures(model: SiteModel): SharePicture[] {
  const own = model.entries.filter((entry) => hasOwn(entry, model.now));
  return [ofNow(model), ofPage(model), ...own.map((entry) => ofEntry(entry, model))];
}

/** What it shows, for those who do not see it. */
export function describePicture({ label, sentence, follow, time }: SharePicture): string {
  return [label, sentence, follow, time].filter((part) => part !== undefined).join(' · ');
}

/** Its whole address, which is another one whenever it shows something else: services keep what they have fetched. */
export function pictureAddress(picture: SharePicture, { urls }: SiteModel): string {
  const known = addresses.get(picture);
  if (known !== undefined) return known;
  const address = `${urls.absolute(urls.asset(picture.path))}?v=${digestOf(JSON.stringify(picture), 8)}`;
  addresses.set(picture, address);
  return address;
}
