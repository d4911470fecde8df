import { describe, expect, test } from 'vitest';

import { comparePages } from '../../src/content/page-difference.ts';

const PAGE = `<html><style>b{width:100%}</style><dl><dt>Told</dt><dd>4 min after</dd><dt title="a > b">Edits</dt><dd>2</dd></dl></html>`;

describe('comparePages()', () => {
  test('finds nothing where nothing differs', () => {
    expect(comparePages(PAGE, PAGE)).toEqual([]);
  });

  test('tells each figure that is another, after the words before it', () => {
    const site = PAGE.replace('4 min', '1 min').replace('<dd>2', '<dd>0');
    expect(comparePages(site, PAGE)).toEqual([
      { after: 'Told', site: '1 min after', git: '4 min after' },
      { after: 'Edits', site: '0', git: '2' },
    ]);
  });

  test('tells a change that no reader sees by the tag that it stands in', () => {
    expect(comparePages(PAGE.replace('a > b', 'a > c'), PAGE)).toEqual([
      { after: '4 min after', site: '<dt title="a > c">', git: '<dt title="a > b">' },
    ]);
  });

  test('tells where it begins that something was added or left out', () => {
    expect(comparePages(PAGE.replace('<dd>4 min after</dd>', ''), PAGE)).toEqual([
      { after: 'Told', site: '<dt title="a > b">', git: '<dd>' },
    ]);
    expect(comparePages(`${PAGE}<p>more`, PAGE)).toEqual([{ after: '2', site: '<p>', git: '' }]);
  });

  test('shows of what is long the part that is another', () => {
    const [long, other] = ['1', '2'].map((sign) => `<p>${'x'.repeat(500)}${sign}${'y'.repeat(500)}</p>`);
    expect(comparePages(other ?? '', long ?? '')).toEqual([
      { after: '', site: `…${'x'.repeat(20)}2${'y'.repeat(138)}…`, git: `…${'x'.repeat(20)}1${'y'.repeat(138)}…` },
    ]);
  });

  test('tells white space that is another, and knows no page that takes long', () => {
    expect(comparePages(`${PAGE}\n`, PAGE)).toEqual([
      { after: '', site: 'other white space', git: 'the page as it is built' },
    ]);
    expect(comparePages('<'.repeat(2_000_000), PAGE)).toHaveLength(1);
    expect(comparePages('<"'.repeat(1_000_000), PAGE)).toHaveLength(1);
  });
});
