import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { currentStatuses, deriveIncident, deriveStatusIntervals } from '../../src/domain/incident.ts';
import type { Update } from '../../src/domain/update.ts';
import { COMPONENT_STATUSES, type ComponentStatus } from '../../src/schema/component.ts';
import type { IncidentFrontMatter } from '../../src/schema/incident.ts';
import { INCIDENT_PHASES, type IncidentPhase } from '../../src/schema/phase.ts';
import { formatInstant, type Instant } from '../../src/schema/timestamp.ts';
import { at, makeIncident, makeUpdate } from '../support/builders.ts';

type Line = [time: string, phase: IncidentPhase, components?: Record<string, ComponentStatus>];

const instant = (time: string): Instant => at(`2026-11-20T${time}:00Z`);
const updates = (lines: readonly Line[]): Update[] =>
  lines.map(([time, phase, components = {}]) => makeUpdate(`2026-11-20T${time}:00Z`, { phase, components }));
const incident = (lines: readonly Line[], frontMatter: Partial<IncidentFrontMatter> = {}) =>
  makeIncident({ ...frontMatter, updates: updates(lines) });

describe('deriveIncident()', () => {
  test.each<[Line[], IncidentPhase, string | undefined, string]>([
    [[['10:05', 'investigating']], 'investigating', undefined, 'one update'],
    [
      [
        ['10:05', 'investigating'],
        ['10:41', 'monitoring'],
      ],
      'monitoring',
      undefined,
      'the latest update wins',
    ],
    [
      [
        ['10:41', 'monitoring'],
        ['10:05', 'investigating'],
      ],
      'monitoring',
      undefined,
      'whatever its place',
    ],
    [
      [
        ['10:05', 'investigating'],
        ['11:00', 'resolved'],
      ],
      'resolved',
      '11:00',
      'resolved ends it',
    ],
    [
      [
        ['10:05', 'investigating'],
        ['11:00', 'resolved'],
        ['12:00', 'resolved'],
      ],
      'resolved',
      '11:00',
      'further words do not move the end',
    ],
    [
      [
        ['10:05', 'investigating'],
        ['11:00', 'resolved'],
        ['11:05', 'investigating'],
      ],
      'investigating',
      undefined,
      'a later phase reopens it',
    ],
    [
      [
        ['10:05', 'investigating'],
        ['11:00', 'resolved'],
        ['11:05', 'investigating'],
        ['12:00', 'resolved'],
      ],
      'resolved',
      '12:00',
      'the last resolution is the end',
    ],
    [[['11:00', 'resolved']], 'resolved', '11:00', 'written down afterwards'],
  ])('reads %o as %s, resolved at %s: %s', (lines, phase, resolvedAt) => {
    const found = incident(lines);
    expect(found.phase).toBe(phase);
    expect(found.resolvedAt).toBe(resolvedAt === undefined ? undefined : instant(resolvedAt));
  });

  test.each<[Partial<IncidentFrontMatter>, string, string]>([
    [{}, '10:05', 'the first update'],
    [
      { evidence: [{ kind: 'measurement', at: '2026-11-20T09:58:00Z', text: 'got 503' }] },
      '09:58',
      'an earlier measurement',
    ],
    [
      { evidence: [{ kind: 'deployment', at: '2026-11-20T09:50:00Z', text: 'released' }] },
      '10:05',
      'no other evidence',
    ],
    [
      { evidence: [{ kind: 'measurement', at: '2026-11-20T10:30:00Z', text: 'got 503' }] },
      '10:05',
      'no later measurement',
    ],
    [{ startedAt: '2026-11-20T10:30:00+01:00', startedBecause: 'first entry in the log' }, '09:30', 'the override'],
  ])('with %o starts at %s: %s', (frontMatter, startedAt) => {
    expect(
      incident(
        [
          ['10:05', 'investigating'],
          ['10:20', 'identified'],
        ],
        frontMatter,
      ).startedAt,
    ).toBe(instant(startedAt));
  });

  test('names every component ever named, in the order of their first mention', () => {
    const lines: Line[] = [
      ['10:20', 'identified', { mail: 'partial_outage', api: 'operational' }],
      ['10:05', 'investigating', { web: 'degraded_performance' }],
    ];
    expect(incident(lines).components).toEqual(['api', 'web', 'mail']);
  });

  test.each<[Partial<IncidentFrontMatter>, string]>([
    [{ category: 'upstream', confidence: 'suspected' }, 'suspected'],
    [{ category: 'upstream' }, 'confirmed'],
    [{ category: 'undetermined', confidence: 'suspected' }, 'confirmed'],
  ])('with %o has the confidence %s', (frontMatter, confidence) => {
    expect(incident([['10:05', 'investigating']], frontMatter).confidence).toBe(confidence);
  });

  test('refuses a file without an update', () => {
    const { frontMatter } = makeIncident();
    expect(() => deriveIncident('api', { frontMatter, introduction: '', updates: [] })).toThrow(
      new RangeError('Cannot derive incident "api": it has no update'),
    );
  });
});

/** Each interval as `api partial_outage 10:05-11:00`. */
function drawIntervals(found: ReturnType<typeof incident>, until: string): string[] {
  const time = (at: Instant): string => formatInstant(at).slice(11, 16);
  return deriveStatusIntervals(found, instant(until)).map(
    ({ component, status, start, end }) => `${component} ${status} ${time(start)}-${time(end)}`,
  );
}

