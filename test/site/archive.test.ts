import { describe, expect, it } from 'vitest';

import { latestMonths, listYears, splitHistory } from '../../src/site/archive.ts';
import type { MonthOfEntries } from '../../src/site/site-model.ts';
import { at, makeAnnouncement, makeUpdate } from '../support/builders.ts';

/** A month with so many entries on each of two days. */
function month(name: string, perDay: number): MonthOfEntries {
  const first = at(`${name}-01T00:00:00Z`);
  const entries = Array.from({ length: perDay }, (_, index) => makeAnnouncement({ id: `${name}-${index}` }));
  return { month: name, at: first, days: [1, 2].map(() => ({ from: first, until: first, entries })) };
}

describe('latestMonths()', () => {
  it.each([
    { counts: [], shown: 0 },
    { counts: [1, 1], shown: 2 },
    { counts: [13, 1], shown: 1 },
    { counts: [6, 6, 1], shown: 3 },
  ])('shows $shown of months with twice $counts entries', ({ counts, shown }) => {
    const months = counts.map((count, index) => month(`2026-${12 - index}`, count));
    expect(latestMonths(months)).toEqual(months.slice(0, shown));
  });
});

describe('listYears()', () => {
  it('has each month with the number of its entries, newest first', () => {
    const years = listYears([month('2026-11', 2), month('2026-02', 1), month('2024-12', 3)]);
    expect(years.map(({ year, months }) => [year, months.map(({ month: name, count }) => [name, count])])).toEqual([
      [
        '2026',
        [
          ['2026-11', 4],
          ['2026-02', 2],
        ],
      ],
      ['2024', [['2024-12', 6]]],
    ]);
  });
});

describe('splitHistory()', () => {
  it('has the newest 20 whole and the others by month', () => {
    const entries = Array.from({ length: 23 }, (_, index) => {
      const time = new Date(Date.UTC(2026, 10, 30 - 5 * index)).toISOString();
      return makeAnnouncement({ id: `a${index}`, updates: [makeUpdate(time, { phase: 'announced' })] });
    });
    const { newest, earlier } = splitHistory(entries);
    expect(newest).toEqual(entries.slice(0, 20));
    expect(earlier.map(({ year, months }) => [year, months.map(({ month, count }) => [month, count])])).toEqual([
      ['2026', [['2026-08', 3]]],
    ]);
    expect(splitHistory(entries.slice(3)).earlier).toEqual([]);
  });
});
