import { describe, expect, test } from 'vitest';

import type { Incident } from '../../src/domain/incident.ts';
import { deriveLastKnown } from '../../src/domain/last-known.ts';
import type { Maintenance } from '../../src/domain/maintenance.ts';
import { deriveWholeSeries, type SeriesSources } from '../../src/domain/series.ts';
import { formatInstant } from '../../src/schema/timestamp.ts';
import { makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';
import { letterTime, measured, MINUTE } from '../support/measured.ts';

interface Scene {
  /** One letter every ten minutes; what was measured holds for thirty. */
  checks?: Record<string, string>;
  since?: number;
  incidents?: Incident[];
  maintenances?: Maintenance[];
  now: number;
}

const time = (place: number): string => formatInstant(letterTime(place));

function lastKnown({
  checks = {},
  since,
  incidents = [],
  maintenances = [],
  now,
}: Scene): [string, number] | undefined {
  const sources: SeriesSources = {
    component: { id: 'api', checkIds: Object.keys(checks) },
    since: since === undefined ? undefined : letterTime(since),
    firstMeasuredAt: undefined,
    measurements: new Map(Object.entries(checks).map(([id, letters]) => [id, measured(id, letters)])),
    incidents,
    maintenances,
    policy: { confirmAfter: 2, holdFor: 30 * MINUTE },
    now: letterTime(now),
  };
  const known = deriveLastKnown(sources, deriveWholeSeries(sources));
  return known && [known.status, (known.at - letterTime(0)) / (10 * MINUTE)];
}

function outage([from, to]: [number, number?]): Incident {
  const end = to === undefined ? [] : [makeUpdate(time(to), { phase: 'resolved' })];
  return makeIncident({ components: { api: 'partial_outage' }, updates: [makeUpdate(time(from)), ...end] });
}

const WORK = makeMaintenance(letterTime(0), { scheduled: { from: time(4), until: time(6) } });

describe('deriveLastKnown()', () => {
  test.each<[string, Scene, [string, number] | undefined]>([
    ['is what is measured now, as of the last answer', { checks: { a: 'uuu' }, now: 2 }, ['operational', 2]],
    ['stays in a silence, with the time of the last answer', { checks: { a: 'uddd' }, now: 90 }, ['major_outage', 3]],
    ['does not take a blind run for an answer', { checks: { a: 'ddd???' }, now: 5 }, ['major_outage', 2]],
    [
      'does not take a failure that awaits confirmation for known',
      { checks: { a: 'uuud' }, now: 3 },
      ['operational', 2],
    ],
    ['goes by the last answer of any check', { checks: { a: 'uuuuu', b: 'uu' }, now: 40 }, ['operational', 4]],
    ['is assumed from since on without checks', { since: 1, now: 9 }, ['operational', 1]],
    ['is not known of what is not there yet', { since: 9, now: 1 }, undefined],
    ['is what an open incident says, from then on', { incidents: [outage([2])], now: 90 }, ['partial_outage', 2]],
    [
      'is well again since the end of an incident that nothing was measured after',
      { checks: { a: 'uudd' }, incidents: [outage([2, 20])], now: 90 },
      ['operational', 20],
    ],
    [
      'is what was measured before a maintenance that nothing was measured after',
      { checks: { a: 'ugg' }, maintenances: [WORK], now: 90 },
      ['degraded_performance', 2],
    ],
    [
      'is under maintenance during one',
      { checks: { a: 'uuuuu' }, maintenances: [WORK], now: 5 },
      ['under_maintenance', 4],
    ],
  ])('%s', (_, scene, expected) => {
    expect(lastKnown(scene)).toEqual(expected);
  });
});