describe('deriveStatusIntervals()', () => {
  test.each<[string, Line[], string[], Partial<IncidentFrontMatter>?]>([
    ['while open, up to the given time', [['10:05', 'investigating']], ['api partial_outage 10:05-12:00']],
    [
      'each until its change',
      [
        ['10:05', 'investigating'],
        ['10:20', 'identified', { api: 'major_outage' }],
      ],
      ['api partial_outage 10:05-10:20', 'api major_outage 10:20-12:00'],
    ],
    [
      'going on through updates that do not name it',
      [
        ['10:05', 'investigating'],
        ['10:20', 'identified'],
      ],
      ['api partial_outage 10:05-12:00'],
    ],
    [
      'ending at resolved',
      [
        ['10:05', 'investigating'],
        ['11:00', 'resolved'],
      ],
      ['api partial_outage 10:05-11:00'],
    ],
    [
      'operational while it is monitored',
      [
        ['10:05', 'investigating'],
        ['10:41', 'monitoring', { api: 'operational' }],
        ['11:00', 'resolved'],
      ],
      ['api partial_outage 10:05-10:41', 'api operational 10:41-11:00'],
    ],
    [
      'nothing from a status written at resolved',
      [
        ['10:05', 'investigating'],
        ['11:00', 'resolved', { api: 'degraded_performance' }],
      ],
      ['api partial_outage 10:05-11:00'],
    ],
    [
      'with a gap before a reopening, from which it is operational until said otherwise',
      [
        ['10:05', 'investigating'],
        ['11:00', 'resolved'],
        ['11:10', 'investigating'],
        ['11:20', 'identified', { api: 'major_outage' }],
      ],
      ['api partial_outage 10:05-11:00', 'api operational 11:10-11:20', 'api major_outage 11:20-12:00'],
    ],
    [
      'from the derived start on',
      [['10:05', 'investigating']],
      ['api partial_outage 09:50-12:00'],
      { startedAt: '2026-11-20T09:50:00Z', startedBecause: 'the log' },
    ],
    [
      'not before a start that lies after an update',
      [
        ['10:05', 'investigating', { web: 'major_outage' }],
        ['10:40', 'identified'],
      ],
      ['api partial_outage 10:30-12:00', 'web major_outage 10:30-12:00'],
      { startedAt: '2026-11-20T10:30:00Z', startedBecause: 'the log' },
    ],
    [
      'of one written down afterwards',
      [['11:00', 'resolved']],
      ['api partial_outage 10:00-11:00'],
      { startedAt: '2026-11-20T10:00:00Z', startedBecause: 'the log' },
    ],
    [
      'not beyond the given time',
      [
        ['10:05', 'investigating'],
        ['13:00', 'resolved'],
      ],
      ['api partial_outage 10:05-12:00'],
    ],
    [
      'each component by itself',
      [
        ['10:05', 'investigating'],
        ['10:20', 'identified', { web: 'degraded_performance' }],
      ],
      ['api partial_outage 10:05-12:00', 'web degraded_performance 10:20-12:00'],
    ],
  ])('are %s', (_, ...[lines, expected, frontMatter]) => {
    expect(drawIntervals(incident(lines, frontMatter), '12:00')).toEqual(expected);
  });
});

describe('currentStatuses()', () => {
  test.each<[string, Line[], Record<string, ComponentStatus>]>([
    ['those of the front matter', [['10:05', 'investigating']], { api: 'partial_outage' }],
    [
      'those of later updates',
      [
        ['10:20', 'identified', { api: 'major_outage' }],
        ['10:05', 'investigating', { api: 'operational' }],
      ],
      { api: 'major_outage' },
    ],
    [
      'none once it is resolved',
      [
        ['10:05', 'investigating'],
        ['11:00', 'resolved'],
      ],
      {},
    ],
    [
      'operational after a reopening',
      [
        ['10:05', 'investigating'],
        ['11:00', 'resolved'],
        ['11:10', 'investigating', { web: 'partial_outage' }],
      ],
      { api: 'operational', web: 'partial_outage' },
    ],
  ])('are %s', (_, lines, statuses) => {
    expect(currentStatuses(incident(lines))).toEqual(statuses);
  });
});

const someUpdates = fc
  .uniqueArray(
    fc.record({
      minute: fc.nat(200),
      phase: fc.constantFrom(...INCIDENT_PHASES),
      components: fc.dictionary(fc.constantFrom('api', 'web', 'mail'), fc.constantFrom(...COMPONENT_STATUSES)),
    }),
    { selector: ({ minute }) => minute, minLength: 1, maxLength: 8 },
  )
  .map((drafts) =>
    drafts.map(({ minute, phase, components }): Update => ({
      at: instant('10:00') + minute * 60_000,
      phase,
      components: { ...components },
      text: '',
    })),
  );

describe('an incident', () => {
  test('does not depend on the order of the updates in the file', () => {
    const shuffled = someUpdates.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const [a, b] = [makeIncident({ updates: list }), makeIncident({ updates: other })];
        expect(b).toEqual(a);
        expect(deriveStatusIntervals(b, instant('20:00'))).toEqual(deriveStatusIntervals(a, instant('20:00')));
      }),
    );
  });

  test('gives each component at most one status at a time, the last of them its current one', () => {
    fc.assert(
      fc.property(someUpdates, (list) => {
        const found = makeIncident({ updates: list });
        const until = instant('20:00');
        const intervals = deriveStatusIntervals(found, until);
        for (const component of found.components) {
          const own = intervals.filter((interval) => interval.component === component);
          for (const [index, { start }] of own.slice(1).entries()) expect(own[index]?.end).toBeLessThanOrEqual(start);
        }
        const last = intervals.filter(({ end }) => end === until).map(({ component, status }) => [component, status]);
        expect(Object.fromEntries(last)).toEqual(currentStatuses(found));
      }),
    );
  });
});
