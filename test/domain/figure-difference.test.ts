import { describe, expect, test } from 'vitest';
import fc from 'fast-check';

import { compareFigures, countFigures, describeFigure, MOST_DIFFERENCES } from '../../src/domain/figure-difference.ts';

const KEY = fc.string({ maxLength: 4 });
const FEW = { maxKeys: 3 };

describe('compareFigures()', () => {
  test.each([
    ['the same', { a: { b: [1, null] } }, { a: { b: [1, null] } }, []],
    ['another number', { a: { b: 2 } }, { a: { b: 1 } }, [{ path: ['a', 'b'], site: 2, git: 1 }]],
    ['a text for a number', { a: '1' }, { a: 1 }, [{ path: ['a'], site: '1', git: 1 }]],
    ['one that is left out', {}, { a: null }, [{ path: ['a'], site: undefined, git: null }]],
    ['one that was added', { a: 1, b: 2 }, { a: 1 }, [{ path: ['b'], site: 2, git: undefined }]],
    ['a list for an object', { a: [1] }, { a: { 0: 1 } }, [{ path: ['a'], site: [1], git: { 0: 1 } }]],
    ['an object for a figure', { a: { b: 1 } }, { a: 1 }, [{ path: ['a'], site: { b: 1 }, git: 1 }]],
  ])('tells %s', (_what, ...[site, git, expected]) => {
    expect(compareFigures(site, git)).toEqual(expected);
  });

  test('finds names of prototypes as any other, and takes nothing from a prototype', () => {
    const site: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
    expect(compareFigures(site, { a: 1 })).toEqual([
      { path: ['__proto__'], site: { a: 1 }, git: undefined },
      { path: ['a'], site: undefined, git: 1 },
      { path: ['constructor'], site: 2, git: undefined },
    ]);
    expect(compareFigures({}, { toString: 1 })).toEqual([{ path: ['toString'], site: undefined, git: 1 }]);
  });

  test('looks no deeper than Git goes', () => {
    const site: unknown = JSON.parse(`{"a": ${'['.repeat(5_000)}${']'.repeat(5_000)}}`);
    expect(compareFigures(site, { a: 1 })).toMatchObject([{ path: ['a'], git: 1 }]);
  });

  test('tells no more of a site that somebody has filled than can be told', () => {
    const many = Array.from({ length: 2 * MOST_DIFFERENCES }, (_, place) => place);
    const site = { a: many, b: Object.fromEntries(many.map((place) => [`key-${place}`, place])) };
    expect(compareFigures(site, { a: [], b: {} })).toHaveLength(MOST_DIFFERENCES);
    expect(compareFigures(site, { a: [], b: {}, c: 1 }, 2)).toEqual([
      { path: ['a', '0'], site: 0, git: undefined },
      { path: ['a', '1'], site: 1, git: undefined },
    ]);
    expect(compareFigures(many, [0])[0]).toEqual({ path: ['1'], site: 1, git: undefined });
  });

  test('finds nothing where nothing differs, and each change of one figure', () => {
    fc.assert(
      fc.property(fc.dictionary(KEY, fc.dictionary(KEY, fc.integer(), FEW), FEW), fc.integer(), (git, site) => {
        expect(compareFigures(structuredClone(git), git)).toEqual([]);
        for (const [id, figures] of Object.entries(git)) {
          for (const [key, figure] of Object.entries(figures)) {
            const changed = { ...git, [id]: { ...figures, [key]: site } };
            const expected = figure === site ? [] : [{ path: [id, key], site, git: figure }];
            expect(compareFigures(changed, git)).toEqual(expected);
          }
        }
      }),
    );
  });
});

test('countFigures() counts what is not made of others', () => {
  expect(countFigures({ a: { b: 1, c: null }, d: [1, 2], e: undefined, f: {} })).toBe(4);
});

test.each([
  [['figures', 'incidents', 'api-errors', 'toTellMs'], 'incident api-errors, time to tell'],
  [['figures', 'incidents', 'api-errors', 'told', 'at'], 'incident api-errors, people told, at'],
  [['figures', 'components', 'api', 'days', '2026-11-20', 'ratio'], 'component api, 2026-11-20, uptime'],
  [['figures', 'incidents', 'constructor'], 'incident constructor'],
  [['figures', 'constructor', 'x'], 'constructor, x'],
  [['page'], 'id of the page'],
  [['figures', 'incidents', 'x'.repeat(1_000)], `incident ${'x'.repeat(120)}…`],
])('describeFigure() says %j as "%s"', (path, expected) => {
  expect(describeFigure(path)).toBe(expected);
});
