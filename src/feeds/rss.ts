/** Entries as RSS 2.0. The only importer of `rss`, which stamps the clock into what it writes. */
import Rss from 'rss';

import type { Feed, FeedEntry } from './feed.ts';
import { toXmlText } from './xml-text.ts';

/** Renders a feed as RSS 2.0, its entries in the order given. The same feed gives the same bytes at any time. */
export function renderRss(feed: Feed): string {
  const rss = new Rss({
    title: onOneLine(feed.title),
    description: onOneLine(feed.description),
    generator: 'Candor',
    feed_url: feed.url,
    site_url: feed.siteUrl,
    language: feed.language,
  });
  for (const entry of feed.entries) rss.item(toItem(entry));
  return replaceBuildDate(rss.xml({ indent: true }), feed.entries);
}

function toItem(entry: FeedEntry): Rss.ItemOptions {
  return {
    title: toXmlText(entry.title),
    description: toXmlText(entry.html),
    url: entry.url,
    guid: entry.id,
    categories: entry.categories.map(toXmlText),
    date: new Date(entry.at),
  };
}

function onOneLine(text: string): string {
  return toXmlText(text).replace(/\s+/g, ' ');
}

/** Puts the newest item's date where the library wrote the clock's; a feed without items says nothing about it. */
function replaceBuildDate(xml: string, entries: readonly FeedEntry[]): string {
  const newest = entries.length === 0 ? undefined : Math.max(...entries.map((entry) => entry.at));
  const element =
    newest === undefined ? '' : `        <lastBuildDate>${new Date(newest).toUTCString()}</lastBuildDate>\n`;
  // It stands on a line of its own, which the texts before it, on one line each, cannot imitate.
  return xml.replace(/^ *<lastBuildDate>[^<]*<\/lastBuildDate>\n/m, () => element);
}
