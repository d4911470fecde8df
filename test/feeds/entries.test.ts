import { describe, expect, test } from 'vitest';

import type { Feed } from '../../src/feeds/feed.ts';
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

const INVESTIGATING = makeUpdate('2026-11-20T10:05:00Z', { text: 'We are looking into it.' });
const RESOLVED = makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved', components: { api: 'operational' } });

/** The feed of the whole page. */
function deriveFeed(content: SiteContent): Feed {
  const [page] = listFeeds({ content, model: deriveSiteModel(content) });
  if (page === undefined) throw new Error('No feed');
  return page.read();
}

describe('the feed of the page', () => {
  test('has an item an update of every kind, the newest first', () => {
    const scheduled = makeUpdate('2026-11-19T09:00:00Z', { phase: 'scheduled' });
    const entries = [
      makeAnnouncement(),
      makeIncident({ updates: [INVESTIGATING, RESOLVED] }),
      makeMaintenance(at('2026-11-22T10:45:00Z'), { updates: [scheduled] }),
    ];
    const feed = deriveFeed(makeContent({ entries }));
    expect(feed.entries.map(({ title, at: time }) => [title, time])).toEqual([
      ['Resolved: Elevated errors on the public API', at('2026-11-20T11:00:00Z')],
      ['Investigating: Elevated errors on the public API', at('2026-11-20T10:05:00Z')],
      ['Scheduled: Database upgrade', at('2026-11-19T09:00:00Z')],
      ['Announced: A new region', at('2026-11-18T09:00:00Z')],
    ]);
  });

  test('keeps the newest 50', () => {
    const updates = Array.from({ length: 60 }, (_, minute) =>
      makeUpdate(`2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`),
    );
    const { entries } = deriveFeed(makeContent({ entries: [makeIncident({ updates })] }));
    expect(entries).toHaveLength(50);
    expect(entries.at(-1)?.at).toBe(at('2026-11-20T10:10:00Z'));
  });

  test('links to the update on the page, below the sub-path of the page', () => {
    const config = makeConfig({ page: { name: 'Example Cloud', url: 'https://example.org/status' } });
    const feed = deriveFeed(makeContent({ config, entries: [makeIncident({ updates: [INVESTIGATING] })] }));
    expect(feed).toMatchObject({
      addresses: {
        rss: 'https://example.org/status/feed.xml',
        atom: 'https://example.org/status/atom.xml',
        json: 'https://example.org/status/feed.json',
      },
      siteUrl: 'https://example.org/status/',
    });
    expect(feed.entries[0]?.url).toBe('https://example.org/status/incidents/api-errors/#2026-11-20T10-05-00Z');
  });

  test('keeps ids when title, file name and address change', () => {
    const before = deriveFeed(makeContent({ entries: [makeIncident()] }));
    const renamed = makeIncident({ id: 'gateway', title: 'Gateway down', formerly: ['api-errors', 'edge'] });
    const config = makeConfig({ page: { name: 'Example', url: 'https://example.com/status/' } });
    const after = deriveFeed(makeContent({ config, entries: [renamed] }));
    expect(after.entries[0]?.title).toBe('Investigating: Gateway down');
    expect(after.entries.map(({ id }) => id)).toEqual(before.entries.map(({ id }) => id));
  });

  test('renders Markdown to safe HTML with absolute links, then what changed', () => {
    const text = 'See [the other](../edge/). <script>alert(1)</script>';
    const update = makeUpdate('2026-11-20T10:05:00Z', {
      text,
      components: { api: 'partial_outage', gone: 'operational' },
    });
    const [entry] = deriveFeed(makeContent({ entries: [makeIncident({ updates: [update] })] })).entries;
    expect(entry?.html).toContain('<a href="https://status.example.org/incidents/edge/">the other</a>');
    expect(entry?.html).not.toContain('<script');
    expect(entry?.html).toMatch(/\n<p>Public API: Partial outage · gone: Operational<\/p>$/);
  });

  test('names the components as categories, retired ones and unknown ids too', () => {
    const components = [makeComponent('api', 'Public API', { retired: '2026-01-01' })];
    const incident = makeIncident({ components: { api: 'partial_outage', gone: 'partial_outage' } });
    const { entries } = deriveFeed(makeContent({ config: makeConfig({ components }), entries: [incident] }));
    expect(entries[0]?.categories).toEqual(['Public API', 'gone']);
  });

  test('shows the reason in place of a text that was taken back', () => {
    const redaction = {
      incident: 'api-errors',
      update: '2026-11-20T11:05:00+01:00',
      reason: 'a name & a place',
      by: 'ops',
    };
    const config = makeConfig({ redactions: [redaction] });
    const [entry] = deriveFeed(makeContent({ config, entries: [makeIncident({ updates: [INVESTIGATING] })] })).entries;
    expect(entry?.html).toBe('<p>This text was removed: a name &amp; a place</p>');
  });
});
