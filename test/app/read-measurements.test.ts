import { expect, test } from 'vitest';

import { readMeasurements, rememberMeasurements } from '../../src/app/read-measurements.ts';
import { at } from '../support/builders.ts';

const DAY = 'measurements/2026/2026-11-22.txt';
const POLICY = { confirmAfter: 2, holdFor: 1_800_000 };

test('rememberMeasurements() reads anew when the branch moves, for other checks, and as time goes on', async () => {
  let reads = 0;
  const snapshotAt = (data: string): Parameters<ReturnType<typeof rememberMeasurements>>[0] => ({
    data,
    listDataFiles: async () => [DAY],
    async readDataFiles(paths) {
      if (paths.includes(DAY)) reads += 1;
      return paths.map((path) => ({ path, text: '10:00:00 10:20:00\napi 41 42\n' }));
    },
  });
  const measure = rememberMeasurements();
  const [first, second] = [snapshotAt('one'), snapshotAt('two')];
  const counted: number[] = [];
  for (const [snapshot, checks, now] of [
    [first, ['api'], '2026-11-22T10:15:00Z'],
    [first, ['api'], '2026-11-22T10:24:00Z'],
    [second, ['api'], '2026-11-22T10:24:00Z'],
    [second, ['api', 'web'], '2026-11-22T10:24:00Z'],
    [second, ['api', 'web'], '2026-11-22T10:34:00Z'],
    [second, ['api', 'web'], '2026-11-22T10:15:00Z'],
  ] as const) {
    const { checkedAt } = await measure(snapshot, { checks, policy: POLICY }, at(now));
    expect(checkedAt).toBeLessThanOrEqual(at(now));
    counted.push(reads);
  }
  expect(counted).toEqual([1, 1, 2, 3, 4, 5]);
});

test('readMeasurements() finds the first measurement of each check, however old, and reads each day once', async () => {
  const texts = new Map([
    ['measurements/2025/2025-01-05.txt', '10:00:00\napi 41\n'],
    ['measurements/2026/2026-06-01.txt', '09:00:00\napi 41\nweb 42\n'],
    [DAY, '10:00:00\napi 41\nmail 12\nweb 42\n'],
  ]);
  const reads: string[] = [];
  const snapshot = {
    listDataFiles: async () => [...texts.keys()],
    async readDataFiles(paths: readonly string[]) {
      reads.push(...paths);
      return paths.map((path) => ({ path, text: texts.get(path) ?? '' }));
    },
  };
  const wish = { checks: ['api', 'mail', 'web'], policy: POLICY };
  const { firstMeasured } = await readMeasurements(snapshot, wish, at('2026-11-22T10:30:00Z'));
  expect(Object.fromEntries(firstMeasured)).toEqual({
    api: at('2025-01-05T10:00:00Z'),
    web: at('2026-06-01T09:00:00Z'),
    mail: at('2026-11-22T10:00:00Z'),
  });
  expect(reads.sort()).toEqual([...texts.keys()].sort());
});
