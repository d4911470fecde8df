import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Incident } from '../../src/domain/incident.ts';
import type { Maintenance } from '../../src/domain/maintenance.ts';
import { SERIES_STATES, type SeriesState } from '../../src/domain/series.ts';
import { deriveVerdict, type JudgedComponent, type Verdict, type VerdictLevel } from '../../src/domain/verdict.ts';
import { type Impact, IMPACTS } from '../../src/schema/component.ts';
import { at, makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';

const NOW = at('2026-11-20T12:00:00Z');

/** Components `c1`, `c2` … in these states, failing where that stands behind. */
function components(...states: readonly string[]): JudgedComponent[] {
  return states.map((text, index) => {
    const [word, failing] = text.split(' ');
    const state = SERIES_STATES.find((each) => each === word) ?? 'no_data';
    return { id: `c${index + 1}`, state, failing: failing === 'failing' };
  });
}

function incident(impact: Impact, isResolved = false): Incident {
  const resolved = isResolved ? [makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' })] : [];
  return makeIncident({
    id: impact,
    impact,
    updates: [makeUpdate('2026-11-20T10:00:00Z'), ...resolved],
  });
}

const RUNNING = makeMaintenance(NOW, {
  id: 'running',
  scheduled: { from: '2026-11-20T11:00:00Z', until: '2026-11-20T13:00:00Z' },
});
const PLANNED = makeMaintenance(NOW, { id: 'planned' });

function judge(judged: JudgedComponent[], incidents: Incident[] = [], maintenances: Maintenance[] = []): Verdict {
  return deriveVerdict({ components: judged, incidents, maintenances });
}

const OK = 'operational';

describe('deriveVerdict()', () => {
  test.each<[VerdictLevel, string, string[], Incident[]?, Maintenance[]?]>([
    ['major_outage', 'a component with a major outage', [OK, 'major_outage', 'partial_outage']],
    ['major_outage', 'an open incident of impact critical', [OK], [incident('critical'), incident('minor')]],
    ['partial_outage', 'a component with a partial outage', ['partial_outage', 'degraded_performance']],
    ['partial_outage', 'an open incident of impact major', ['degraded_performance'], [incident('major')]],
    ['degraded_performance', 'a degraded component', ['degraded_performance', 'under_maintenance', 'no_data']],
    ['degraded_performance', 'an open incident of impact minor', ['no_data'], [incident('minor')], [RUNNING]],
    ['degraded_performance', 'a confirmed failure without an incident', ['operational failing']],
    ['under_maintenance', 'a maintenance at work', [OK, 'no_data'], [], [RUNNING]],
    ['under_maintenance', 'a component under maintenance', ['under_maintenance', OK]],
    ['no_data', 'no data anywhere', ['no_data', 'no_data']],
    ['no_data', 'a page without components', []],
    ['some_no_data', 'no data for some', [OK, 'no_data']],
    ['operational', 'all operational', [OK, OK]],
    ['operational', 'an open incident of impact none', [OK], [incident('none')]],
    ['operational', 'a resolved incident', [OK], [incident('critical', true)]],
    ['operational', 'a maintenance that is only planned', [OK], [], [PLANNED]],
  ])('is %s with %s', (level, _, ...[states, incidents, maintenances]) => {
    expect(judge(components(...states), incidents, maintenances).level).toBe(level);
  });

  test.each<[VerdictLevel, string[], string[]]>([
    ['major_outage', ['degraded_performance', 'major_outage', 'no_data', OK], ['c1', 'c2']],
    ['degraded_performance', [OK, 'operational failing', 'under_maintenance'], ['c2']],
    ['under_maintenance', ['under_maintenance', 'no_data', OK], ['c1']],
    ['no_data', ['no_data', 'no_data'], ['c1', 'c2']],
    ['some_no_data', [OK, 'no_data'], ['c2']],
    ['operational', [OK, OK], []],
  ])('of %s for %o speaks of %o', (level, states, ids) => {
    expect(judge(components(...states))).toMatchObject({ level, components: ids });
  });

  test('lists what is open and failing, and nothing else', () => {
    const judged = components('major_outage failing', 'major_outage', OK);
    const incidents = [incident('minor', true), incident('none'), incident('major')];
    expect(judge(judged, incidents, [PLANNED, RUNNING])).toMatchObject({
      failing: ['c1'],
      incidents: ['none', 'major'],
    });
  });

  test('takes the ids of failing checks, too', () => {
    const judged = [{ id: 'c1', state: 'operational' as const, failing: ['api-health'] }];
    expect(judge(judged)).toMatchObject({ level: 'degraded_performance', failing: ['c1'] });
  });
});

describe('deriveVerdict() on the next update', () => {
  const next = (time: string, promised?: string) =>
    makeUpdate(time, { nextUpdateBy: promised === undefined ? undefined : at(promised) });
  const open = (...updates: ReturnType<typeof next>[]): Incident => makeIncident({ updates });

  test.each<[string, Incident[], string | undefined]>([
    [
      'what the latest update promises',
      [
        open(
          next('2026-11-20T10:00:00Z', '2026-11-20T10:30:00Z'),
          next('2026-11-20T10:20:00Z', '2026-11-20T11:00:00Z'),
        ),
      ],
      '2026-11-20T11:00:00Z',
    ],
    [
      'nothing once an update has kept the promise',
      [open(next('2026-11-20T10:00:00Z', '2026-11-20T10:30:00Z'), next('2026-11-20T10:20:00Z'))],
      undefined,
    ],
    [
      'the earliest of several',
      [
        open(next('2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z')),
        open(next('2026-11-20T10:00:00Z', '2026-11-20T11:30:00Z')),
      ],
      '2026-11-20T11:30:00Z',
    ],
    ['nothing without an open incident', [], undefined],
  ])('gives %s', (_, incidents, promised) => {
    expect(judge(components(OK), incidents).nextUpdateBy).toBe(promised === undefined ? undefined : at(promised));
  });
});

const ORDER: VerdictLevel[] = [
  'operational',
  'some_no_data',
  'no_data',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
];
const rank = ({ level }: Verdict): number => ORDER.indexOf(level);
const someComponents = fc.array(
  fc.record({ id: fc.constantFrom('api', 'web'), state: fc.constantFrom(...SERIES_STATES), failing: fc.boolean() }),
  { maxLength: 5 },
);
const someIncidents = fc.array(
  fc.constantFrom(...IMPACTS).map((impact) => incident(impact)),
  { maxLength: 4 },
);

describe('a verdict', () => {
  test('is never better than its worst open incident, nor than its worst component', () => {
    const floors: Record<Impact, VerdictLevel> = {
      none: 'operational',
      minor: 'degraded_performance',
      major: 'partial_outage',
      critical: 'major_outage',
    };
    const isOutage = (state: SeriesState): boolean => state.endsWith('outage') || state.startsWith('degraded');
    fc.assert(
      fc.property(someComponents, someIncidents, (judged, incidents) => {
        const found = rank(judge(judged, incidents));
        for (const { impact } of incidents) expect(found).toBeGreaterThanOrEqual(ORDER.indexOf(floors[impact]));
        for (const { state } of judged.filter(({ state }) => isOutage(state))) {
          expect(found).toBeGreaterThanOrEqual(ORDER.findIndex((level) => level === state));
        }
      }),
    );
  });

  test('does not get better by a further incident or a maintenance', () => {
    fc.assert(
      fc.property(someComponents, someIncidents, fc.constantFrom(...IMPACTS), (judged, incidents, impact) => {
        const before = rank(judge(judged, incidents));
        expect(rank(judge(judged, [...incidents, incident(impact)]))).toBeGreaterThanOrEqual(before);
        expect(rank(judge(judged, incidents, [RUNNING]))).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('is operational only where every component is', () => {
    fc.assert(
      fc.property(someComponents, someIncidents, (judged, incidents) => {
        const isOperational = judge(judged, incidents).level === 'operational';
        if (isOperational) expect(judged.every(({ state, failing }) => state === 'operational' && !failing)).toBe(true);
      }),
    );
  });
});
