import { describe, expect, it } from 'vitest';

import type { SearchEntry } from '../../src/search/entry.ts';
import { HistoryIndex } from '../../src/search/find-entries.ts';

function entry(id: string, title: string): SearchEntry {
  return { id, title, kind: 'announcement', components: [], at: 0, line: '', text: '' };
}

const YEARS = new Map([
  ['2026', [entry('c', 'slow'), entry('b', 'fast')]],
  ['2025', []],
  ['2024', [entry('a', 'slow')]],
]);
const SLOW = { text: 'slow', filters: {} };

/** An index that notes which years it is asked for; `failing` of them fail once. */
function makeIndex(failing: string[] = []): { index: HistoryIndex; asked: string[] } {
  const asked: string[] = [];
  const index = new HistoryIndex([...YEARS.keys()], (year) => {
    asked.push(year);
    const place = failing.indexOf(year);
    if (place === -1) return Promise.resolve(YEARS.get(year) ?? []);
    failing.splice(place, 1);
    return Promise.reject(new Error(`no ${year}`));
  });
  return { index, asked };
}

async function findAll(index: HistoryIndex): Promise<string[]> {
  const steps: string[] = [];
  for await (const { entries, isLast } of index.find(SLOW)) {
    steps.push(`${entries.map(({ id }) => id).join()}${isLast ? ' last' : ''}`);
  }
  return steps;
}

describe('HistoryIndex', () => {
  it('loads nothing by itself, and the newest year alone ahead of a search', () => {
    const { index, asked } = makeIndex();
    expect(asked).toEqual([]);
    index.prepare();
    expect(asked).toEqual(['2026']);
  });

  it('finds newest first, each year when it is asked for', async () => {
    const { index, asked } = makeIndex();
    const steps = index.find(SLOW);
    expect((await steps.next()).value).toMatchObject({ entries: [{ id: 'c' }], isLast: false });
    expect(asked).toEqual(['2026']);
    expect(await findAll(index)).toEqual(['c', '', 'a last']);
  });

  it('loads each year once', async () => {
    const { index, asked } = makeIndex();
    index.prepare();
    await Promise.all([findAll(index), findAll(index)]);
    expect(asked).toEqual(['2026', '2025', '2024']);
  });

  it('rejects where a year cannot be loaded, and tries it again the next time', async () => {
    const { index, asked } = makeIndex(['2026', '2024']);
    index.prepare();
    await expect(findAll(index)).rejects.toThrow('no 2026');
    await expect(findAll(index)).rejects.toThrow('no 2024');
    expect(await findAll(index)).toEqual(['c', '', 'a last']);
    expect(asked).toEqual(['2026', '2026', '2025', '2024', '2024']);
  });
});
