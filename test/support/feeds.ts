/** Feeds for the tests of their formats. */
import type { Feed, FeedAddresses, FeedEntry } from '../../src/feeds/feed.ts';
import { at } from './builders.ts';

export function createEntry(overrides: Partial<FeedEntry> = {}): FeedEntry {
  const time = overrides.at ?? at('2026-11-20T11:00:00Z');
  return {
    id: 'urn:uuid:00000000-0000-5000-8000-000000000000',
    title: 'Resolved: Elevated errors',
    url: 'https://status.example.org/incidents/x/#2026-11-20T11-00-00Z',
    at: time,
    changedAt: time,
    window: undefined,
    html: '<p>All is well &amp; quiet.</p>',
    categories: ['Public API'],
    ...overrides,
  };
}

/** The addresses of the feeds in a folder of the page, the top one by ''. */
export function makeAddresses(folder: string): FeedAddresses {
  const base = `https://status.example.org/${folder === '' ? '' : `${folder}/`}`;
  return { rss: `${base}feed.xml`, atom: `${base}atom.xml`, json: `${base}feed.json` };
}

export function createFeed(overrides: Partial<Feed> = {}): Feed {
  return {
    id: 'urn:uuid:00000000-0000-5000-8000-000000000001',
    title: 'Example Cloud status',
    description: 'Incidents of Example Cloud',
    addresses: makeAddresses(''),
    siteUrl: 'https://status.example.org/',
    author: 'Example Cloud',
    language: 'en',
    earlier: undefined,
    current: undefined,
    style: '/feed.css',
    entries: [createEntry(), createEntry({ at: at('2026-11-20T10:00:00Z') })],
    ...overrides,
  };
}
