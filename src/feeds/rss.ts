/** Entries as RSS 2.0. The only importer of `rss`, which stamps the clock into what it writes. */
import Rss from 'rss';

import { GENERATOR } from '../content/generator.ts';
import { formatInstant } from '../schema/timestamp.ts';
import { type Feed, type FeedEntry, lastChangeOf } from './feed.ts';
import { toXmlText } from './xml-text.ts';

/** Begin and end of what an item announces (RSS 1.0 module "event"), which calendars of feeds read. */
const EVENT = 'http://purl.org/rss/1.0/modules/event/';
/** RFC 5005: what has left the feed, and where. */
const HISTORY = 'http://purl.org/syndication/history/1.0';

/** Renders a feed as RSS 2.0, its entries in the order given. The same feed gives the same bytes at any time. */
export function renderRss(feed: Feed): string {
  const rss = new Rss({
    title: onOneLine(feed.title),
    description: onOneLine(feed.description),
    generator: GENERATOR,
    feed_url: feed.addresses.rss,
    site_url: feed.siteUrl,
    language: feed.language,
    custom_namespaces: { ev: EVENT, fh: HISTORY },
    custom_elements: listLinks(feed),
  });
  for (const entry of feed.entries) rss.item(toItem(entry));
  return replaceBuildDate(addStyle(rss.xml({ indent: true }), feed), feed);
}

function listLinks({ earlier, current }: Feed): object[] {
  const link = (rel: string, href: string): object => ({
    'atom:link': { _attr: { href, rel, type: 'application/rss+xml' } },
  });
  return [
    ...(earlier === undefined ? [] : [link('prev-archive', earlier.rss)]),
    ...(current === undefined ? [] : [link('current', current.rss), { 'fh:archive': null }]),
  ];
}

function toItem({
  title,
  html,
  url,
  id,
  categories,
  at,
  changedAt,
  window,
  maintenanceEnd,
}: FeedEntry): Rss.ItemOptions {
  return {
    title: toXmlText(title),
    description: toXmlText(html),
    url,
    guid: id,
    categories: categories.map(toXmlText),
    date: new Date(at),
    custom_elements: [
      ...(changedAt === at ? [] : [{ 'atom:updated': formatInstant(changedAt) }]),
      ...(window === undefined ? [] : [{ 'ev:startdate': formatInstant(window.start) }]),
      ...(window === undefined ? [] : [{ 'ev:enddate': formatInstant(window.end) }]),
      ...(maintenanceEnd === undefined ? [] : [{ maintenanceEndDate: new Date(maintenanceEnd).toUTCString() }]),
    ],
  };
}

function onOneLine(text: string): string {
  return toXmlText(text).replace(/\s+/g, ' ');
}

function addStyle(xml: string, { style }: Feed): string {
  return xml.replace(/^<\?xml[^>]*\?>/, (head) => `${head}<?xml-stylesheet type="text/css" href="${style}"?>\n`);
}

/** Puts the time of the last change where the library wrote the clock's; a feed without items says nothing about it. */
function replaceBuildDate(xml: string, feed: Feed): string {
  const at = lastChangeOf(feed);
  const element = at === undefined ? '' : `        <lastBuildDate>${new Date(at).toUTCString()}</lastBuildDate>\n`;
  // It stands on a line of its own, which the texts before it, on one line each, cannot imitate.
  return xml.replace(/^ *<lastBuildDate>[^<]*<\/lastBuildDate>\n/m, () => element);
}
