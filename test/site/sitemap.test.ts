import { expect, it } from 'vitest';

import { deriveSiteModel } from '../../src/site/site-model.ts';
import { renderSitemap } from '../../src/site/sitemap.ts';
import {
  at,
  makeConfig,
  makeContent,
  makeIncident,
  makePostmortem,
  makePostmortems,
  makeUpdate,
} from '../support/builders.ts';

it('renderSitemap() has every page by its whole address, and the last change of what is over', () => {
  const closed = makeIncident({
    id: 'closed',
    updates: [makeUpdate('2026-10-31T23:30:00Z'), makeUpdate('2026-11-01T01:00:00Z', { phase: 'resolved' })],
  });
  const config = makeConfig({ page: { name: 'Example', url: "https://example.org/a&b's" } });
  const entries = [makeIncident({ id: 'open' }), closed];
  const dates = { changedAt: at('2026-11-02T09:00:00Z') };
  const becomes = { kind: 'monitor', check: 'api-health' };
  const factor = { text: 'No check', whys: [{ why: 'It failed', because: 'nobody looked' }], becomes };
  const postmortems = makePostmortems(
    makePostmortem({ id: 'over', incidents: ['closed'], dates }),
    makePostmortem({ id: 'with-check', incidents: ['closed'], factors: [factor], dates }),
  );
  const content = makeContent({ now: at('2026-11-22T10:00:00Z'), config, entries, postmortems });
  const xml = renderSitemap(deriveSiteModel(content));
  const base = 'https://example.org/a&amp;b&apos;s/';
  expect([...xml.matchAll(/<url>(.*)<\/url>/g)].map(([, page]) => page)).toEqual([
    `<loc>${base}</loc>`,
    `<loc>${base}history/</loc>`,
    `<loc>${base}maintenance/</loc>`,
    `<loc>${base}subscribe/</loc>`,
    `<loc>${base}transparency/</loc>`,
    `<loc>${base}components/api/</loc>`,
    `<loc>${base}history/2026/11/</loc>`,
    `<loc>${base}history/2026/10/</loc>`,
    `<loc>${base}incidents/open/</loc>`,
    `<loc>${base}incidents/closed/</loc><lastmod>2026-11-01T01:00:00Z</lastmod>`,
    `<loc>${base}postmortems/</loc>`,
    `<loc>${base}postmortems/over/</loc><lastmod>2026-11-02T09:00:00Z</lastmod>`,
    `<loc>${base}postmortems/with-check/</loc>`,
  ]);
});
