/** Entries as Atom (RFC 4287). */
import { generateAtomFeed } from 'feedsmith';

import { GENERATOR } from '../content/generator.ts';
import { type Feed, type FeedEntry, lastChangeOf } from './feed.ts';
import { toXmlText } from './xml-text.ts';

const HISTORY = 'http://purl.org/syndication/history/1.0';

/** Renders a feed as Atom, its entries in the order given. The same feed gives the same bytes at any time. */
export function renderAtom(feed: Feed): string {
  const xml = generateAtomFeed(
    {
      id: feed.id,
      title: { value: toXmlText(feed.title) },
      subtitle: { value: toXmlText(feed.description) },
      // Atom wants a time; a feed in which nothing was ever said has not changed since time began.
      updated: new Date(lastChangeOf(feed) ?? 0),
      authors: [{ name: toXmlText(feed.author) }],
      generator: { text: GENERATOR },
      xml: { lang: feed.language },
      links: listLinks(feed),
      entries: feed.entries.map(toEntry),
    },
    { strict: true, stylesheets: [{ type: 'text/css', href: feed.style }] },
  );
  return closeUp(feed.current === undefined ? xml : markAsArchive(xml));
}

/** The library sets a text that holds signs of markup on lines of its own; not every reader takes the spaces away. */
function closeUp(xml: string): string {
  return xml.replace(/>\n *(<!\[CDATA\[[\s\S]*?\]\]>)\n *<\//g, '>$1</');
}

function listLinks({ siteUrl, addresses, earlier, current }: Feed): { rel: string; href: string; type: string }[] {
  const type = 'application/atom+xml';
  return [
    { rel: 'alternate', href: siteUrl, type: 'text/html' },
    { rel: 'self', href: addresses.atom, type },
    ...(earlier === undefined ? [] : [{ rel: 'prev-archive', href: earlier.atom, type }]),
    ...(current === undefined ? [] : [{ rel: 'current', href: current.atom, type }]),
  ];
}

function toEntry(entry: FeedEntry) {
  return {
    id: entry.id,
    title: { value: toXmlText(entry.title) },
    links: [{ rel: 'alternate', href: entry.url, type: 'text/html' }],
    published: new Date(entry.at),
    updated: new Date(entry.changedAt),
    content: { value: toXmlText(entry.html), type: 'html' },
    categories: entry.categories.map((name) => ({ term: toXmlText(name) })),
  };
}

/** Says that the document is part of an archive (RFC 5005, section 4), for which the library has no field. */
function markAsArchive(xml: string): string {
  return xml.replace(/^( *)<id>/m, (id, indent: string) => `${indent}<fh:archive xmlns:fh="${HISTORY}"/>\n${id}`);
}
