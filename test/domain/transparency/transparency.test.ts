import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { IncidentKnowledge } from '../../../src/domain/derived-facts.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { transparencyOf } from '../../../src/domain/transparency/transparency.ts';
import { at, makeIncident, makeUpdate } from '../../support/builders.ts';
import { liveAt, makeInput } from '../../support/transparency.ts';

const NOW = at('2026-11-22T10:45:00Z');
const MINUTE = 60_000;

/** An incident of a day that a person has opened, with the start written down, and that was over an hour later. */
function incidentOf(id: string, day: string, overrides: Parameters<typeof makeIncident>[0] = {}): Incident {
  return makeIncident({
    id,
    startedAt: `${day}T10:00:00Z`,
    startedBecause: 'the access log',
    updates: [makeUpdate(`${day}T10:05:00Z`), makeUpdate(`${day}T11:00:00Z`, { phase: 'resolved' })],
    ...overrides,
  });
}

interface Odd {
  of?: Parameters<typeof makeIncident>[0];
  known?: IncidentKnowledge;
}

const ids = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);

describe('transparencyOf()', () => {
  it('says of a page without a history that there is nothing, and no figure that would need something', () => {
    expect(transparencyOf(makeInput(), NOW)).toMatchObject({
      from: '2025-11-22T00:00:00Z',
      until: '2026-11-22T10:45:00Z',
      incidents: 0,
      timeToTell: { distribution: null, told: [], untold: [] },
      edits: { publishedUpdates: 0, count: 0, textsAfter: null, newest: [], takenBack: [], withdrawn: [] },
      promises: { made: 0, kept: 0, late: 0, missed: 0, waiting: 0, broken: [] },
      postmortems: { done: [], due: [], overdue: [], waived: [] },
      actions: { open: [], ageNotKnown: 0, done: [], declined: [] },
      checks: { outcomes: { monitor: 0, test: 0, process: 0, accepted: 0 }, checks: [] },
      monitoring: null,
    });
  });

  it.each([
    ['2025-11-21T23:59:59Z', 0],
    ['2025-11-22T00:00:00Z', 1],
    ['2026-11-22T10:45:00Z', 1],
    ['2026-11-22T10:45:01Z', 0],
  ])('counts the incidents of twelve months: one that began at %s makes %i', (startedAt, count) => {
    const incident = makeIncident({ startedAt, startedBecause: 'the access log' });
    expect(transparencyOf(makeInput({ incidents: [incident] }), NOW).incidents).toBe(count);
  });

  it('has no day twice and misses none where a leap day ends the year', () => {
    expect(transparencyOf(makeInput(), at('2028-02-29T12:00:00Z')).from).toBe('2027-03-01T00:00:00Z');
  });

  it('counts categories, suspected ones apart', () => {
    const incidents = [
      incidentOf('a', '2026-11-01'),
      incidentOf('b', '2026-11-02', { category: 'upstream', confidence: 'suspected' }),
      incidentOf('c', '2026-11-03', { category: 'upstream' }),
      incidentOf('d', '2026-11-04', { category: 'undetermined', confidence: 'suspected' }),
    ];
    expect(transparencyOf(makeInput({ incidents }), NOW).categories).toEqual([
      { category: 'undetermined', confirmed: 1, suspected: 0 },
      { category: 'upstream', confirmed: 1, suspected: 1 },
      { category: 'customer', confirmed: 0, suspected: 0 },
      { category: 'internal', confirmed: 1, suspected: 0 },
    ]);
  });

  describe('time to tell', () => {
    it('ranks the incidents that people were told of, each with where it comes from and how exact it is', () => {
      const measured = makeIncident({
        id: 'measured',
        updates: [makeUpdate('2026-11-20T10:05:00Z')],
        evidence: [{ kind: 'measurement', at: '2026-11-20T10:01:00Z', text: 'got 503' }],
      });
      const detections = [
        {
          check: 'api',
          failedAt: at('2026-11-20T10:01:00Z'),
          passedAt: at('2026-11-20T09:56:00Z'),
          recoveredAt: undefined,
        },
      ];
      const incidents = [incidentOf('slow', '2026-11-01'), measured];
      const known = new Map([
        [
          'slow',
          {
            ...liveAt('2026-11-01T10:50:00Z'),
            publication: { kind: 'committed' as const, at: at('2026-11-01T10:50:00Z') },
          },
        ],
        ['measured', { ...liveAt('2026-11-20T10:08:00Z'), detections }],
      ]);
      expect(transparencyOf(makeInput({ incidents, known }), NOW).timeToTell).toEqual({
        distribution: {
          count: 2,
          shortestMs: 7 * MINUTE,
          medianMs: 7 * MINUTE,
          p90Ms: 50 * MINUTE,
          longestMs: 50 * MINUTE,
        },
        told: [
          {
            id: 'measured',
            title: 'Elevated errors on the public API',
            url: 'https://status.example.org/incidents/measured/',
            startedAt: '2026-11-20T10:01:00Z',
            startedBy: 'measurement',
            toldAt: '2026-11-20T10:08:00Z',
            toldBy: 'deploy',
            timeToTellMs: 7 * MINUTE,
            longerByAtMostMs: 5 * MINUTE,
          },
          expect.objectContaining({ id: 'slow', startedBy: 'typed', toldBy: 'commit', longerByAtMostMs: null }),
        ],
        untold: [],
      });
    });

    const NOT_COMMITTED = { publication: { kind: 'unknown', because: 'not_committed' }, detections: [] } as const;
    it.each<[string, Odd, { because: string; toldAt: string | null }]>([
      [
        'was imported',
        { of: { importedFrom: 'https://old.example.org/1' }, known: liveAt('2026-11-01T10:06:00Z') },
        { because: 'imported', toldAt: null },
      ],
      [
        'was written down afterwards',
        { of: { backfilled: true }, known: liveAt('2026-11-01T10:06:00Z') },
        { because: 'backfilled', toldAt: null },
      ],
      [
        'came to main a week after its end',
        { known: liveAt('2026-11-09T10:06:00Z') },
        { because: 'late', toldAt: null },
      ],
      ['is not committed', { known: NOT_COMMITTED }, { because: 'not_committed', toldAt: null }],
      ['is in no history that is there', {}, { because: 'no_history', toldAt: null }],
      [
        'was told of only once it was over',
        { known: liveAt('2026-11-01T12:00:00Z') },
        { because: 'never', toldAt: '2026-11-01T12:00:00Z' },
      ],
      [
        'has a start that only the first update tells',
        { of: { startedAt: undefined }, known: liveAt('2026-11-01T10:06:00Z') },
        { because: 'start_not_known', toldAt: '2026-11-01T10:06:00Z' },
      ],
      [
        'was told of before its start',
        { of: { startedAt: '2026-11-01T10:30:00Z' }, known: liveAt('2026-11-01T10:06:00Z') },
        { because: 'told_before_start', toldAt: '2026-11-01T10:06:00Z' },
      ],
    ])('keeps out of every rank an incident that %s', (_, odd, expected) => {
      const incidents = [incidentOf('odd', '2026-11-01', odd.of), incidentOf('told', '2026-11-02')];
      const known = new Map([['told', liveAt('2026-11-02T10:07:00Z')]]);
      if (odd.known !== undefined) known.set('odd', odd.known);
      const { distribution, told, untold } = transparencyOf(makeInput({ incidents, known }), NOW).timeToTell;
      expect([distribution?.count, ids(told)]).toEqual([1, ['told']]);
      expect(untold).toMatchObject([{ id: 'odd', ...expected }]);
    });
  });

  it('says the same whatever the order of what it is given', () => {
    const incidents = ['05', '03', '09', '07'].map((day) => incidentOf(`on-${day}`, `2026-11-${day}`));
    const known = new Map(
      incidents.map(({ id, startedAt }) => [id, liveAt(new Date(startedAt + 6 * MINUTE).toISOString())]),
    );
    const expected = JSON.stringify(transparencyOf(makeInput({ incidents, known }), NOW));
    fc.assert(
      fc.property(fc.shuffledSubarray(incidents, { minLength: 4 }), (shuffled) => {
        expect(JSON.stringify(transparencyOf(makeInput({ incidents: shuffled, known }), NOW))).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('is data that JSON holds', () => {
    const incidents = [incidentOf('a', '2026-11-01')];
    const figures = transparencyOf(makeInput({ incidents }), NOW);
    expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
  });
});
