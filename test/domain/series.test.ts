import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { deriveStatusIntervals, type Incident } from '../../src/domain/incident.ts';
import { deriveMaintenanceIntervals, type Maintenance } from '../../src/domain/maintenance.ts';
import type { Measurement } from '../../src/domain/measurement.ts';
import {
  deriveSeries,
  type Segment,
  SERIES_STATES,
  type SeriesSources,
  type SeriesState,
} from '../../src/domain/series.ts';
import { COMPONENT_STATUSES, type ComponentStatus } from '../../src/schema/component.ts';
import { formatInstant, type Instant } from '../../src/schema/timestamp.ts';
import { drawn, letterTime, measured, MINUTE, T0 } from '../support/measured.ts';
import { makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';

const POLICY = { confirmAfter: 2, holdFor: 30 * MINUTE };

/** What is known of the component `api`, measurements drawn by check. */
interface Scene {
  checks?: Record<string, string>;
  since?: number;
  incidents?: Incident[];
  maintenances?: Maintenance[];
}

function sources(scene: Scene, now: Instant): SeriesSources {
  const checks = Object.entries(scene.checks ?? {});
  return {
    component: { id: 'api', checkIds: checks.map(([id]) => id) },
    since: scene.since === undefined ? undefined : letterTime(scene.since),
    firstMeasuredAt: undefined,
    measurements: new Map(checks.map(([id, letters]) => [id, measured(id, letters)])),
    incidents: scene.incidents ?? [],
    maintenances: scene.maintenances ?? [],
    policy: POLICY,
    now,
  };
}

/** The series of `letters` ten-minute steps from T0, which end now. */
function derive(scene: Scene, letters: number): Segment[] {
  const now = letterTime(letters);
  return deriveSeries({ ...sources(scene, now), window: { start: T0, end: now } });
}

const time = (place: number): string => formatInstant(letterTime(place));

/** An incident open from one letter to another (or still), that gives `api` a status. */
function incident(status: ComponentStatus, from: number, to?: number): Incident {
  const end = to === undefined ? [] : [makeUpdate(time(to), { phase: 'resolved' })];
  return makeIncident({ components: { api: status }, updates: [makeUpdate(time(from)), ...end] });
}

function maintenance(from: number, until: number, components = ['api']): Maintenance {
  return makeMaintenance(T0, { components, scheduled: { from: time(from), until: time(until) } });
}

describe('deriveSeries() of measurements', () => {
  test.each<[string, Record<string, string>, string]>([
    ['up is operational', { a: 'uuuu' }, 'oooo'],
    ['degraded is degraded performance', { a: 'uggu' }, 'oggo'],
    ['the only check down is a major outage', { a: 'uddu' }, 'oMMo'],
    ['some checks down is a partial outage', { a: 'uddu', b: 'uuuu' }, 'oppo'],
    ['all checks down is a major outage', { a: 'uddu', b: 'uddu' }, 'oMMo'],
    ['down goes before degraded', { a: 'uddu', b: 'uggu' }, 'oppo'],
    ['any check degraded is degraded performance', { a: 'uuuu', b: 'uggu' }, 'oggo'],
    ['a check without data has no vote', { a: 'uddu', b: '????' }, 'oMMo'],
    ['none known is no data', { a: 'u??u', b: 'u??u' }, 'o--o'],
    ['an unconfirmed failure is no data', { a: 'uduu' }, 'o-oo'],
    ['an unconfirmed failure beside a pass is operational', { a: 'uduu', b: 'uuuu' }, 'oooo'],
    ['an unconfirmed slowness is operational', { a: 'uguu' }, 'oooo'],
    ['a monitor gap is no data', { a: 'u.....u' }, 'ooo---o'],
    ['a gap of one check is bridged by another', { a: 'u.....u', b: 'uuuuuuu' }, 'ooooooo'],
    ['a silence longer than holdFor breaks a row of failures', { a: 'ud...du' }, 'o-----o'],
    ['unknown neither breaks nor lengthens a row', { a: 'ud?du' }, 'oM-Mo'],
  ])('%s', (_, checks, states) => {
    expect(drawn(derive({ checks, since: 0 }, states.length))).toBe(states);
  });
});

describe('deriveSeries() before the first measurement', () => {
  test.each<[string, Scene, string]>([
    ['without checks it is assumed operational from since', { since: 2 }, '--aa'],
    ['with checks it is so until the first measurement', { since: 1, checks: { a: '...uu' } }, '-aaoo'],
    ['of any of its checks', { since: 0, checks: { a: '...uu', b: '..uuu' } }, 'aaooo'],
    ['which may be unknown', { since: 0, checks: { a: '..?u' } }, 'aa-o'],
    ['after it nothing is assumed', { since: 0, checks: { a: '.u......' } }, 'aooo----'],
    ['what was measured before since holds', { since: 3, checks: { a: '.uuuu' } }, '-oooo'],
    ['what an incident says before since holds', { since: 4, incidents: [incident('major_outage', 1, 2)] }, '-M--aa'],
    ['without since it is assumed from the first incident', { incidents: [incident('major_outage', 1, 2)] }, '-Maa'],
    ['or from the first maintenance', { maintenances: [maintenance(1, 2)] }, '-maa'],
    ['or not at all where nothing names it', {}, '----'],
    [
      'nor from an incident of another component',
      {
        incidents: [makeIncident({ components: { web: 'major_outage' }, updates: [makeUpdate(time(0))] })],
      },
      '----',
    ],
  ])('%s', (_, scene, states) => {
    expect(drawn(derive(scene, states.length))).toBe(states);
  });

  test('takes the first commit that names it for a since that is not written', () => {
    const window = { start: T0, end: letterTime(4) };
    const known = { ...sources({}, window.end), firstNamedAt: letterTime(2) };
    expect(drawn(deriveSeries({ ...known, window }))).toBe('--aa');
    expect(drawn(deriveSeries({ ...known, since: letterTime(3), window }))).toBe('---a');
  });

  test('assumes nothing after an earlier first measurement that is not among those given', () => {
    const window = { start: T0, end: letterTime(4) };
    const known = { ...sources({ checks: { a: '...u' }, since: 0 }, window.end), firstMeasuredAt: letterTime(1) };
    expect(drawn(deriveSeries({ ...known, window }))).toBe('a--o');
  });
});

describe('deriveSeries() with incidents and maintenances', () => {
  const UP = { a: 'uuuuuu' };
  const DOWN = { a: 'dddddd' };
  test.each<[string, Scene, string]>([
    [
      'an open incident holds instead of the measurement',
      { checks: UP, incidents: [incident('partial_outage', 1, 3)] },
      'oppooo',
    ],
    ['also where it says less', { checks: DOWN, incidents: [incident('degraded_performance', 1, 3)] }, 'MggMMM'],
    ['also when it says operational', { checks: DOWN, incidents: [incident('operational', 1, 3)] }, 'MooMMM'],
    ['also over no data', { checks: { a: 'u.....' }, incidents: [incident('major_outage', 4)] }, 'ooo-MM'],
    ['one still open holds until now', { checks: UP, incidents: [incident('partial_outage', 4)] }, 'oooopp'],
    [
      'of two the worse holds',
      { checks: UP, incidents: [incident('degraded_performance', 1, 4), incident('major_outage', 2, 3)] },
      'ogMgoo',
    ],
    [
      'of two, operational is the better',
      { checks: UP, incidents: [incident('operational', 1, 4), incident('degraded_performance', 2, 3)] },
      'oogooo',
    ],
    ['a maintenance holds instead of the measurement', { checks: DOWN, maintenances: [maintenance(1, 3)] }, 'MmmMMM'],
    ['it colours nothing before it starts', { checks: UP, maintenances: [maintenance(9, 12)] }, 'oooooo'],
    ['it colours no other component', { checks: UP, maintenances: [maintenance(1, 3, ['web'])] }, 'oooooo'],
    [
      'an incident that is worse goes before it',
      { checks: UP, incidents: [incident('degraded_performance', 2, 4)], maintenances: [maintenance(1, 3)] },
      'omggoo',
    ],
    [
      'it goes before an incident that says operational',
      { checks: UP, incidents: [incident('operational', 1, 4)], maintenances: [maintenance(2, 3)] },
      'oomooo',
    ],
  ])('%s', (_, scene, states) => {
    expect(drawn(derive(scene, states.length))).toBe(states);
  });

  test('names the source of each segment and merges only what is equal in state and source', () => {
    const scene = {
      checks: { a: '.uuuu' },
      since: 0,
      incidents: [incident('operational', 2, 3)],
      maintenances: [maintenance(3, 4)],
    };
    expect(derive(scene, 5).map(({ state, source }) => [state, source])).toEqual([
      ['operational', 'assumed'],
      ['operational', 'measurement'],
      ['operational', 'incident'],
      ['under_maintenance', 'maintenance'],
      ['operational', 'measurement'],
    ]);
  });
});

describe('deriveSeries() in a window', () => {
  const scene = { checks: { a: 'uddduuu' }, since: 0 };
  test.each<[string, number, number, number, string]>([
    ['judges by what was measured before it', 3, 7, 7, 'Mooo'],
    ['judges by what was measured after it, up to now', 0, 2, 7, 'oM'],
    ['a failure is not confirmed by what comes after now', 0, 7, 1, 'o'],
    ['but by a measurement that is taken now', 0, 7, 2, 'oM'],
    ['ends now', 5, 20, 7, 'oo'],
    ['is empty when it lies ahead', 8, 20, 7, ''],
  ])('%s', (_, ...[start, end, now, states]) => {
    const window = { start: letterTime(start), end: letterTime(end) };
    expect(drawn(deriveSeries({ ...sources(scene, letterTime(now)), window }))).toBe(states);
  });
});

// What follows states the rules of one instant again, slowly and by themselves, and compares.

const isFailure = ({ state }: Measurement): boolean => state === 'down' || state === 'degraded';

/** Members around `place` that `belongs` holds for without a silence longer than holdFor. */
function rowAround(known: readonly Measurement[], place: number, belongs: (m: Measurement) => boolean): Measurement[] {
  const joined = (a: Measurement | undefined, b: Measurement | undefined): boolean =>
    a !== undefined && b !== undefined && belongs(a) && belongs(b) && b.at - a.at <= POLICY.holdFor;
  let [first, last] = [place, place];
  while (joined(known[first - 1], known[first])) first -= 1;
  while (joined(known[last], known[last + 1])) last += 1;
  return known.slice(first, last + 1);
}

function checkStateAt(all: readonly Measurement[], at: Instant, now: Instant): string {
  const current = all.findLast((measurement) => measurement.at <= at);
  if (current === undefined || current.state === 'unknown' || at - current.at >= POLICY.holdFor) return 'no_data';
  if (current.state === 'up') return 'up';
  const known = all.filter(({ at, state }) => state !== 'unknown' && at <= now);
  const place = known.indexOf(current);
  const isBelieved = rowAround(known, place, isFailure).length >= POLICY.confirmAfter;
  if (!isBelieved) return current.state === 'down' ? 'no_data' : 'up';
  const downs = current.state === 'down' ? rowAround(known, place, ({ state }) => state === 'down').length : 0;
  return downs >= POLICY.confirmAfter ? 'down' : 'degraded';
}

function stateAt(input: SeriesSources, at: Instant): SeriesState {
  const said = [
    ...input.incidents.flatMap((incident) => deriveStatusIntervals(incident, input.now + 1)),
    ...input.maintenances.flatMap((maintenance) => deriveMaintenanceIntervals(maintenance, input.now + 1)),
  ].filter(({ component, start, end }) => component === 'api' && start <= at && at < end);
  const worst = COMPONENT_STATUSES.findLast((status) => said.some((interval) => interval.status === status));
  if (worst !== undefined) return worst;
  const histories = [...input.measurements.values()];
  if (!histories.some((history) => (history[0]?.at ?? Infinity) <= at)) {
    return input.since !== undefined && at >= input.since ? 'operational' : 'no_data';
  }
  const states = histories
    .map((history) => checkStateAt(history, at, input.now))
    .filter((state) => state !== 'no_data');
  if (states.length === 0) return 'no_data';
  if (states.every((state) => state === 'down')) return 'major_outage';
  if (states.includes('down')) return 'partial_outage';
  return states.includes('degraded') ? 'degraded_performance' : 'operational';
}

const LENGTH = 24;
const someLetters = fc.string({ unit: fc.constantFrom('u', 'd', 'd', 'g', '?', '.'), maxLength: LENGTH });
const aSpan = fc.tuple(fc.nat(LENGTH), fc.integer({ min: 1, max: 8 }));
const aScene: fc.Arbitrary<Scene> = fc.record({
  checks: fc.dictionary(fc.constantFrom('a', 'b', 'c'), someLetters).map((checks) => ({ ...checks })),
  since: fc.nat(LENGTH),
  incidents: fc.array(
    fc
      .tuple(aSpan, fc.constantFrom(...COMPONENT_STATUSES))
      .map(([[from, length], status]) => incident(status, from, length > 6 ? undefined : from + length)),
    { maxLength: 3 },
  ),
  maintenances: fc.array(
    aSpan.map(([from, length]) => maintenance(from, from + length)),
    { maxLength: 2 },
  ),
});

describe('a series', () => {
  test('says at every instant what the rules say of that instant', () => {
    fc.assert(
      fc.property(aScene, fc.nat(LENGTH), (scene, last) => {
        const input = sources(scene, letterTime(last));
        const segments = deriveSeries({ ...input, window: { start: T0, end: letterTime(LENGTH) } });
        for (let at = T0; at < input.now; at += 5 * MINUTE) {
          expect(segments.find(({ start, end }) => start <= at && at < end)?.state).toBe(stateAt(input, at));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('covers the window up to now without gap, overlap or equal neighbours', () => {
    fc.assert(
      fc.property(aScene, fc.nat(LENGTH), fc.integer({ min: 1, max: LENGTH }), (scene, start, last) => {
        const now = letterTime(last);
        const window = { start: letterTime(start), end: letterTime(LENGTH) };
        const segments = deriveSeries({ ...sources(scene, now), window });
        const edges = segments.flatMap(({ start, end }) => [start, end]);
        const inner = segments.slice(1).flatMap(({ start }) => [start, start]);
        expect(edges).toEqual(start < last ? [window.start, ...inner, now] : []);
        for (const [index, next] of segments.slice(1).entries()) {
          const { state, source } = segments[index] ?? {};
          expect([state, source]).not.toEqual([next.state, next.source]);
        }
        for (const { state, source } of segments) expect(source === 'none').toBe(state === 'no_data');
      }),
    );
  });

  test('of a part of a window is that part of the series', () => {
    fc.assert(
      fc.property(aScene, aSpan, (scene, [from, length]) => {
        const input = sources(scene, letterTime(LENGTH));
        const whole = drawn(deriveSeries({ ...input, window: { start: T0, end: letterTime(LENGTH) } }));
        const part = deriveSeries({ ...input, window: { start: letterTime(from), end: letterTime(from + length) } });
        expect(drawn(part)).toBe(whole.slice(from, from + length));
      }),
    );
  });

  test('does not depend on the order of incidents and checks', () => {
    fc.assert(
      fc.property(aScene, (scene) => {
        const turned = {
          ...scene,
          checks: Object.fromEntries(Object.entries(scene.checks ?? {}).reverse()),
          incidents: scene.incidents?.toReversed() ?? [],
        };
        expect(derive(turned, LENGTH)).toEqual(derive(scene, LENGTH));
      }),
    );
  });

  test('never gets better where an incident names a component that another incident names', () => {
    fc.assert(
      fc.property(aScene, fc.constantFrom(...COMPONENT_STATUSES), (scene, status) => {
        const open = incident('operational', 0);
        const before = derive({ ...scene, incidents: [...(scene.incidents ?? []), open] }, LENGTH);
        const after = derive({ ...scene, incidents: [...(scene.incidents ?? []), open, incident(status, 3)] }, LENGTH);
        const rank = (segments: readonly Segment[], at: Instant): number =>
          SERIES_STATES.indexOf(segments.find(({ start, end }) => start <= at && at < end)?.state ?? 'no_data');
        for (let place = 0; place < LENGTH; place += 1) {
          expect(rank(after, letterTime(place))).toBeGreaterThanOrEqual(rank(before, letterTime(place)));
        }
      }),
    );
  });
});
