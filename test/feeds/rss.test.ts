import fc from 'fast-check';
import Parser from 'rss-parser';
import { describe, expect, test } from 'vitest';

import { renderRss } from '../../src/feeds/rss.ts';
import { at } from '../support/builders.ts';
import { createEntry, createFeed, makeAddresses } from '../support/feeds.ts';

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

  test('names its archive, and is one where it is part of it (RFC 5005)', () => {
    const earlier = makeAddresses('history/2026/10');
    expect(renderRss(createFeed({ earlier }))).toContain(
      '<atom:link href="https://status.example.org/history/2026/10/feed.xml" rel="prev-archive" type="application/rss+xml"/>',
    );
    expect(renderRss(createFeed({ earlier }))).not.toContain('<fh:archive');
    const part = renderRss(createFeed({ current: makeAddresses('') }));
    expect(part).toContain('rel="current"');
    expect(part).toMatch(/<fh:archive\s*\/>/);
  });

  test('says when a maintenance is planned, and when a text was changed afterwards', () => {
    const window = { start: at('2026-11-24T22:00:00Z'), end: at('2026-11-24T23:00:00Z') };
    const xml = renderRss(createFeed({ entries: [createEntry({ window, changedAt: at('2026-11-21T08:00:00Z') })] }));
    expect(xml).toContain('<ev:startdate>2026-11-24T22:00:00Z</ev:startdate>');
    expect(xml).toContain('<ev:enddate>2026-11-24T23:00:00Z</ev:enddate>');
    expect(xml).toContain('<atom:updated>2026-11-21T08:00:00Z</atom:updated>');
    expect(xml).toContain('<lastBuildDate>Sat, 21 Nov 2026 08:00:00 GMT</lastBuildDate>');
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
