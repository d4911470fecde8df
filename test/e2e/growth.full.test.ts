import { expect, test } from 'vitest';

import { measureGrowth } from '../../bench/growth.ts';

const SHAPE = { checks: 10, days: 120 };

test('a repository stays small, and a run of it pushes little however old it is', { timeout: 1_800_000 }, async () => {
  const growth = await measureGrowth(SHAPE);
  const perCheckAndYear = (bytes: number): number => (bytes / SHAPE.checks / 1_000) * (365 / SHAPE.days);
  // The times of runs are shared by fewer checks than the bench has, and the incidents are in it.
  expect(perCheckAndYear(growth.dataBytes)).toBeLessThan(170);
  expect(perCheckAndYear(growth.keptBytes)).toBeLessThan(185);
  expect(growth.rolledBytes / growth.keptBytes).toBeLessThan(0.9);
  expect([growth.keptCommits, growth.rolledCommits]).toEqual([SHAPE.days, 1]);
  for (const { pushedBytes } of [...growth.young, ...growth.old]) expect(pushedBytes).toBeLessThan(10_000);
  expect(growth.old.length).toBeGreaterThan(280);
});
