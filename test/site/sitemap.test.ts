import { expect, it } from 'vitest';

import { deriveSiteModel } from '../../src/site/site-model.ts';
import { renderSitemap } from '../../src/site/sitemap.ts';
import { at, makeConfig, makeContent, makeIncident, makeUpdate } from '../support/builders.ts';

it('renderSitemap() has every page by its whole address, and the last change of what is over', () => {
  const closed = makeIncident({
    id: 'closed',
    updates: [makeUpdate('2026-10-31T23:30:00Z'), makeUpdate('2026-11-01T01:00:00Z', { phase: 'resolved' })],
  });
  const config = makeConfig({ page: { name: 'Example', url: "https://example.org/a&b's" } });
  const entries = [makeIncident({ id: 'open' }), closed];
  const xml = renderSitemap(deriveSiteModel(makeContent({ now: at('2026-11-22T10:00:00Z'), config, entries })));
  const base = 'https://example.org/a&amp;b&apos;s/';
  expect([...xml.matchAll(/<url>(.*)<\/url>/g)].map(([, page]) => page)).toEqual([
    `<loc>${base}</loc>`,
    `<loc>${base}history/</loc>`,
    `<loc>${base}maintenance/</loc>`,
    `<loc>${base}subscribe/</loc>`,
    `<loc>${base}components/api/</loc>`,
    `<loc>${base}history/2026/11/</loc>`,
    `<loc>${base}history/2026/10/</loc>`,
    `<loc>${base}incidents/open/</loc>`,
    `<loc>${base}incidents/closed/</loc><lastmod>2026-11-01T01:00:00Z</lastmod>`,
  ]);
});
