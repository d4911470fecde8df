import type { Instant } from '../schema/timestamp.ts';

/** One update as every feed format shows it. */
export interface FeedEntry {
  /** `urn:uuid:…`; never changes. */
  id: string;
  /** The phase in words and the title: `Resolved: Elevated errors on the public API`. */
  title: string;
  /** Absolute address of the update on the page. */
  url: string;
  /** Time of the update. */
  at: Instant;
  /** Sanitised HTML whose links are absolute. */
  html: string;
  /** Names of the components concerned. */
  categories: string[];
}

/** A feed before it has a format. */
export interface Feed {
  title: string;
  description: string;
  /** Absolute address of the feed itself. */
  url: string;
  /** Absolute address of the page that it belongs to. */
  siteUrl: string;
  language: string;
  /** Newest first. */
  entries: FeedEntry[];
}
