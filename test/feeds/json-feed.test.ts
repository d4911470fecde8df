import { parseJsonFeed } from 'feedsmith';
import { expect, test } from 'vitest';

import { renderJsonFeed } from '../../src/feeds/json-feed.ts';
import { at } from '../support/builders.ts';
import { createEntry, createFeed, makeAddresses } from '../support/feeds.ts';

test('renderJsonFeed() is read back as it was meant', () => {
  const feed = createFeed({ earlier: makeAddresses('history/2026/10'), entries: [createEntry()] });
  expect(parseJsonFeed(JSON.parse(renderJsonFeed(feed)))).toMatchObject({
    title: 'Example Cloud status',
    home_page_url: 'https://status.example.org/',
    feed_url: 'https://status.example.org/feed.json',
    next_url: 'https://status.example.org/history/2026/10/feed.json',
    language: 'en',
    authors: [{ name: 'Example Cloud', url: 'https://status.example.org/' }],
    items: [
      {
        id: 'urn:uuid:00000000-0000-5000-8000-000000000000',
        url: 'https://status.example.org/incidents/x/#2026-11-20T11-00-00Z',
        title: 'Resolved: Elevated errors',
        content_html: '<p>All is well &amp; quiet.</p>',
        date_published: '2026-11-20T11:00:00Z',
        date_modified: '2026-11-20T11:00:00Z',
        tags: ['Public API'],
      },
    ],
  });
});

test('renderJsonFeed() says when a maintenance is planned', () => {
  const window = { start: at('2026-11-24T22:00:00Z'), end: at('2026-11-24T23:00:00Z') };
  const { items } = JSON.parse(renderJsonFeed(createFeed({ entries: [createEntry({ window })] }))) as {
    items: unknown[];
  };
  expect(items).toMatchObject([
    { _maintenance: { starts_at: '2026-11-24T22:00:00Z', ends_at: '2026-11-24T23:00:00Z' } },
  ]);
});
