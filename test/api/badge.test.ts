import { describe, expect, test } from 'vitest';

import { listBadges } from '../../src/api/badge.ts';
import type { SiteContent } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { makeComponent, makeConfig, makeContent, makeIncident } from '../support/builders.ts';

interface ShieldsEndpoint {
  schemaVersion: number;
  label: string;
  message: string;
  color: string;
}

/** Every badge by its path, the picture beside what it says as data. */
function read(overrides: Partial<SiteContent> = {}): Record<string, { svg: string; data: ShieldsEndpoint }> {
  const badges = listBadges(deriveSiteModel(makeContent(overrides)));
  return Object.fromEntries(
    badges.map(({ paths, renderSvg, renderJson }) => [
      paths.svg,
      { svg: renderSvg(), data: JSON.parse(renderJson()) as ShieldsEndpoint },
    ]),
  );
}

/** How much lighter one colour is than another (WCAG 2.2, relative luminance). */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((place) => Number.parseInt(colour.slice(place, place + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 1, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe('listBadges()', () => {
  test('has one for the page and one for each component, as a picture and as data', () => {
    const badges = read({ entries: [makeIncident({ impact: 'critical' })] });
    expect(Object.keys(badges)).toEqual(['/badge.svg', '/badges/api.svg']);
    expect(badges['/badge.svg']?.data).toEqual({
      schemaVersion: 1,
      label: 'Example Cloud',
      message: 'Major outage',
      color: '#b3202c',
    });
    expect(badges['/badges/api.svg']?.data).toMatchObject({ label: 'Public API', message: 'Partial outage' });
  });

  test('says of a component that is retired that it is', () => {
    const components = [makeComponent('api', 'Public API'), { ...makeComponent('old', 'Old'), retired: '2026-11-01' }];
    const badges = read({ config: makeConfig({ components }) });
    expect(badges['/badges/old.svg']?.data).toMatchObject({ label: 'Old', message: 'Retired', color: '#5c5952' });
    expect(badges['/badges/old.svg']?.svg).toContain('aria-label="Old: Retired"');
    expect(badges['/badges/api.svg']?.data).toMatchObject({ message: 'Operational' });
  });

  test('says the state in words that a screen reader finds, in the language of the page', () => {
    const config = makeConfig({ page: { name: 'Beispiel', url: 'https://status.example.org', locale: 'de' } });
    const { svg = '' } = read({ config, entries: [makeIncident()] })['/badges/api.svg'] ?? {};
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="Public API: Teilausfall"><title>Public API: Teilausfall</);
    expect(svg).toContain('>Teilausfall</text>');
  });

  test('can be read: white on each of its colours', () => {
    const { svg = '' } = read()['/badge.svg'] ?? {};
    const fills = [...svg.matchAll(/<rect [^>]*fill="(#[0-9a-f]{6})"/g)].map(([, fill = '']) => fill);
    expect(fills).toHaveLength(2);
    expect(svg).toContain('<g fill="#fff"');
    for (const fill of fills) expect(contrast('#ffffff', fill), fill).toBeGreaterThan(4.5);
  });

  test('stays a picture whatever a component is called', () => {
    const components = [makeComponent('api', `"><script>alert(1)</script> & 'x' 日本語 \u202e`)];
    const { svg = '', data } = read({ config: makeConfig({ components }) })['/badges/api.svg'] ?? {};
    expect(svg).not.toContain('<script');
    expect(svg.match(/<\/?[a-z]+/g)?.every((tag) => /<\/?(svg|title|g|rect|text)$/.test(tag))).toBe(true);
    expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;|apos;)/);
    expect(data?.label).toContain('<script>');
  });
});
