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

type Expected = [state: string, failing: string[]];

describe('deriveCurrentState()', () => {
  test.each<[string, Scene, Expected]>([
    ['what was measured now counts', { checks: { a: 'uu' }, now: 1 }, ['operational', []]],
    ['a confirmed failure counts', { checks: { a: 'uddd' }, now: 3 }, ['major_outage', ['a']]],
    ['one that awaits confirmation is no data', { checks: { a: 'uud' }, now: 2 }, ['no_data', []]],
    [
      'only failing checks are named',
      { checks: { a: 'uu', b: 'dd', c: 'gg' }, now: 1 },
      ['partial_outage', ['b', 'c']],
    ],
    ['silence is no data', { checks: { a: 'uu' }, now: 9 }, ['no_data', []]],
    ['a failure that was heard of too long ago is none now', { checks: { a: 'dd' }, now: 9 }, ['no_data', []]],
    ['a blind run is no data', { checks: { a: 'dd?' }, now: 2 }, ['no_data', []]],
    ['without checks it is assumed from since', { since: 1, now: 4 }, ['operational', []]],
    ['a state goes on whatever it is known from', { checks: { a: '..u' }, since: 1, now: 4 }, ['operational', []]],
    ['where nothing names it, it is assumed from now', { now: 4 }, ['operational', []]],
    ['with since ahead nothing is known', { since: 9, now: 4 }, ['no_data', []]],
    [
      'an open incident says the state, and its component is not only failing',
      { checks: { a: 'udd' }, incidents: [incident('bad', { api: 'partial_outage' }, [1])], now: 2 },
      ['partial_outage', []],
    ],
    [
      'also where it says operational',
      { checks: { a: 'udd' }, incidents: [incident('bad', { api: 'operational' }, [1])], now: 2 },
      ['operational', []],
    ],
    [
      'one that opens now counts',
      { checks: { a: 'uuu' }, incidents: [incident('bad', { api: 'partial_outage' }, [2])], now: 2 },
      ['partial_outage', []],
    ],
    [
      'one that is resolved now does not',
      { checks: { a: 'uuu' }, incidents: [incident('bad', { api: 'partial_outage' }, [1, 2])], now: 2 },
      ['operational', []],
    ],
    [
      'nor one that opens later',
      { checks: { a: 'uuu' }, incidents: [incident('bad', { api: 'partial_outage' }, [3])], now: 2 },
      ['operational', []],
    ],
    [
      'an incident of another component says nothing',
      { checks: { a: 'dd' }, incidents: [incident('bad', { web: 'major_outage' }, [0])], now: 1 },
      ['major_outage', ['a']],
    ],
    [
      'of two incidents the worse says the state',
      {
        incidents: [
          incident('bad', { api: 'degraded_performance' }, [0]),
          incident('worse', { api: 'major_outage' }, [1]),
        ],
        now: 2,
      },
      ['major_outage', []],
    ],
    [
      'a maintenance says the state, and what fails in it is expected',
      { checks: { a: 'udd' }, maintenances: [WORK], now: 2 },
      ['under_maintenance', []],
    ],
    [
      'at its end the checks speak again',
      { checks: { a: 'uddd' }, maintenances: [WORK], now: 3 },
      ['major_outage', ['a']],
    ],
  ])('%s', (_, scene, [state, failing]) => {
    expect(deriveCurrentState(sources(scene))).toEqual({ state, failing });
  });

  test('takes a maintenance over an incident that says operational', () => {
    const incidents = [incident('bad', { api: 'operational' }, [1])];
    const found = deriveCurrentState(sources({ incidents, maintenances: [WORK], now: 2 }));
    expect(found.state).toBe('under_maintenance');
  });
});
