import { expect, test } from 'vitest';

import { runWithRechecks, type RecheckOptions } from '../../../src/app/check/recheck.ts';
import type { RunReport } from '../../../src/app/check/run.ts';
import { at } from '../../support/builders.ts';
import {
  type CheckedPage,
  incidentsOf,
  makeCheckedRoot,
  measurementsOf,
  openPorts,
  type Service,
  startService,
} from '../../support/check-root.ts';
import { findClosedPort } from '../../support/servers.ts';

const NOW = at('2026-11-20T10:00:00Z');
const MINUTE_MS = 60_000;

interface Looked {
  report: RunReport;
  notes: string[];
  /** Milliseconds of each wait. */
  waits: number[];
}

/** A run whose waits pass at once; `between` is called in each with its number. */
async function look(
  root: string,
  between: (wait: number, controller: AbortController) => void = () => undefined,
  options: RecheckOptions = { now: NOW },
): Promise<Looked> {
  const { ports, notes } = await openPorts(root);
  const waits: number[] = [];
  const controller = new AbortController();
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    between(waits.length, controller);
    return controller.signal.aborted ? Promise.reject(new Error('stopped')) : Promise.resolve();
  };
  const clock = { ...ports.clock, sleep };
  const report = await runWithRechecks({ ...ports, clock }, { ...options, signal: controller.signal });
  return { report, notes, waits };
}

function rootOf(service: Service, paths: readonly string[], page: Partial<CheckedPage> = {}): string {
  const components = Object.fromEntries(paths.map((path) => [path, `${service.url}/${path}`]));
  return makeCheckedRoot({ components, triage: { recheckAfter: '1m', ...page.triage } });
}

test('runWithRechecks() confirms a failure a minute later, which counts as a run', async () => {
  const service = await startService();
  service.failing.set('/api', 503);
  const root = rootOf(service, ['api', 'web']);
  const { report, waits, notes } = await look(root);
  expect(waits).toEqual([MINUTE_MS]);
  expect(notes).toContain('Probed again in 60 s, as one failure proves nothing: api-health');
  expect(report.plan.steps).toMatchObject([{ kind: 'open', components: ['api'] }]);
  expect(report.outcomes.map(({ check, state }) => `${check} ${state}`)).toEqual(['api-health down', 'web-health up']);
  expect(measurementsOf(root).map(({ check, at: time, state }) => [check, (time - NOW) / MINUTE_MS, state])).toEqual([
    ['api-health', 0, 'down'],
    ['web-health', 0, 'up'],
    ['api-health', 1, 'down'],
  ]);
  expect(incidentsOf(root, 'main')).toEqual({ '2026-11-20-api': ['investigating'] });
});

test('runWithRechecks() opens nothing for a failure that has passed', async () => {
  const service = await startService();
  service.failing.set('/api', 503);
  const root = rootOf(service, ['api', 'web']);
  const { report, waits } = await look(root, () => service.failing.clear());
  expect(waits).toEqual([MINUTE_MS]);
  expect(report.plan.steps).toEqual([]);
  expect(incidentsOf(root, 'main')).toEqual({});
});

test('runWithRechecks() looks again at most five times', async () => {
  const service = await startService();
  service.failing.set('/api', 503);
  const root = rootOf(service, ['api'], { triage: { confirmAfter: 9 } });
  const { report, waits } = await look(root);
  expect(waits).toHaveLength(5);
  expect(report.plan.awaiting).toEqual(['api-health']);
  expect(measurementsOf(root)).toHaveLength(6);
});

test.each<[string, Record<string, unknown>, RecheckOptions]>([
  ['where recheckAfter is 0', { recheckAfter: 0 }, { now: NOW }],
  ['before a run that follows as soon', {}, { nextRunIn: MINUTE_MS }],
  ['in a dry run', {}, { now: NOW, isDry: true }],
])('runWithRechecks() does not wait %s', async (_name, triage, options) => {
  const service = await startService();
  service.failing.set('/api', 503);
  const root = rootOf(service, ['api'], { triage });
  const { report, waits } = await look(root, undefined, options);
  expect(waits).toEqual([]);
  expect(report.plan.awaiting).toEqual(['api-health']);
});

test('runWithRechecks() takes a witness along, so that two dead services are no dead network', async () => {
  const service = await startService();
  const dead = [await findClosedPort(), await findClosedPort()];
  const root = makeCheckedRoot({
    components: { a: `http://127.0.0.1:${dead[0]}/`, b: `http://localhost:${dead[1]}/`, web: `${service.url}/web` },
    triage: { recheckAfter: '1m' },
  });
  const { report } = await look(root);
  expect(report.plan.steps).toMatchObject([{ components: ['a'] }, { components: ['b'] }]);
  expect(measurementsOf(root).filter(({ check }) => check === 'web-health')).toHaveLength(2);
});

test('runWithRechecks() that is stopped while it waits has landed what it found', async () => {
  const service = await startService();
  service.failing.set('/api', 503);
  const root = rootOf(service, ['api']);
  const { report } = await look(root, (_wait, controller) => controller.abort());
  expect(report.landed).toBeDefined();
  expect(measurementsOf(root)).toHaveLength(1);
});
