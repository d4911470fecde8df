import { describe, expect, test } from 'vitest';

import { asOf, differInSubstance, limitReport, type ProviderReport } from '../../src/domain/provider-report.ts';
import { at } from '../support/builders.ts';
import { FETCHED_AT, makeProviderIncident, makeReport } from '../support/providers.ts';

const UNKNOWN: ProviderReport = {
  kind: 'unknown',
  provider: 'acme',
  fetchedAt: FETCHED_AT,
  why: 'no answer within 10 s',
};

describe('asOf()', () => {
  test('counts for an hour', () => {
    const report = makeReport([]);
    expect(asOf(report, FETCHED_AT + 3_600_000)).toBe(report);
    expect(asOf(report, FETCHED_AT + 3_600_001)).toMatchObject({
      kind: 'unknown',
      provider: 'acme',
      fetchedAt: FETCHED_AT,
    });
    expect(asOf(UNKNOWN, FETCHED_AT + 3_600_001)).toBe(UNKNOWN);
  });
});

describe('limitReport()', () => {
  test.each<[string, Parameters<typeof makeProviderIncident>[0], boolean]>([
    ['open, however old', { updatedAt: at('2026-03-01T00:00:00Z') }, true],
    [
      'over and changed lately',
      { state: 'resolved', endedAt: at('2026-03-01T00:00:00Z'), updatedAt: at('2026-11-18T12:00:00Z') },
      true,
    ],
    [
      'over for days',
      { state: 'resolved', endedAt: at('2026-11-17T00:00:00Z'), updatedAt: at('2026-11-17T12:00:00Z') },
      false,
    ],
  ])('keeps what is %s: %s', (_criterion, overrides, isKept) => {
    expect(limitReport(makeReport([makeProviderIncident(overrides)]), FETCHED_AT)).toMatchObject({
      incidents: isKept ? [{}] : [],
    });
  });

  test('keeps the newest updates, and what is unknown as it is', () => {
    const updates = Array.from({ length: 40 }, (_, index) => ({ at: index, text: `${index}` }));
    const limited = limitReport(makeReport([makeProviderIncident({ updates })]), FETCHED_AT);
    expect(limited.kind === 'read' && limited.incidents[0]?.updates.map((update) => update.at)).toEqual([
      30, 31, 32, 33, 34, 35, 36, 37, 38, 39,
    ]);
    expect(limitReport(UNKNOWN, FETCHED_AT)).toBe(UNKNOWN);
  });
});

describe('differInSubstance()', () => {
  const report = makeReport([makeProviderIncident()]);

  test.each<[string, ProviderReport, boolean]>([
    ['fetched again', { ...report, fetchedAt: FETCHED_AT + 1, hash: 'other', saidAt: 5, notes: ['x'] }, false],
    ['with another update', makeReport([makeProviderIncident({ updates: [{ at: 1, text: 'x' }] })]), true],
    ['with another state', makeReport([makeProviderIncident({ state: 'resolved', endedAt: 1 })]), true],
    ['without its incident', makeReport([]), true],
    ['unknown', UNKNOWN, true],
  ])('of a report %s: %s', (_criterion, other, expected) => {
    expect(differInSubstance(report, other)).toBe(expected);
    expect(differInSubstance(other, report)).toBe(expected);
  });

  test('of what is unknown by the reason', () => {
    expect(differInSubstance(UNKNOWN, { ...UNKNOWN, fetchedAt: 1 })).toBe(false);
    expect(differInSubstance(UNKNOWN, { ...UNKNOWN, why: 'the page answered 500' })).toBe(true);
  });
});
