import { describe, expect, test } from 'vitest';

import { listFeeds } from '../../src/feeds/scopes.ts';
import type { SiteContent } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeAnnouncement,
  makeComponent,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeUpdate,
} from '../support/builders.ts';

const DAY_MS = 86_400_000;

function feedsOf(content: SiteContent) {
  return new Map(listFeeds({ content, model: deriveSiteModel(content) }).map((source) => [source.page, source.read()]));
}

/** Incidents of one update each, on the last days before the content's `now`. */
function makeHistory(count: number): SiteContent {
  const entries = Array.from({ length: count }, (_, index) => {
    const time = new Date(at('2026-11-22T10:00:00Z') - index * DAY_MS).toISOString().replace('.000', '');
    return makeIncident({ id: `day-${index}`, updates: [makeUpdate(time, { phase: 'resolved' })] });
  });
  return makeContent({ entries });
}

describe('listFeeds()', () => {
  test('has a feed for the page, each component, maintenance and post-mortems', () => {
    const components = [makeComponent('api', 'Public API'), makeComponent('mail', 'Mail')];
    const entries = [
      makeAnnouncement(),
      makeIncident({ components: { api: 'partial_outage' } }),
      makeMaintenance(at('2026-11-22T10:45:00Z'), {
        updates: [makeUpdate('2026-11-19T09:00:00Z', { phase: 'scheduled' })],
      }),
    ];
    const feeds = feedsOf(makeContent({ config: makeConfig({ components }), entries }));
    expect([...feeds].map(([page, { title, entries: items }]) => [page, title, items.length])).toMatchObject([
      ['/', 'Example Cloud status', 3],
      ['/components/api/', 'Example Cloud status · Public API', expect.any(Number)],
      ['/components/mail/', 'Example Cloud status · Mail', 0],
      ['/maintenance/', 'Example Cloud status · Maintenance', 1],
      ['/postmortems/', 'Example Cloud status · Post-mortems', 0],
    ]);
  });

  test('has one id for an update, in whichever feed it stands', () => {
    const feeds = feedsOf(makeContent({ entries: [makeIncident({ components: { api: 'partial_outage' } })] }));
    const ids = [feeds.get('/'), feeds.get('/components/api/')].map((feed) => feed?.entries.map(({ id }) => id));
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[0]).not.toEqual([]);
  });

  test('archives what has left the feed by month, and the archive with the feed holds everything', () => {
    const feeds = feedsOf(makeHistory(120));
    const archives = [...feeds].filter(([, { current }]) => current !== undefined);
    expect(archives.map(([page]) => page)).toEqual([
      '/history/2026/10/',
      '/history/2026/09/',
      '/history/2026/08/',
      '/history/2026/07/',
    ]);
    const page = feeds.get('/');
    expect(page?.earlier?.atom).toBe('https://status.example.org/history/2026/10/atom.xml');
    expect(archives.map(([, { earlier }]) => earlier?.rss)).toEqual([
      'https://status.example.org/history/2026/09/feed.xml',
      'https://status.example.org/history/2026/08/feed.xml',
      'https://status.example.org/history/2026/07/feed.xml',
      undefined,
    ]);
    const told = new Set([...feeds.values()].flatMap(({ entries }) => entries.map(({ id }) => id)));
    expect(told.size).toBe(120);
  });

  test('has no archive before there is anything to keep in it', () => {
    const feeds = feedsOf(makeHistory(50));
    expect(feeds.get('/')?.earlier).toBeUndefined();
    expect([...feeds.keys()].some((page) => page.startsWith('/history/'))).toBe(false);
  });
});
