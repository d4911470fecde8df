import { expect, test } from 'vitest';

import { incidentsOf, makeCheckedRoot, measurementsOf, runAt, startService } from '../../support/check-root.ts';
import { findClosedPort } from '../../support/servers.ts';

const RUNS = ['2026-11-20T10:00:00Z', '2026-11-20T10:05:00Z', '2026-11-20T10:10:00Z'];

/** Two services on two hosts where nobody listens. */
async function unreachable(): Promise<Record<string, string>> {
  return { a: `http://127.0.0.1:${await findClosedPort()}/`, b: `http://localhost:${await findClosedPort()}/` };
}

test('a runner without a network opens nothing, and what it measures is not known', async () => {
  const root = makeCheckedRoot({ components: await unreachable() });
  for (const now of RUNS) await runAt(root, now);
  expect(incidentsOf(root, 'main')).toEqual({});
  expect(new Set(measurementsOf(root).map(({ state, code }) => `${state} ${code ?? ''}`))).toEqual(
    new Set(['unknown blind']),
  );
});

test('nor does one whose canaries fail, though it asks a single host', async () => {
  const dead = await findClosedPort();
  const triage = { canaries: [`127.0.0.1:${await findClosedPort()}`, `http://127.0.0.1:${await findClosedPort()}/`] };
  const root = makeCheckedRoot({ components: { a: `http://127.0.0.1:${dead}/` }, triage });
  for (const now of RUNS) await runAt(root, now);
  expect(incidentsOf(root, 'main')).toEqual({});
});

test.each([200, 503])('a canary that answers %d shows that the services are down', async (status) => {
  const canary = await startService();
  canary.failing.set('/', status);
  const triage = { canaries: [`127.0.0.1:${await findClosedPort()}`, `${canary.url}/`] };
  const root = makeCheckedRoot({ components: await unreachable(), triage });
  for (const now of RUNS) await runAt(root, now);
  expect(Object.keys(incidentsOf(root, 'main'))).toEqual(['2026-11-20-a', '2026-11-20-b']);
});

test('no canary is asked while a service answers', async () => {
  const canary = await startService();
  const service = await startService();
  service.failing.set('/b', 500);
  const root = makeCheckedRoot({
    components: { a: `http://127.0.0.1:${await findClosedPort()}/`, b: `${service.url}/b` },
    triage: { canaries: [`${canary.url}/`] },
  });
  await runAt(root, RUNS[0] ?? '');
  expect(canary.requests()).toBe(0);
});

test('an open incident is neither changed nor resolved by blind runs', async () => {
  const service = await startService();
  service.failing.set('/a', 503);
  const other = service.url.replace('127.0.0.1', 'localhost');
  const root = makeCheckedRoot({ components: { a: `${service.url}/a`, b: `${other}/b` } });
  for (const now of RUNS) await runAt(root, now);
  service.hangUp = true;
  for (const now of ['2026-11-20T10:15:00Z', '2026-11-20T10:20:00Z']) {
    const { outcomes, plan } = await runAt(root, now);
    expect(plan.steps).toEqual([]);
    expect(outcomes.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  }
});
