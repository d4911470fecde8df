import { expect, test, vi } from 'vitest';

import { type BothRoots, makeBothRoots, makeCustomer, runBothAt } from '../../support/both-roots.ts';
import { incidentsOf, measurementsOf, startService } from '../../support/check-root.ts';
import { git } from '../../support/make-repo.ts';
import { findClosedPort } from '../../support/servers.ts';

vi.setConfig({ testTimeout: 120_000 });

const NAMES = ['acme', 'globex', 'initech'];

function makeRoots(open: string, own: (name: string) => string): BothRoots {
  const triage = { recheckAfter: '1s' };
  return makeBothRoots(
    { components: { api: open }, triage },
    {
      components: Object.fromEntries(NAMES.map((name) => [`${name}-shop`, own(name)])),
      customers: NAMES.map((name) => makeCustomer(name, `${name}-shop`, 'api')),
      triage,
    },
  );
}

const statesOf = (remote: string): string[] => measurementsOf(remote).map(({ check, state }) => `${check} ${state}`);

test('runBoth() confirms in the same run that customers fail together, and probes that again alone', async () => {
  const service = await startService();
  for (const name of NAMES) service.failing.set(`/${name}`, 500);
  const roots = makeRoots(`${service.url}/api`, (name) => `${service.url}/${name}`);
  const { open, own, notes } = await runBothAt(roots, '2026-11-20T10:00:00Z');
  expect(incidentsOf(roots.remotes.open, 'main')).toEqual({ '2026-11-20-platform': ['investigating'] });
  expect(Object.keys(incidentsOf(roots.remotes.own, 'main'))).toHaveLength(3);
  expect(own).toMatchObject({ value: { failing: 3, notices: [{}, {}, {}] } });
  expect(open.status).toBe('fulfilled');
  expect(statesOf(roots.remotes.own)).toHaveLength(6);
  expect(JSON.stringify(notes.open)).not.toMatch(/acme|globex|initech/);
});

test('runBoth() looks again at one root where the other has failed', async () => {
  const service = await startService();
  for (const name of ['api', 'acme']) service.failing.set(`/${name}`, 500);
  const roots = makeRoots(`${service.url}/api`, (name) => `${service.url}/${name}`);
  git(roots.own, ['remote', 'set-url', 'origin', '/nonexistent/private.git']);
  const { open, own } = await runBothAt(roots, '2026-11-20T10:00:00Z');
  expect([open.status, own.status]).toEqual(['fulfilled', 'rejected']);
  expect(incidentsOf(roots.remotes.open, 'main')).toEqual({ '2026-11-20-api': ['investigating'] });
});

test('runBoth() believes what both roots find together: any answer to one proves the network to the other', async () => {
  const service = await startService();
  const port = await findClosedPort();
  const closed = (name: string): string => `http://${name === 'acme' ? 'localhost' : '127.0.0.1'}:${port}/${name}`;
  const reached = makeRoots(`${service.url}/api`, closed);
  await runBothAt(reached, '2026-11-20T10:00:00Z', { isDry: false });
  expect(statesOf(reached.remotes.own).filter((state) => !state.endsWith(' down'))).toEqual([]);
  expect(incidentsOf(reached.remotes.open, 'main')).toEqual({ '2026-11-20-platform': ['investigating'] });

  const blind = makeRoots(`http://localhost:${port}/api`, (name) => `http://127.0.0.1:${port}/${name}`);
  await runBothAt(blind, '2026-11-20T10:00:00Z');
  const states = [...statesOf(blind.remotes.own), ...statesOf(blind.remotes.open)];
  expect(states.filter((state) => !state.endsWith(' unknown'))).toEqual([]);
});
