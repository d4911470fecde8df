import { describe, expect, test } from 'vitest';

import { deriveCurrentState } from '../../src/domain/current-state.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Maintenance } from '../../src/domain/maintenance.ts';
import type { SeriesSources } from '../../src/domain/series.ts';
import type { ComponentStatus } from '../../src/schema/component.ts';
import { formatInstant } from '../../src/schema/timestamp.ts';
import { letterTime, measured, MINUTE } from '../support/measured.ts';
import { makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';

interface Scene {
  checks?: Record<string, string>;
  since?: number;
  incidents?: Incident[];
  maintenances?: Maintenance[];
  now: number;
}

function sources({ checks = {}, since, incidents = [], maintenances = [], now }: Scene): SeriesSources {
  return {
    component: { id: 'api', checkIds: Object.keys(checks) },
    since: since === undefined ? undefined : letterTime(since),
    firstMeasuredAt: undefined,
    measurements: new Map(Object.entries(checks).map(([id, letters]) => [id, measured(id, letters)])),
    incidents,
    maintenances,
    policy: { confirmAfter: 2, holdFor: 30 * MINUTE },
    now: letterTime(now),
  };
}

const time = (place: number): string => formatInstant(letterTime(place));

function incident(id: string, components: Record<string, ComponentStatus>, [from, to]: [number, number?]): Incident {
  const end = to === undefined ? [] : [makeUpdate(time(to), { phase: 'resolved' })];
  return makeIncident({ id, components, updates: [makeUpdate(time(from)), ...end] });
}

const WORK = makeMaintenance(letterTime(0), {
  id: 'work',
  scheduled: { from: time(1), until: time(3) },
});

type Expected = [state: string, since: number | undefined, cause: string, failing: string[]];

describe('deriveCurrentState()', () => {
  test.each<[string, Scene, Expected]>([
    ['what was measured now counts', { checks: { a: 'uu' }, now: 1 }, ['operational', 0, 'measurement', []]],
    [
      'a failure counts from its first measurement',
      { checks: { a: 'uddd' }, now: 3 },
      ['major_outage', 1, 'measurement', ['a']],
    ],
    ['one that awaits confirmation is no data', { checks: { a: 'uud' }, now: 2 }, ['no_data', 2, 'none', []]],
    [
      'only failing checks are named',
      { checks: { a: 'uu', b: 'dd', c: 'gg' }, now: 1 },
      ['partial_outage', 0, 'measurement', ['b', 'c']],
    ],
    [
      'silence is no data since the last measurement ran out',
      { checks: { a: 'uu' }, now: 9 },
      ['no_data', 4, 'none', []],
    ],
    [
      'a failure that was heard of too long ago is none now',
      { checks: { a: 'dd' }, now: 9 },
      ['no_data', 4, 'none', []],
    ],
    ['a blind run is no data', { checks: { a: 'dd?' }, now: 2 }, ['no_data', 2, 'none', []]],
    ['without checks it is assumed from since', { since: 1, now: 4 }, ['operational', 1, 'assumed', []]],
    [
      'a state goes on whatever it is known from',
      { checks: { a: '..u' }, since: 1, now: 4 },
      ['operational', 1, 'measurement', []],
    ],
    ['where nothing names it, it is assumed from now', { now: 4 }, ['operational', 4, 'assumed', []]],
    ['with since ahead nothing is known', { since: 9, now: 4 }, ['no_data', undefined, 'none', []]],
    [
      'an open incident is the cause, and its component is not only failing',
      { checks: { a: 'udd' }, incidents: [incident('bad', { api: 'partial_outage' }, [1])], now: 2 },
      ['partial_outage', 1, 'bad', []],
    ],
    [
      'also where it says operational',
      { checks: { a: 'udd' }, incidents: [incident('bad', { api: 'operational' }, [1])], now: 2 },
      ['operational', 0, 'bad', []],
    ],
    [
      'one that opens now counts',
      { checks: { a: 'uuu' }, incidents: [incident('bad', { api: 'partial_outage' }, [2])], now: 2 },
      ['partial_outage', 2, 'bad', []],
    ],
    [
      'one that is resolved now does not',
      { checks: { a: 'uuu' }, incidents: [incident('bad', { api: 'partial_outage' }, [1, 2])], now: 2 },
      ['operational', 2, 'measurement', []],
    ],
    [
      'nor one that opens later',
      { checks: { a: 'uuu' }, incidents: [incident('bad', { api: 'partial_outage' }, [3])], now: 2 },
      ['operational', 0, 'measurement', []],
    ],
    [
      'an incident of another component says nothing',
      { checks: { a: 'dd' }, incidents: [incident('bad', { web: 'major_outage' }, [0])], now: 1 },
      ['major_outage', 0, 'measurement', ['a']],
    ],
    [
      'of two incidents the worse is the cause',
      {
        incidents: [
          incident('bad', { api: 'degraded_performance' }, [0]),
          incident('worse', { api: 'major_outage' }, [1]),
        ],
        now: 2,
      },
      ['major_outage', 1, 'worse', []],
    ],
    [
      'a maintenance is the cause, and what fails in it is expected',
      { checks: { a: 'udd' }, maintenances: [WORK], now: 2 },
      ['under_maintenance', 1, 'work', []],
    ],
    [
      'at its end the checks speak again',
      { checks: { a: 'uddd' }, maintenances: [WORK], now: 3 },
      ['major_outage', 3, 'measurement', ['a']],
    ],
  ])('%s', (_, scene, [state, since, cause, failing]) => {
    const found = deriveCurrentState(sources(scene));
    expect(found.state).toBe(state);
    expect(found.since).toBe(since === undefined ? undefined : letterTime(since));
    expect('id' in found.cause ? found.cause.id : found.cause.kind).toBe(cause);
    expect(found.failing).toEqual(failing);
  });

  test('tells an incident from a maintenance as the cause', () => {
    const incidents = [incident('bad', { api: 'operational' }, [1])];
    const found = deriveCurrentState(sources({ incidents, maintenances: [WORK], now: 2 }));
    expect(found.cause).toEqual({ kind: 'maintenance', id: 'work' });
  });
});
