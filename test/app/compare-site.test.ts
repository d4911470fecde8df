import { describe, expect, test } from 'vitest';

import { type BuiltPages, compareSite } from '../../src/app/verify/compare-site.ts';
import type { PublishedSite } from '../../src/ports.ts';

const PAGES = {
  'index.html': '<p>All systems operational',
  'figures.json': '{"figures":{}}',
  'incidents/api-errors/index.html': '<dt>Told</dt><dd>40 min after</dd>',
  'components/api/index.html': '<p>99.98%</p>',
  'api/v2/status.json': '{"status":{"indicator":"major"}}',
  'components/api/feed.xml': '<item>1</item>',
  'og/page.png': 'a',
};

type Files = Readonly<Record<string, string | undefined>>;

function built(files: Files): BuiltPages {
  return { files: Object.keys(files), read: (file) => Promise.resolve(Buffer.from(files[file] ?? '')) };
}

/** A site with these files; `asked` are those that were read. */
function siteOf(files: Files, isFolder = true): { site: PublishedSite; asked: string[] } {
  const asked: string[] = [];
  const site: PublishedSite = {
    name: 'the site',
    read(file, maxBytes) {
      asked.push(file);
      const bytes = files[file] === undefined ? undefined : Buffer.from(files[file]);
      return Promise.resolve(bytes && { bytes: bytes.subarray(0, maxBytes), isCut: bytes.length > maxBytes });
    },
    list: () => Promise.resolve(isFolder ? Object.keys(files).filter((file) => files[file] !== undefined) : undefined),
  };
  return { site, asked };
}

async function differencesOf(changes: Files): Promise<unknown[]> {
  const { site } = siteOf({ ...PAGES, ...changes });
  return (await compareSite(site, built(PAGES))).differences.map(({ file, what, site: theirs, git }) => [
    ...[file, what, theirs, git],
  ]);
}

describe('compareSite()', () => {
  test('compares every file of a folder but pictures, which are others on another machine, and the figures', async () => {
    const { site, asked } = siteOf({ ...PAGES, 'og/page.png': 'b', CNAME: 'status.example.org' });
    expect(await compareSite(site, built(PAGES))).toEqual({ count: 5, differences: [], notes: [] });
    expect(asked).toEqual(
      Object.keys(PAGES)
        .filter((file) => !/png|figures/.test(file))
        .sort(),
    );
  });

  test.each([
    [
      'incidents/api-errors/index.html',
      '<dt>Told</dt><dd>2 min after</dd>',
      'after "Told"',
      '"2 min after"',
      '"40 min after"',
    ],
    ['components/api/index.html', '<p>100%</p>', 'at its beginning', '"100%"', '"99.98%"'],
    ['components/api/feed.xml', '<item>2</item>', 'at its beginning', '"2"', '"1"'],
    ['api/v2/status.json', '{"status":{"indicator":"none"}}', 'status, indicator', '"none"', '"major"'],
    ['api/v2/status.json', '<p>Gone', 'at its beginning', '"<p>"', '"{\\"status\\":{\\"indicator\\":\\"major\\"}}"'],
    ['api/v2/status.json', '7', 'this file', '7', '1 figure'],
    [
      'api/v2/status.json',
      '{"status": {"indicator":"major"}}',
      'at its beginning',
      '"{\\"status\\": {\\"indicator\\":\\"major\\"}}"',
      '"{\\"status\\":{\\"indicator\\":\\"major\\"}}"',
    ],
    ['index.html', undefined, 'this file', undefined, 'a page'],
    ['index.html', 'x'.repeat(2_000_000), 'this file', 'much more than that', '26 bytes'],
  ])('finds what was changed in %s', async (file, text, ...told) => {
    expect(await differencesOf({ [file]: text })).toEqual([[file, ...told]]);
  });

  test('tells a hundred differences of a file at most, however many somebody has put there', async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, place) => [`key-${place}`, place]));
    expect(await differencesOf({ 'api/v2/status.json': JSON.stringify(many) })).toHaveLength(100);
  });

  test('finds a page that nobody built where pages of the site lie, and leaves others alone', async () => {
    const added = {
      'incidents/made-up/index.html': 'x',
      'incidents/x.html': 'x',
      '.nojekyll': '',
      'google1.html': 'x',
    };
    expect(await differencesOf(added)).toEqual([
      ['incidents/made-up/index.html', 'this file', 'a page', undefined],
      ['incidents/x.html', 'this file', 'a page', undefined],
    ]);
  });

  test('asks an address for the pages with figures alone, and for no more than a thousand of them', async () => {
    const { site, asked } = siteOf(PAGES, false);
    expect(await compareSite(site, built(PAGES))).toEqual({ count: 4, differences: [], notes: [] });
    expect(asked).toEqual([
      ...['index.html', 'api/v2/status.json', 'components/api/index.html', 'incidents/api-errors/index.html'],
    ]);
    const many = Object.fromEntries(
      Array.from({ length: 1_200 }, (_, id) => [`incidents/${1e6 + id}/index.html`, 'x']),
    );
    const { count, notes } = await compareSite(siteOf(many, false).site, built(many));
    expect({ count, notes }).toEqual({
      count: 1_000,
      notes: ['200 pages more were not asked for. Compare a copy of the site in a folder to see all of them.'],
    });
  });
});
