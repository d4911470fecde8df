import type { Interval } from '../domain/interval.ts';
import type { Instant } from '../schema/timestamp.ts';

/** One thing that was said, as every feed format shows it. */
export interface FeedEntry {
  /** `urn:uuid:…`; never changes. */
  id: string;
  /** The phase in words and the title: `Resolved: Elevated errors on the public API`. */
  title: string;
  /** Absolute address of what the entry tells, on the page. */
  url: string;
  /** When it was said; of an entry of Statuspage's feeds that is about a maintenance, when this begins. */
  at: Instant;
  /** When what it says was last changed. */
  changedAt: Instant;
  /** When the work of a maintenance begins and ends. */
  window: Interval | undefined;
  /** When a maintenance ends, as Statuspage's feeds say it. */
  maintenanceEnd?: Instant | undefined;
  /** Sanitised HTML whose links are absolute. */
  html: string;
  /** Names of the components concerned. */
  categories: string[];
}

/** The absolute addresses of one feed in each of its formats. */
export interface FeedAddresses {
  rss: string;
  atom: string;
  json: string;
}

/** A feed before it has a format. */
export interface Feed {
  /** `urn:uuid:…`; never changes. */
  id: string;
  title: string;
  description: string;
  /** Where the feed itself is. */
  addresses: FeedAddresses;
  /** Absolute address of the page that it belongs to. */
  siteUrl: string;
  /** Whose feed it is: the name of the page. */
  author: string;
  language: string;
  /** Where the entries before these are, if anywhere (RFC 5005, section 4). */
  earlier: FeedAddresses | undefined;
  /** The feed to subscribe to, where this one is a part of its archive. */
  current: FeedAddresses | undefined;
  /** Path of the style that a browser shows it with. */
  style: string;
  /** Newest first. */
  entries: FeedEntry[];
}

/** When anything in the feed last changed; undefined of a feed without entries. */
export function lastChangeOf({ entries }: Feed): Instant | undefined {
  return entries.length === 0 ? undefined : Math.max(...entries.map(({ at, changedAt }) => Math.max(at, changedAt)));
}
