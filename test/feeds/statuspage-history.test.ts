import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';

import { renderAtom } from '../../src/feeds/atom.ts';
import type { Feed } from '../../src/feeds/feed.ts';
import { renderRss } from '../../src/feeds/rss.ts';
import { deriveStatuspageHistory } from '../../src/feeds/statuspage-history.ts';
import type { SiteContent } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { at, makeAnnouncement, makeContent, makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';

const UPDATES = [
  makeUpdate('2026-11-20T10:05:00Z', { text: 'We are looking into it.' }),
  makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved', text: 'All is well.\n\nThank you.' }),
];

function derive(overrides: Partial<SiteContent>): Feed {
  const content = makeContent(overrides);
  return deriveStatuspageHistory({ content, model: deriveSiteModel(content) });
}

/** What programs take an item apart with: time, phase and text of each update. */
const UPDATE =
  /<p>\s*<small>(\w{3}) <var data-var='date'>(\d+)<\/var>, <var data-var='time'>(\d\d:\d\d)<\/var> UTC<\/small><br>\s*<strong>([^<]+)<\/strong> - ([\s\S]*?)\s*<\/p>/g;

describe('deriveStatuspageHistory()', () => {
  test('has an item an incident, and in it a paragraph an update, the newest first', () => {
    const [entry] = derive({ entries: [makeIncident({ updates: UPDATES })] }).entries;
    expect(entry).toMatchObject({
      title: 'Elevated errors on the public API',
      url: 'https://status.example.org/incidents/api-errors/',
      at: at('2026-11-20T11:00:00Z'),
    });
    expect([...(entry?.html ?? '').matchAll(UPDATE)].map((match) => match.slice(1))).toEqual([
      ['Nov', '20', '11:00', 'Resolved', 'All is well.<br><br>Thank you.'],
      ['Nov', '20', '10:05', 'Investigating', 'We are looking into it.'],
    ]);
  });

  test('marks a maintenance as a scheduled event, with its begin and end', () => {
    const maintenance = makeMaintenance(at('2026-11-22T10:45:00Z'));
    const feed = derive({ entries: [maintenance] });
    expect(feed.entries[0]?.html).toMatch(
      /^<p><strong>THIS IS A SCHEDULED EVENT Nov <var data-var='date'>\d+<\/var>, <var data-var='time'>\d\d:\d\d<\/var> - Nov <var data-var='date'>\d+<\/var>, <var data-var='time'>\d\d:\d\d<\/var> UTC<\/strong><\/p>/,
    );
    const xml = renderRss(feed);
    expect(xml).toContain(`<pubDate>${new Date(maintenance.from).toUTCString()}</pubDate>`);
    expect(xml).toContain(`<maintenanceEndDate>${new Date(maintenance.until).toUTCString()}</maintenanceEndDate>`);
  });

  test('has the newest 25, and no announcements', () => {
    const entries = Array.from({ length: 30 }, (_, index) => makeIncident({ id: `number-${index}` }));
    expect(derive({ entries: [...entries, makeAnnouncement()] }).entries).toHaveLength(25);
    expect(derive({ entries: [makeAnnouncement()] }).entries).toEqual([]);
  });

  test('is read by readers of RSS and of Atom', () => {
    const feed = derive({ entries: [makeIncident({ updates: UPDATES })] });
    expect(parseRssFeed(renderRss(feed))).toMatchObject({
      title: 'Example Cloud Status - Incident History',
      description: 'Statuspage',
      items: [{ title: 'Elevated errors on the public API', link: 'https://status.example.org/incidents/api-errors/' }],
    });
    expect(parseAtomFeed(renderAtom(feed))).toMatchObject({
      title: { value: 'Example Cloud Status - Incident History' },
      xml: { lang: 'en' },
      entries: [{ updated: '2026-11-20T11:00:00.000Z', content: { type: 'html' } }],
    });
  });
});
