import { describe, expect, test } from 'vitest';

import { deriveFeed } from '../../src/feeds/entries.ts';
import {
  at,
  createAnnouncement,
  createContent,
  createIncident,
  createMaintenance,
  createUpdate,
} from '../support/site-content.ts';

const RESOLVED = createUpdate('2026-11-20T11:00:00Z', { phase: 'resolved', components: { api: 'operational' } });

describe('deriveFeed()', () => {
  test('has an item an update of every kind, the newest first', () => {
    const incident = createIncident({ updates: [createUpdate('2026-11-20T10:05:00Z'), RESOLVED] });
    const feed = deriveFeed(createContent({ entries: [createAnnouncement(), incident, createMaintenance()] }));
    expect(feed.entries.map(({ title, at }) => [title, new Date(at).toISOString()])).toEqual([
      ['Resolved: Elevated errors on the public API', '2026-11-20T11:00:00.000Z'],
      ['Investigating: Elevated errors on the public API', '2026-11-20T10:05:00.000Z'],
      ['Scheduled: Database upgrade', '2026-11-19T09:00:00.000Z'],
      ['Announced: A new region', '2026-11-18T09:00:00.000Z'],
    ]);
  });

  test('keeps the newest 50', () => {
    const updates = Array.from({ length: 60 }, (_, minute) =>
      createUpdate(`2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`),
    );
    const { entries } = deriveFeed(createContent({ entries: [createIncident({ updates })] }));
    expect(entries).toHaveLength(50);
    expect(entries.at(-1)?.at).toBe(at('2026-11-20T10:10:00Z'));
  });

  test('links to the update on the page, below the sub-path of the page', () => {
    const page = { name: 'Example Cloud', url: 'https://example.org/status' };
    const feed = deriveFeed(createContent({ config: { page } }));
    expect(feed).toMatchObject({ url: 'https://example.org/status/feed.xml', siteUrl: 'https://example.org/status/' });
    expect(feed.entries[0]?.url).toBe('https://example.org/status/incidents/2026-11-20-api/#2026-11-20T10-05-00Z');
  });

  test('keeps ids when title, file name and address change', () => {
    const before = deriveFeed(createContent());
    const renamed = createIncident({
      id: '2026-11-20-gateway',
      frontMatter: { title: 'Gateway down', formerly: ['2026-11-20-api', '2026-11-20-edge'] },
    });
    const page = { name: 'Example', url: 'https://example.com/status/' };
    const after = deriveFeed(createContent({ config: { page }, entries: [renamed] }));
    expect(after.entries[0]?.title).toBe('Investigating: Gateway down');
    expect(after.entries.map(({ id }) => id)).toEqual(before.entries.map(({ id }) => id));
  });

  test('renders Markdown to safe HTML with absolute links, then what changed', () => {
    const text = 'See [the other](../2026-11-19-edge/). <script>alert(1)</script>';
    const update = createUpdate('2026-11-20T10:05:00Z', {
      text,
      components: { api: 'partial_outage', gone: 'operational' },
    });
    const [entry] = deriveFeed(createContent({ entries: [createIncident({ updates: [update] })] })).entries;
    expect(entry?.html).toContain('<a href="https://status.example.org/incidents/2026-11-19-edge/">the other</a>');
    expect(entry?.html).not.toContain('<script');
    expect(entry?.html).toMatch(/\n<p>Public API: partial outage, gone: operational<\/p>$/);
  });

  test('names the components as categories', () => {
    expect(deriveFeed(createContent()).entries[0]?.categories).toEqual(['Public API']);
  });

  test('shows the reason in place of a text that was taken back', () => {
    const redactions = [
      { incident: '2026-11-20-api', update: '2026-11-20T11:05:00+01:00', reason: 'a name & a place', by: 'ops' },
    ];
    const [entry] = deriveFeed(createContent({ config: { redactions } })).entries;
    expect(entry?.html).toBe('<p>This text was removed: a name &amp; a place</p>');
  });
});
