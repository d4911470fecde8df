import { describe, expect, test } from 'vitest';

import { describeEntry, describeTrail, renderJsonLd } from '../../src/site/json-ld.ts';
import type { Entry } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { at, makeAnnouncement, makeContent, makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';

const RESOLVED = makeIncident({
  updates: [makeUpdate('2026-11-20T10:05:00Z'), makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' })],
});

function describeAlone(entry: Entry): Record<string, unknown> {
  return describeEntry(entry, deriveSiteModel(makeContent({ entries: [entry] })));
}

describe('describeEntry()', () => {
  test('tells an incident as it went on', () => {
    const url = 'https://status.example.org/incidents/api-errors/';
    expect(describeAlone(RESOLVED)).toMatchObject({
      '@type': 'LiveBlogPosting',
      url,
      headline: 'Elevated errors on the public API',
      datePublished: '2026-11-20T10:05:00Z',
      dateModified: '2026-11-20T11:00:00Z',
      coverageStartTime: '2026-11-20T10:05:00Z',
      coverageEndTime: '2026-11-20T11:00:00Z',
      publisher: { '@type': 'Organization', name: 'Example Cloud', url: 'https://status.example.org/' },
      liveBlogUpdate: [
        { headline: 'Resolved', datePublished: '2026-11-20T11:00:00Z', url: `${url}#2026-11-20T11-00-00Z` },
        { headline: 'Investigating', datePublished: '2026-11-20T10:05:00Z', url: `${url}#2026-11-20T10-05-00Z` },
      ],
    });
  });

  test('says of what is open that it has no end', () => {
    expect(describeAlone(makeIncident())['coverageEndTime']).toBeUndefined();
  });

  test('says of a maintenance to come when it was written about, not when it is to begin', () => {
    const updates = [makeUpdate('2026-11-19T09:00:00Z', { phase: 'scheduled' })];
    const { dateModified } = describeAlone(makeMaintenance(at('2026-11-22T10:45:00Z'), { updates }));
    expect(dateModified).toBe('2026-11-19T09:00:00Z');
  });

  test('does not know when what was written down afterwards was published', () => {
    expect(describeAlone(makeIncident({ backfilled: true }))['datePublished']).toBeUndefined();
  });

  test('calls an announcement news', () => {
    const news = describeAlone(makeAnnouncement());
    expect(news).toMatchObject({ '@type': 'NewsArticle', headline: 'A new region' });
    expect(news).not.toHaveProperty('liveBlogUpdate');
  });
});

describe('describeTrail()', () => {
  test('numbers the pages on the way, each by its whole address', () => {
    const model = deriveSiteModel(makeContent());
    const trail = [
      { name: 'Status', path: '/' },
      { name: 'History', path: '/history/' },
    ];
    expect(describeTrail(trail, model)['itemListElement']).toEqual([
      { '@type': 'ListItem', position: 1, name: 'Status', item: 'https://status.example.org/' },
      { '@type': 'ListItem', position: 2, name: 'History', item: 'https://status.example.org/history/' },
    ]);
  });
});

describe('renderJsonLd()', () => {
  test.each(['</script><script>alert(1)</script>', '<!-- <script>', ']]>', 'a\u2028b\u2029c', '&lt;', '" \\ \u0000'])(
    'writes %j so that nothing but a reader of JSON sees it',
    (name) => {
      const text = renderJsonLd([{ name }]);
      expect(text).not.toMatch(/[<>&\u2028\u2029\u0000]/);
      expect(JSON.parse(text)).toEqual({ '@context': 'https://schema.org', '@graph': [{ name }] });
    },
  );
});
