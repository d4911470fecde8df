import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { deriveFacts, type IncidentKnowledge, NO_KNOWLEDGE } from '../../src/domain/derived-facts.ts';
import type { KnownTime } from '../../src/domain/derived-time.ts';
import type { FirstPublication } from '../../src/domain/publication.ts';
import { at, makeIncident, makeUpdate } from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');
const MINUTE = 60_000;

function time(clock: string): number {
  return at(`2026-11-20T${clock}:00Z`);
}

const UPDATES = [
  makeUpdate('2026-11-20T10:05:00Z', { nextUpdateBy: time('10:30') }),
  makeUpdate('2026-11-20T10:20:00Z', { phase: 'identified', components: { api: 'major_outage' } }),
  makeUpdate('2026-11-20T10:41:00Z', { phase: 'monitoring', components: { api: 'operational' } }),
  makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }),
];
const DETECTED = {
  check: 'api-health',
  failedAt: time('10:01'),
  passedAt: time('09:56'),
  recoveredAt: time('10:40'),
};
const LIVE: FirstPublication = { kind: 'live', at: time('10:08'), committedAt: time('10:06') };
const KNOWN: IncidentKnowledge = { publication: LIVE, detections: [DETECTED] };
const EVIDENCE = [{ kind: 'measurement' as const, at: '2026-11-20T10:01:00Z', text: 'got 503' }];

function facts(overrides: Parameters<typeof makeIncident>[0] = {}, knowledge: IncidentKnowledge = KNOWN, now = NOW) {
  return deriveFacts(makeIncident({ updates: UPDATES, evidence: EVIDENCE, ...overrides }), knowledge, now);
}

function known(clock: string, source: KnownTime['source'], more: Partial<KnownTime> = {}): KnownTime {
  return { kind: 'known', at: time(clock), source, ...more };
}

