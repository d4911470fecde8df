/** Entries as JSON Feed 1.1 (jsonfeed.org). */
import { formatInstant } from '../schema/timestamp.ts';
import type { Feed, FeedEntry } from './feed.ts';

/** Renders a feed as JSON Feed, its entries in the order given. The same feed gives the same bytes at any time. */
export function renderJsonFeed(feed: Feed): string {
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.siteUrl,
    feed_url: feed.addresses.json,
    description: feed.description,
    next_url: feed.earlier?.json,
    language: feed.language,
    authors: [{ name: feed.author, url: feed.siteUrl }],
    items: feed.entries.map(toItem),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function toItem({ id, url, title, html, at, changedAt, categories, window }: FeedEntry): object {
  return {
    id,
    url,
    title,
    content_html: html,
    date_published: formatInstant(at),
    date_modified: formatInstant(changedAt),
    tags: categories,
    ...(window && { _maintenance: { starts_at: formatInstant(window.start), ends_at: formatInstant(window.end) } }),
  };
}
