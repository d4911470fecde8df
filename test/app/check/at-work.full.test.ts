/** Incidents that a pull request of a person changes, while the checks have something to add to them. */
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { runOnce } from '../../../src/app/check/run.ts';
import { StatusError } from '../../../src/errors.ts';
import type { YoungPullReader } from '../../../src/ports.ts';
import { at } from '../../support/builders.ts';
import {
  incidentsOf,
  makeCheckedRoot,
  measurementsOf,
  openPorts,
  runAt,
  type Service,
  startService,
} from '../../support/check-root.ts';
import { makeBareRemote } from '../../support/make-repo.ts';

vi.setConfig({ testTimeout: 120_000 });

const ID = '2026-11-20-api';
const PULL = 'https://github.example.org/acme/status/pull/1';
const OPENED = at('2026-11-20T10:10:00Z');
const MONITORING = { [ID]: ['investigating', 'monitoring'] };

/** Knows of one pull request that changes the incident, as long as it is open. */
const readPulls: YoungPullReader = (since) =>
  Promise.resolve(OPENED < since ? [] : [{ url: PULL, paths: [`incidents/2026/${ID}.md`] }]);

describe('an incident that a pull request changes', () => {
  let service: Service;
  let root: string;
  let remote: string;
  beforeEach(async () => {
    service = await startService();
    service.failing.set('/api', 500);
    root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    remote = makeBareRemote(root);
    for (const time of ['10:00', '10:05']) await runAt(root, `2026-11-20T${time}:00Z`);
    service.failing.clear();
    await runAt(root, '2026-11-20T10:10:00Z');
  });

  async function run(time: string, readYoungPulls: YoungPullReader): Promise<string[]> {
    const { ports, notes } = await openPorts(root);
    await runOnce({ ...ports, readYoungPulls }, { now: at(`2026-11-20T${time}:00Z`) });
    return notes;
  }

  test('is left alone until that is half an hour old, while measurements land', async () => {
    expect(await run('10:15', readPulls)).toEqual([
      `Waits for ${PULL}, until it is merged or half an hour old: Update ${ID}: Monitoring, api: operational`,
    ]);
    expect(await run('10:39', readPulls)).toHaveLength(1);
    expect(incidentsOf(remote, 'main')).toEqual({ [ID]: ['investigating'] });
    expect(measurementsOf(remote)).toHaveLength(5);
    expect(await run('10:41', readPulls)).toEqual([]);
    expect(incidentsOf(remote, 'main')[ID]).not.toEqual(['investigating']);
  });

  test('is written to as soon as that is merged', async () => {
    await run('10:15', readPulls);
    expect(await run('10:20', () => Promise.resolve([]))).toEqual([]);
    expect(incidentsOf(remote, 'main')).toEqual(MONITORING);
  });

  test('is written to where nobody answers', async () => {
    const refuse = (): Promise<never> => Promise.reject(new StatusError('Cannot list the pull requests.'));
    expect(await run('10:15', refuse)).toEqual([
      'Cannot list the pull requests.\nIncidents are written as if there were none.',
    ]);
    expect(incidentsOf(remote, 'main')).toEqual(MONITORING);
  });
});
