import { describe, expect, test } from 'vitest';

import { type DeployDueSources, deriveDeployDue } from '../../src/domain/deploy-due.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Maintenance } from '../../src/domain/maintenance.ts';
import { formatInstant } from '../../src/schema/timestamp.ts';
import { makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';
import { letterTime, measured, MINUTE } from '../support/measured.ts';

/** A run every ten minutes, drawn as letters; `built` and `now` are places of them. */
interface Scene {
  runs?: string;
  /** Place of the run that the last build shows. Default: `built`. */
  checked?: number | undefined;
  built?: number;
  now: number;
  main?: string;
  incidents?: Incident[];
  maintenances?: Maintenance[];
}

function sources(scene: Scene): DeployDueSources {
  const { runs = '', built = 0, now, main = 'a', incidents = [], maintenances = [] } = scene;
  const checked = 'checked' in scene ? scene.checked : built;
  return {
    last: {
      liveAt: letterTime(built) + 2 * MINUTE,
      commit: 'a',
      builtAt: letterTime(built) + MINUTE,
      checkedAt: checked === undefined ? undefined : letterTime(checked),
    },
    main,
    components: [
      {
        component: { id: 'api', checkIds: runs === '' ? [] : ['health'] },
        since: undefined,
        firstMeasuredAt: undefined,
        measurements: new Map([['health', measured('health', runs)]]),
        incidents,
        maintenances,
        policy: { confirmAfter: 2, holdFor: 30 * MINUTE },
      },
    ],
    maintenances,
    now: letterTime(now),
  };
}

const STANDS = 'the page that is live shows what holds';
const STATE = 'the state of "api" has changed';
const HOURLY = 'the page is built at least hourly';

const time = (place: number): string => formatInstant(letterTime(place));
const work = makeMaintenance(letterTime(0), { id: 'work', scheduled: { from: time(1), until: time(3) } });
const long = makeIncident({
  components: { api: 'major_outage' },
  updates: [makeUpdate(time(-9)), makeUpdate(time(9), { phase: 'resolved' })],
});

const nightly = makeMaintenance(letterTime(0), {
  id: 'nightly',
  scheduled: { from: time(-143), until: time(-142), timeZone: 'Etc/UTC', recurrence: 'FREQ=DAILY' },
});

describe('deriveDeployDue()', () => {
  test.each<[string, Scene, string]>([
    ['not while nothing changes', { runs: 'uuuu', now: 3 }, STANDS],
    ['when main has another commit', { runs: 'uu', now: 1, main: 'b' }, 'main has changed'],
    ['when a failure is confirmed', { runs: 'uudd', built: 1, now: 3 }, STATE],
    ['when a failure awaits confirmation, which is no data', { runs: 'uud', built: 1, now: 2 }, STATE],
    ['not once that was deployed', { runs: 'uuddd', built: 3, now: 4 }, STANDS],
    ['when a service recovers', { runs: 'dduu', built: 1, now: 3 }, STATE],
    ['when a service becomes slow', { runs: 'uugg', built: 1, now: 3 }, STATE],
    ['when runs fail to come and nothing is known any more', { runs: 'uu', built: 1, now: 5 }, STATE],
    [
      'when the build did not have the run yet that began before it',
      { runs: 'uudd', built: 3, checked: 1, now: 3.1 },
      STATE,
    ],
    ['not when it had', { runs: 'uudd', built: 3, now: 3.1 }, STANDS],
    ['when the first measurement comes', { runs: ' u', checked: undefined, now: 1 }, STANDS],
    ['when the first measurements fail', { runs: ' dd', checked: undefined, now: 2 }, STATE],
    ['not for a failure inside an open incident', { runs: 'uudd', built: 1, now: 3, incidents: [long] }, STANDS],
    ['when a maintenance begins', { now: 1, maintenances: [work] }, STATE],
    ['when a maintenance ends', { built: 1, now: 3, maintenances: [work] }, STATE],
    ['when a later window of one begins', { built: 0, now: 1, maintenances: [nightly] }, STATE],
    ['not between two windows', { built: 3, now: 4, maintenances: [nightly] }, STANDS],
    ['not in the middle of one', { built: 1, now: 2, maintenances: [work] }, STANDS],
    ['at 54 minutes not yet', { built: 0, now: 5.4 }, STANDS],
    ['at 56 minutes', { built: 0, now: 5.6 }, HOURLY],
  ])('%s', (_criterion, scene, reason) => {
    expect(deriveDeployDue(sources(scene))).toEqual({ isDue: reason !== STANDS, reason });
  });

  test('when a maintenance of no component enters a phase', () => {
    const scene = { ...sources({ built: 1, now: 3 }), maintenances: [work], components: [] };
    expect(deriveDeployDue(scene)).toEqual({ isDue: true, reason: 'the maintenance "work" has entered a phase' });
  });

  test('when no deploy is recorded', () => {
    expect(deriveDeployDue({ ...sources({ now: 1 }), last: undefined })).toEqual({
      isDue: true,
      reason: 'no deploy is recorded yet',
    });
  });
});
