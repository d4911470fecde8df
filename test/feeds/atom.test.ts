import { parseAtomFeed } from 'feedsmith';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { renderAtom } from '../../src/feeds/atom.ts';
import { at } from '../support/builders.ts';
import { createEntry, createFeed, makeAddresses } from '../support/feeds.ts';

describe('renderAtom()', () => {
  test('is read back as it was meant', () => {
    const entry = createEntry({ title: 'a < b & c', changedAt: at('2026-11-21T08:00:00Z') });
    expect(parseAtomFeed(renderAtom(createFeed({ entries: [entry] })))).toMatchObject({
      id: 'urn:uuid:00000000-0000-5000-8000-000000000001',
      title: { value: 'Example Cloud status' },
      subtitle: { value: 'Incidents of Example Cloud' },
      updated: '2026-11-21T08:00:00.000Z',
      authors: [{ name: 'Example Cloud' }],
      generator: { text: 'Candor' },
      xml: { lang: 'en' },
      links: [
        { rel: 'alternate', href: 'https://status.example.org/' },
        { rel: 'self', href: 'https://status.example.org/atom.xml' },
      ],
      entries: [
        {
          id: 'urn:uuid:00000000-0000-5000-8000-000000000000',
          title: { value: 'a < b & c' },
          published: '2026-11-20T11:00:00.000Z',
          updated: '2026-11-21T08:00:00.000Z',
          links: [{ rel: 'alternate', href: 'https://status.example.org/incidents/x/#2026-11-20T11-00-00Z' }],
          content: { value: '<p>All is well &amp; quiet.</p>', type: 'html' },
          categories: [{ term: 'Public API' }],
        },
      ],
    });
  });

  test('has the same bytes at any time, also without entries', () => {
    expect(renderAtom(createFeed({ entries: [] }))).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
    expect(renderAtom(createFeed())).toBe(renderAtom(createFeed()));
  });

  test('names its archive, and says so where it is one (RFC 5005)', () => {
    const earlier = makeAddresses('history/2026/10');
    const links = parseAtomFeed(renderAtom(createFeed({ earlier, current: makeAddresses('') }))).links ?? [];
    expect(links.map(({ rel, href }) => [rel, href]).slice(2)).toEqual([
      ['prev-archive', 'https://status.example.org/history/2026/10/atom.xml'],
      ['current', 'https://status.example.org/atom.xml'],
    ]);
    const archive = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>';
    expect(renderAtom(createFeed({ current: makeAddresses('') }))).toContain(archive);
    expect(renderAtom(createFeed({ earlier }))).not.toContain('fh:archive');
  });

  test('sets no spaces around a text', () => {
    const title = 'a <b> & ]]> c';
    const xml = renderAtom(createFeed({ title, entries: [createEntry({ title })] }));
    expect(xml).toMatch(/<title><!\[CDATA\[a <b>/);
    expect(xml).not.toMatch(/>\s+<!\[CDATA|\]\]>\s+<\//);
    expect(parseAtomFeed(xml).entries?.[0]?.title?.value).toBe(title);
  });

  test('keeps any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const title = `x${text}x`;
        const [entry] = parseAtomFeed(renderAtom(createFeed({ entries: [createEntry({ title })] }))).entries ?? [];
        expect(entry?.title?.value).toBe(title);
      }),
    );
  });
});