describe('deriveFacts()', () => {
  it('tells of an incident what happened when, from what, and how exactly', () => {
    const within = { withinMs: 5 * MINUTE };
    expect(facts({ outreach: [{ at: '2026-11-20T10:30:00Z', channel: 'phone', count: 3 }] })).toEqual({
      started: known('10:01', 'measurement', within),
      detected: known('10:01', 'measurement', within),
      told: known('10:08', 'deploy'),
      customersTold: known('10:30', 'outreach'),
      mitigated: known('10:41', 'update'),
      resolved: known('11:00', 'update'),
      toDetect: { ms: 0, ...within },
      toTell: { ms: 7 * MINUTE, ...within },
      toMitigate: { ms: 40 * MINUTE, ...within },
      toResolve: { ms: 59 * MINUTE, ...within },
      longestSilence: { start: time('10:20'), end: time('10:41') },
      promises: { all: 1, late: 0, missed: 0 },
      affected: [{ component: 'api', ms: 40 * MINUTE, worst: 'major_outage' }],
    });
  });

  it('goes by what triage noted where the measurements are lost', () => {
    const { started, detected, toDetect } = facts({}, { ...KNOWN, detections: [] });
    expect([started, detected, toDetect]).toEqual([known('10:01', 'evidence'), known('10:01', 'evidence'), { ms: 0 }]);
  });

  it('measures from a start that a person has written down', () => {
    const typed = { startedAt: '2026-11-20T09:50:00Z', startedBecause: 'the access log' };
    expect(facts(typed)).toMatchObject({
      started: known('09:50', 'typed'),
      detected: known('10:01', 'measurement', { withinMs: 5 * MINUTE }),
      toDetect: { ms: 11 * MINUTE },
      toTell: { ms: 18 * MINUTE },
    });
  });

  it('measures nothing from a start that is known only from what was first written', () => {
    const found = facts({ evidence: [] }, { ...KNOWN, detections: [] });
    expect(found.started).toEqual(known('10:05', 'update', { isLatest: true }));
    expect(found.detected).toEqual({ kind: 'unknown', because: 'no_check' });
    expect([found.toDetect, found.toTell, found.toMitigate, found.toResolve]).toEqual(Array(4).fill(undefined));
  });

  it.each<[string, FirstPublication, Parameters<typeof makeIncident>[0], object]>([
    ['by its commit where no deploy tells', { kind: 'committed', at: time('10:06') }, {}, known('10:06', 'commit')],
    [
      'never, where the first word came after the end',
      { kind: 'live', at: time('11:03'), committedAt: time('10:59') },
      {},
      { kind: 'never', after: known('11:03', 'deploy') },
    ],
    [
      'never, also on the seventh day',
      { kind: 'committed', at: time('11:00') + 7 * 86_400_000 },
      {},
      { kind: 'never' },
    ],
    [
      'not known of what came more than seven days after the end',
      { kind: 'committed', at: time('11:00') + 7 * 86_400_000 + 1 },
      {},
      { kind: 'unknown', because: 'late' },
    ],
    [
      'not known where the commit is older than the first word',
      { kind: 'committed', at: time('09:54') },
      {},
      { kind: 'unknown', because: 'contradictory' },
    ],
    ['as it is where clocks differ a little', { kind: 'committed', at: time('10:04') }, {}, known('10:04', 'commit')],
    ['not known of what was brought over', LIVE, { importedFrom: 'cState' }, { kind: 'unknown', because: 'imported' }],
    ['not known of what was backfilled', LIVE, { backfilled: true }, { kind: 'unknown', because: 'backfilled' }],
    [
      'not known without the history',
      { kind: 'unknown', because: 'no_history' },
      {},
      { kind: 'unknown', because: 'no_history' },
    ],
  ])('says when people were told: %s', (...[, publication, overrides, told]) => {
    const found = facts(overrides, { ...KNOWN, publication });
    expect(found.told).toMatchObject(told);
    expect(found.toTell === undefined).toBe(found.told.kind !== 'known');
  });

  it.each([{ importedFrom: 'cState' }, { backfilled: true }])(
    'says nothing of silence and promises of %o',
    (origin) => {
      expect(facts(origin)).toMatchObject({ longestSilence: undefined, promises: undefined });
    },
  );

  it('counts of an open incident up to now', () => {
    const found = facts({ updates: UPDATES.slice(0, 2) }, KNOWN, time('11:20'));
    expect(found).toMatchObject({
      resolved: undefined,
      toResolve: undefined,
      mitigated: undefined,
      longestSilence: { start: time('10:20'), end: time('11:20') },
      affected: [{ component: 'api', ms: 79 * MINUTE }],
    });
  });

  it('takes the mitigation that held after a relapse', () => {
    const relapse = [
      ...UPDATES.slice(0, 3),
      makeUpdate('2026-11-20T10:50:00Z', { phase: 'identified' }),
      makeUpdate('2026-11-20T11:10:00Z', { phase: 'monitoring' }),
      makeUpdate('2026-11-20T11:30:00Z', { phase: 'monitoring' }),
    ];
    expect(facts({ updates: relapse }).mitigated).toEqual(known('11:10', 'update'));
  });

  it('knows nothing but the file where nothing else is known', () => {
    expect(facts({}, NO_KNOWLEDGE)).toMatchObject({ told: { kind: 'unknown' }, started: { source: 'evidence' } });
  });

  const minute = fc.integer({ min: 0, max: 500 });

  it('says of an incident that is over the same on every day, and no time is less than nothing', () => {
    fc.assert(
      fc.property(fc.tuple(minute, minute, minute, minute), ([first, second, told, days]) => {
        const updates = [
          makeUpdate('2026-11-20T10:05:00Z'),
          { ...makeUpdate('2026-11-20T10:05:00Z'), at: time('10:05') + first * MINUTE },
          {
            ...makeUpdate('2026-11-20T10:05:00Z'),
            at: time('10:05') + (first + second) * MINUTE,
            phase: 'resolved' as const,
          },
        ];
        const publication = { kind: 'committed' as const, at: time('10:00') + told * MINUTE };
        const incident = makeIncident({ updates, evidence: EVIDENCE });
        const end = incident.resolvedAt ?? NaN;
        const found = deriveFacts(incident, { publication, detections: [] }, end);
        expect(deriveFacts(incident, { publication, detections: [] }, end + days * 86_400_000)).toEqual(found);
        for (const span of [found.toDetect, found.toTell, found.toMitigate, found.toResolve]) {
          expect(span?.ms ?? 0).toBeGreaterThanOrEqual(0);
        }
        for (const { ms } of found.affected) expect(ms).toBeLessThanOrEqual(end - incident.startedAt);
        const { start, end: until } = found.longestSilence ?? { start: NaN, end: NaN };
        expect(until - start).toBeLessThanOrEqual((first + second) * MINUTE);
      }),
      { numRuns: 50 },
    );
  });
});
