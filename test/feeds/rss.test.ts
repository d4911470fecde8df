import fc from 'fast-check';
import Parser from 'rss-parser';
import { describe, expect, test } from 'vitest';

import type { Feed, FeedEntry } from '../../src/feeds/feed.ts';
import { renderRss } from '../../src/feeds/rss.ts';
import { at } from '../support/builders.ts';

function createEntry(overrides: Partial<FeedEntry> = {}): FeedEntry {
  return {
    id: 'urn:uuid:00000000-0000-5000-8000-000000000000',
    title: 'Resolved: Elevated errors',
    url: 'https://status.example.org/incidents/x/#2026-11-20T11-00-00Z',
    at: at('2026-11-20T11:00:00Z'),
    html: '<p>All is well &amp; quiet.</p>',
    categories: ['Public API'],
    ...overrides,
  };
}

function createFeed(overrides: Partial<Feed> = {}): Feed {
  return {
    title: 'Example Cloud status',
    description: 'Incidents of Example Cloud',
    url: 'https://status.example.org/feed.xml',
    siteUrl: 'https://status.example.org/',
    language: 'en',
    entries: [createEntry(), createEntry({ at: at('2026-11-20T10:00:00Z') })],
    ...overrides,
  };
}

describe('renderRss()', () => {
  test('is read back by a feed reader as it was meant', async () => {
    const parsed = await new Parser({ customFields: { feed: ['language', 'generator'] } }).parseString(
      renderRss(createFeed()),
    );
    expect(parsed).toMatchObject({
      title: 'Example Cloud status',
      description: 'Incidents of Example Cloud',
      link: 'https://status.example.org/',
      feedUrl: 'https://status.example.org/feed.xml',
      language: 'en',
      generator: 'Candor',
    });
    expect(parsed.items).toHaveLength(2);
    expect(parsed.items[0]).toMatchObject({
      title: 'Resolved: Elevated errors',
      link: 'https://status.example.org/incidents/x/#2026-11-20T11-00-00Z',
      guid: 'urn:uuid:00000000-0000-5000-8000-000000000000',
      isoDate: '2026-11-20T11:00:00.000Z',
      content: '<p>All is well &amp; quiet.</p>',
      categories: ['Public API'],
    });
  });

  test('gives the date of the newest item as that of the feed, whatever the clock says', () => {
    const dates = [...renderRss(createFeed()).matchAll(/<lastBuildDate>(.*?)<\/lastBuildDate>/g)].map(
      ([, date]) => date,
    );
    expect(dates).toEqual(['Fri, 20 Nov 2026 11:00:00 GMT']);
  });

  test('says nothing about its date without items', () => {
    expect(renderRss(createFeed({ entries: [] }))).not.toContain('lastBuildDate');
  });

  test('marks ids as no addresses', () => {
    const guids = renderRss(createFeed()).match(/<guid isPermaLink="[a-z]+">/g);
    expect(guids).toEqual(['<guid isPermaLink="false">', '<guid isPermaLink="false">']);
  });

  test('keeps a text that imitates its date', async () => {
    const title = 'a\n        <lastBuildDate>now</lastBuildDate>\nb';
    const xml = renderRss(createFeed({ title, entries: [createEntry({ title })] }));
    const parsed = await new Parser({ customFields: { feed: ['lastBuildDate'] } }).parseString(xml);
    expect(parsed).toMatchObject({
      title: 'a <lastBuildDate>now</lastBuildDate> b',
      lastBuildDate: 'Fri, 20 Nov 2026 11:00:00 GMT',
    });
    expect(parsed.items[0]?.title).toBe(title);
  });

  test.each([
    ['the end of a CDATA section', 'a ]]> b', 'a ]]> b'],
    ['markup', '<b>&amp; "\'</b>', '<b>&amp; "\'</b>'],
    ['an emoji', 'Down 🔥 again', 'Down 🔥 again'],
    ['control characters', 'a\u0000\u0008\u000b\u001b[31m\u001fb', 'a[31mb'],
    ['half a surrogate pair', 'a\ud83d b', 'a\ufffd b'],
    ['non-characters', 'a\uffff\ufffeb', 'ab'],
  ])('stays well-formed with %s in a title', async (_name, title, expected) => {
    const parsed = await new Parser().parseString(renderRss(createFeed({ entries: [createEntry({ title })] })));
    expect(parsed.items[0]?.title).toBe(expected);
  });

  test('is well-formed XML for any text', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, text, async (title, html) => {
        const feed = createFeed({ entries: [createEntry({ title: `x${title}`, html, categories: [title] })] });
        await expect(new Parser().parseString(renderRss(feed))).resolves.toHaveProperty('items.length', 1);
      }),
    );
  });
});
