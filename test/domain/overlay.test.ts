import { describe, expect, test } from 'vitest';

import { type Claim, findHolding, layClaims } from '../../src/domain/overlay.ts';

type Row = [source: Claim['source'], state: Claim['state'], start: number, end: number];

const claims = (rows: readonly Row[]): Claim[] =>
  rows.map(([source, state, start, end]) => ({ source, state, start, end }));

describe('layClaims()', () => {
  test.each<[string, Row[], Row[]]>([
    ['nothing of none', [], []],
    [
      'the worse of two',
      [
        ['incident', 'degraded_performance', 0, 9],
        ['incident', 'major_outage', 3, 5],
      ],
      [
        ['incident', 'degraded_performance', 0, 3],
        ['incident', 'major_outage', 3, 5],
        ['incident', 'degraded_performance', 5, 9],
      ],
    ],
    [
      'of one status the incident',
      [
        ['maintenance', 'under_maintenance', 0, 9],
        ['incident', 'under_maintenance', 3, 5],
      ],
      [
        ['maintenance', 'under_maintenance', 0, 3],
        ['incident', 'under_maintenance', 3, 5],
        ['maintenance', 'under_maintenance', 5, 9],
      ],
    ],
    [
      'one stretch of two that say the same',
      [
        ['incident', 'partial_outage', 0, 5],
        ['incident', 'partial_outage', 3, 9],
      ],
      [['incident', 'partial_outage', 0, 9]],
    ],
    [
      'a gap between two that are apart',
      [
        ['incident', 'partial_outage', 5, 9],
        ['incident', 'partial_outage', 0, 3],
      ],
      [
        ['incident', 'partial_outage', 0, 3],
        ['incident', 'partial_outage', 5, 9],
      ],
    ],
  ])('gives %s', (_, given, expected) => {
    const laid = layClaims(claims(given)).map(({ source, state, start, end }): Row => [source, state, start, end]);
    expect(laid).toEqual(expected);
  });
});

describe('findHolding()', () => {
  test.each<[Row[], string | undefined]>([
    [[], undefined],
    [[['incident', 'operational', 0, 1]], 'incident operational'],
    [
      [
        ['incident', 'operational', 0, 1],
        ['maintenance', 'under_maintenance', 0, 1],
      ],
      'maintenance under_maintenance',
    ],
    [
      [
        ['maintenance', 'under_maintenance', 0, 1],
        ['incident', 'degraded_performance', 0, 1],
      ],
      'incident degraded_performance',
    ],
    [
      [
        ['maintenance', 'under_maintenance', 0, 1],
        ['incident', 'under_maintenance', 0, 1],
      ],
      'incident under_maintenance',
    ],
  ])('of %o finds %s', (rows, expected) => {
    const holding = findHolding(claims(rows));
    expect(holding && `${holding.source} ${holding.state}`).toBe(expected);
  });
});
