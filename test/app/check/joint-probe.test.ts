import { expect, test } from 'vitest';

import { createJointProbes } from '../../../src/app/check/joint-probe.ts';
import { type Check, CheckSchema } from '../../../src/schema/check.ts';

const checkOf = (id: string): Check => CheckSchema.parse({ id, type: 'tcp', host: 'example.org', port: 1 });

/** A probe that finds everything up, and what it was asked. */
function makeProbe() {
  const calls: { ids: string[]; signal: AbortSignal }[] = [];
  const [first, second] = createJointProbes((checks, signal) => {
    calls.push({ ids: checks.map(({ id }) => id), signal });
    return Promise.resolve(checks.map(({ id }) => ({ check: id, state: 'up' as const })));
  });
  return { calls, first, second };
}

const never = new AbortController().signal;

test('createJointProbes() carries out the checks of both in one call, and gives each its own', async () => {
  const { calls, first, second } = makeProbe();
  const [a, b] = await Promise.all([
    first.probe([checkOf('a'), checkOf('b')], never),
    second.probe([checkOf('c')], never),
  ]);
  expect(calls.map(({ ids }) => ids)).toEqual([['a', 'b', 'c']]);
  expect([a, b].map((found) => found.map(({ check }) => check))).toEqual([['a', 'b'], ['c']]);
});

test('createJointProbes() waits for nobody who has left, and the second time for nobody at all', async () => {
  const { calls, first, second } = makeProbe();
  const asked = first.probe([checkOf('a')], never);
  second.leave();
  second.leave();
  expect(await asked).toHaveLength(1);
  await first.probe([checkOf('b')], never);
  expect(calls.map(({ ids }) => ids)).toEqual([['a'], ['b']]);
});

test('createJointProbes() gives up only what both have given up', async () => {
  const { calls, first, second } = makeProbe();
  const [one, other] = [new AbortController(), new AbortController()];
  await Promise.all([first.probe([checkOf('a')], one.signal), second.probe([checkOf('b')], other.signal)]);
  one.abort();
  expect(calls[0]?.signal.aborted).toBe(false);
  other.abort();
  expect(calls[0]?.signal.aborted).toBe(true);
});
