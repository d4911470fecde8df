import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { correlationThreshold } from '../../../src/domain/triage/correlate.ts';
import type { Config } from '../../../src/schema/config.ts';
import { makeConfig } from '../../support/builders.ts';
import { page as pageOf } from '../../support/triage-page.ts';
import { tell, walkTriage } from '../../support/triage-walk.ts';

/** A page of components, each with one check of the same id. */
function page(ids: readonly string[], triage: Record<string, unknown> = {}): Config {
  return pageOf(Object.fromEntries(ids.map((id) => [id, [id]])), triage);
}

function walk(rows: Readonly<Record<string, string>>, triage: Record<string, unknown> = {}): string[] {
  return walkTriage({ config: page(Object.keys(rows), triage), rows }).steps.map(tell);
}

describe('planTriage() of components that fail together', () => {
  test.each<[Record<string, string>, Record<string, unknown>, string[], string]>([
    [
      { a: 'udd', b: 'udd', c: 'udd' },
      {},
      ['2 open a=major_outage b=major_outage c=major_outage'],
      'three are one incident',
    ],
    [{ a: 'udd', b: 'udd' }, {}, ['2 open a=major_outage', '2 open b=major_outage'], 'two are two'],
    [{ a: 'udd', b: 'udd' }, { correlateAt: 2 }, ['2 open a=major_outage b=major_outage'], 'unless two are enough'],
    [
      { a: 'udd', b: 'ugg', c: 'udd' },
      {},
      ['2 open a=major_outage b=degraded_performance c=major_outage'],
      'how they fail does not split them',
    ],
    [
      { a: 'uddd', b: 'uddd', c: 'uddd', d: 'uudd' },
      {},
      ['2 open a=major_outage b=major_outage c=major_outage', '3 investigating d=major_outage'],
      'one that is confirmed a run later joins',
    ],
    [
      { a: 'uddd', b: 'uudd', c: 'uudd' },
      {},
      ['2 open a=major_outage', '3 investigating b=major_outage c=major_outage'],
      'the first opens at once, and the burst that it turns out to be joins it',
    ],
    [
      { a: 'uddd', b: 'uddd', c: 'uudd' },
      {},
      ['2 open a=major_outage b=major_outage', '3 investigating c=major_outage'],
      'a failure that awaits confirmation counts',
    ],
    [
      { a: 'udddddd', b: 'udddddd', c: 'udddddd', d: 'uuuuudd' },
      {},
      ['2 open a=major_outage b=major_outage c=major_outage', '6 open d=major_outage'],
      'one that begins later is another incident',
    ],
    [
      { a: 'uddddddddd', b: 'uudddddddd', c: 'uuuudddddd', d: 'uuuuuudddd', e: 'uuuuuuuudd' },
      {},
      [
        '2 open a=major_outage',
        '3 open b=major_outage',
        '5 investigating c=major_outage',
        '7 investigating d=major_outage',
        '9 investigating e=major_outage',
      ],
      'a fault that spreads, each within confirmAfter runs of the one before, goes on being one',
    ],
    [
      { a: 'uddddddddddd', b: 'uuuudddddddd', c: 'uuuuuuuddddd', d: 'uuuuuuuuuudd' },
      {},
      [
        '2 open a=major_outage',
        '5 open b=major_outage',
        '8 investigating c=major_outage',
        '11 investigating d=major_outage',
      ],
      'also where each begins confirmAfter runs after the run that confirmed the one before',
    ],
    [
      { a: 'uddd', b: 'uddd', c: 'uddd', d: 'uu?d' },
      { confirmAfter: 1 },
      ['1 open a=major_outage b=major_outage c=major_outage', '3 open d=major_outage'],
      'which is the run after it where one failure is enough',
    ],
    [
      { a: 'udddddddddddd', b: 'uuuuuddddddd', c: 'uuuuuuuuuddd' },
      {},
      ['2 open a=major_outage', '6 open b=major_outage', '10 open c=major_outage'],
      'with more runs between them they are one each',
    ],
    [
      { a: 'uddd', b: 'uddd', c: 'uuuu', d: 'uuuu' },
      { correlateAt: '50%' },
      ['2 open a=major_outage b=major_outage'],
      'a share is of all components',
    ],
    [
      { a: 'udduuuu', b: 'uddduuuu', c: 'udduuuuu' },
      {},
      [
        '2 open a=major_outage b=major_outage c=major_outage',
        '4 investigating a=operational c=operational',
        '5 monitoring b=operational',
        '7 resolved',
      ],
      'it ends when the last has recovered',
    ],
  ])('%j %j: %s', (rows, triage, expected) => {
    expect(walk(rows, triage)).toEqual(expected);
  });

  test('names the first and counts the others, with the worst impact', () => {
    const rows = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [id, id === 'c' ? 'ugg' : 'udd']));
    const [known] = walkTriage({ config: page(Object.keys(rows)), rows }).known;
    expect(known?.incident).toMatchObject({
      id: '2026-11-20-a-and-4-more',
      title: 'A and 4 other components are failing',
      impact: 'critical',
    });
    expect(known?.incident.frontMatter.evidence?.at(-1)).toEqual({
      kind: 'correlation',
      at: '2026-11-20T10:05:00Z',
      text: '5 of 5 components began to fail together',
    });
    expect(known?.incident.updates[0]?.text).toContain(
      'Checks of 5 components have failed since 10:05 UTC: A, B, C, D and E. We are looking into it.',
    );
  });

  test('51 checks that fail at once are one incident', () => {
    const rows = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`s${index}`, 'udd']));
    const opened = walkTriage({ config: page(Object.keys(rows)), rows }).known;
    expect(opened).toHaveLength(1);
    expect(opened[0]?.incident.components).toHaveLength(51);
    expect(opened[0]?.incident.title).toBe('S0 and 50 other components are down');
  });

  test.each<[string, (site: number) => string, number]>([
    ['each a run later', (site) => 'u'.repeat(site + 1) + 'd'.repeat(20), 1],
    ['each 15 minutes later', (site) => 'u'.repeat(3 * site + 1) + 'd'.repeat(40), 2],
    ['each for two runs, a run later', (site) => `${'u'.repeat(site + 1)}dd${'u'.repeat(20)}`, 1],
    ['two halves an hour apart', (site) => (site % 2 === 0 ? 'udddd' : 'uuuuuuuuuuuuudddd'), 2],
  ])('12 sites that fail %s are as many incidents as they have causes that one could tell', (_, row, expected) => {
    const rows = Object.fromEntries(Array.from({ length: 12 }, (__, site) => [`s${site}`, row(site)]));
    expect(walkTriage({ config: page(Object.keys(rows)), rows }).known).toHaveLength(expected);
  });

  test('says in the title what has joined, and in the impact how bad that is', () => {
    const told = (rows: Record<string, string>): unknown =>
      walkTriage({ config: page(Object.keys(rows)), rows }).known.map(({ incident: { title, impact } }) => [
        title,
        impact,
      ]);
    expect(told({ a: 'uggg', b: 'uugg', c: 'uugg' })).toEqual([['A, B and C are slow', 'minor']]);
    expect(told({ a: 'uggg', b: 'uudd', c: 'uudd' })).toEqual([['A, B and C are failing', 'critical']]);
    expect(told({ a: 'uddd', b: 'uugg', c: 'uugg', d: 'uudd' })).toEqual([
      ['A and 3 other components are failing', 'critical'],
    ]);
  });

  test('keeps the other components in the title when one of them gets worse', () => {
    const rows = { a: 'ugggggg', b: 'ugggddd', c: 'ugggggg' };
    const [known] = walkTriage({ config: page(Object.keys(rows)), rows }).known;
    expect(known?.incident).toMatchObject({ title: 'A, B and C are failing', impact: 'critical' });
  });

  test('has room in the title however long the names are', () => {
    const title = (names: readonly string[]): string | undefined => {
      const components = names.map((name, index) => ({
        id: `c${index}`,
        name,
        checks: [{ id: `c${index}`, type: 'http', url: 'https://example.org/' }],
      }));
      const rows = Object.fromEntries(names.map((_, index) => [`c${index}`, 'udd']));
      return walkTriage({ config: makeConfig({ components, triage: { correlateAt: 2 } }), rows }).known[0]?.incident
        .title;
    };
    const [long, longer] = ['a'.repeat(100), 'b'.repeat(100)];
    expect(title([long, longer])).toBe(`${long} and 1 other component are down`);
    expect(title([long, longer, 'c'])).toBe(`${long} and 2 other components are down`);
  });

  test('what joins a file of a person opens one incident, as the whole is one burst', () => {
    const { steps } = walkTriage({
      config: page(['a', 'b', 'c', 'd', 'e']),
      rows: { a: 'uddd', b: 'uddd', c: 'uddd', d: 'uudd', e: 'uudd' },
      edit: (known, run) => {
        if (run === 3) known.splice(0, 1, ...known.map((one) => ({ ...one, writer: 'person' as const })));
      },
    });
    expect(steps.map(tell).at(-1)).toBe('3 open d=major_outage e=major_outage');
  });

  test('what joins a file of a person opens an incident of its own', () => {
    const { steps } = walkTriage({
      config: page(['a', 'b', 'c', 'd']),
      rows: { a: 'uddd', b: 'uddd', c: 'uddd', d: 'uudd' },
      edit: (known, run) => {
        if (run === 3) known.splice(0, 1, ...known.map((one) => ({ ...one, writer: 'person' as const })));
      },
    });
    expect(steps.map(tell)).toEqual(['2 open a=major_outage b=major_outage c=major_outage', '3 open d=major_outage']);
  });

  test('does not depend on the order of the components', () => {
    const letters = fc.stringMatching(/^[udg]{1,12}$/);
    fc.assert(
      fc.property(fc.record({ a: letters, b: letters, c: letters, d: letters }), (rows) => {
        const turned = { d: rows.d, b: rows.b, a: rows.a, c: rows.c };
        expect(walk(turned)).toEqual(walk(rows));
      }),
    );
  });
});

describe('correlationThreshold()', () => {
  /** Components a, b, c …; a capital is one that is retired. */
  const judged = (letters: string) =>
    makeConfig({
      components: [...letters].map((letter) => ({
        id: letter.toLowerCase(),
        name: letter,
        ...(letter < 'a' && { retired: '2020-01-01' }),
      })),
    }).components.map((component) => ({ component }));

  test.each<[number | string, string, number]>([
    [3, 'a', 3],
    ['10%', 'abcdefghijklmnopqrstu', 3],
    ['30%', 'abcdefgh', 3],
    ['50%', 'abcdefG', 3],
    ['10%', 'abc', 2],
  ])('of %s and the components %s is %d', (correlateAt, letters, expected) => {
    expect(correlationThreshold(correlateAt, judged(letters), Date.UTC(2026, 10, 20))).toBe(expected);
  });
});
