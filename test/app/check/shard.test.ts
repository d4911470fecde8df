import { describe, expect, test } from 'vitest';

import { runShard } from '../../../src/app/check/shard.ts';
import type { ShardResults } from '../../../src/content/results-file.ts';
import type { CheckOutcome, MeasurementState } from '../../../src/domain/measurement.ts';
import { systemClock } from '../../../src/store/clock.ts';
import { openRootFiles } from '../../../src/store/root-files.ts';
import { at } from '../../support/builders.ts';
import { makeFolder, writeFiles } from '../../support/make-repo.ts';

/** Four checks on hosts of their own, of which a shard of two has `a` and `c`. */
const STATUS = {
  page: { name: 'A', url: 'https://a.example' },
  components: [
    {
      id: 'api',
      name: 'API',
      checks: ['a', 'b', 'c', 'd'].map((id) => ({ id, type: 'tcp', host: `${id}.example`, port: 1 })),
    },
  ],
};

interface Ran extends ShardResults {
  /** What was asked, call by call. */
  asked: string[][];
}

/** What shard 1/2 finds where all but these fail before any answer. */
async function run(up: readonly string[], status: object = STATUS): Promise<Ran> {
  const folder = makeFolder();
  writeFiles(folder, { 'status.yml': JSON.stringify(status) });
  const asked: string[][] = [];
  const answer = (id: string): CheckOutcome =>
    up.includes(id)
      ? { check: id, state: 'up' }
      : { check: id, state: 'down', code: 'connect', errorClass: 'connect', message: 'refused' };
  const ports = {
    files: await openRootFiles(folder),
    clock: systemClock,
    note: () => undefined,
    probe: (checks: readonly { id: string }[]) => {
      asked.push(checks.map(({ id }) => id));
      return Promise.resolve(checks.map(({ id }) => answer(id)));
    },
  };
  const shard = { index: 1, count: 2 };
  return { ...(await runShard(ports, { shard, now: at('2026-11-20T10:05:00Z') })), asked };
}

function statesOf({ outcomes }: ShardResults): MeasurementState[] {
  return outcomes.map(({ state }) => state);
}

describe('runShard()', () => {
  test('asks nobody else as long as anything answers', async () => {
    const found = await run(['a']);
    expect(statesOf(found)).toEqual(['up', 'down']);
    expect(found).toMatchObject({ canaries: undefined, asked: [['a', 'c']] });
  });

  test('believes that all of its part are down where a check of another part answers', async () => {
    const found = await run(['d']);
    expect(statesOf(found)).toEqual(['down', 'down']);
    expect(found).toMatchObject({
      canaries: 'answered',
      asked: [
        ['a', 'c'],
        ['b', 'd'],
      ],
    });
  });

  test('knows nothing where it can reach nothing at all', async () => {
    const found = await run([]);
    expect(found.outcomes).toMatchObject([
      { check: 'a', state: 'unknown', code: 'blind' },
      { check: 'c', state: 'unknown', code: 'blind' },
    ]);
  });

  test('believes its canaries', async () => {
    const triage = { canaries: ['example.org:443'] };
    expect(statesOf(await run(['canary-1'], { ...STATUS, triage }))).toEqual(['down', 'down']);
    expect(statesOf(await run([], { ...STATUS, triage }))).toEqual(['unknown', 'unknown']);
  });

  test('leaves out the checks of what is retired, and moves no other', async () => {
    const [api] = STATUS.components;
    const checks = [{ id: 'ab', type: 'tcp', host: 'ab.example', port: 1 }];
    const components = [api, { id: 'old', name: 'Old', retired: '2026-11-01', checks }];
    const found = await run(['a', 'b', 'c', 'd'], { ...STATUS, components });
    expect(found.outcomes.map(({ check }) => check)).toEqual(['a', 'b', 'd']);
  });
});
