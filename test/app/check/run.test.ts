import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import {
  filesOf,
  incidentsOf,
  makeCheckedRoot,
  measurementsOf,
  refsOf,
  runAt,
  type Service,
  startService,
  statusFile,
  subjectsOf,
} from '../../support/check-root.ts';
import { cloneOf, commitFiles, git, makeBareRemote } from '../../support/make-repo.ts';

// Each run starts some twenty Git processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let service: Service;
beforeEach(async () => {
  service = await startService();
});

function timesOf(repo: string, branch?: string): string[] {
  return [...new Set(measurementsOf(repo, branch).map(({ at }) => new Date(at).toISOString().slice(0, 19)))];
}

describe('runOnce() as a dry run', () => {
  test('plans the very files and steps that the real run then writes, and changes nothing', async () => {
    service.failing.set('/api', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api`, web: `${service.url}/web` } });
    const remote = makeBareRemote(root);
    await runAt(root, '2026-11-20T10:00:00Z');
    const before = { refs: refsOf(root), remote: refsOf(remote), tree: git(root, ['status', '--porcelain']) };
    const dry = await runAt(root, '2026-11-20T10:05:00Z', { isDry: true });
    expect({ refs: refsOf(root), remote: refsOf(remote), tree: git(root, ['status', '--porcelain']) }).toEqual(before);
    expect(dry.landed).toBeUndefined();
    const real = await runAt(root, '2026-11-20T10:05:00Z');
    const { steps, unopened, landing } = real.plan;
    expect({ steps, unopened, main: landing.main }).toEqual({
      steps: dry.plan.steps,
      unopened: dry.plan.unopened,
      main: dry.plan.landing.main,
    });
    expect(steps).toHaveLength(1);
    for (const { path, text } of dry.plan.landing.main.changes) {
      expect(readFileSync(join(root, path), 'utf8')).toBe(text);
      expect(filesOf(remote, 'main').get(path)).toBe(text);
    }
    // Response times differ from run to run, so of the measurements the answers are the same.
    const answers = (run: typeof dry): unknown[] => run.plan.measurements.map(({ ms: _, ...rest }) => rest);
    expect(answers(real)).toEqual(answers(dry));
    const written = dry.plan.landing.data.changes.find(({ path }) => path === 'written')?.text;
    expect(filesOf(remote, 'status-data').get('written')).toBe(written);
  });
});

describe('runOnce() once more', () => {
  test('adds nothing with the same time and the same answers, whatever it took to answer', async () => {
    service.failing.set('/api', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api`, web: `${service.url}/web` } });
    for (const now of ['10:00:00', '10:00:00', '10:05:00', '10:05:00']) await runAt(root, `2026-11-20T${now}Z`);
    expect(timesOf(root)).toEqual(['2026-11-20T10:00:00', '2026-11-20T10:05:00']);
    const before = refsOf(root);
    service.delayMs = 300;
    const again = await runAt(root, '2026-11-20T10:05:00Z');
    expect(again.outcomes.map(({ ms = 0 }) => ms >= 250)).toEqual([true, true]);
    expect(refsOf(root)).toBe(before);
    expect(again.plan.landing).toMatchObject({ main: { changes: [] }, data: { changes: [] } });
  });

  test('takes no second step at the same time', async () => {
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` }, triage: { stableFor: '10m' } });
    service.failing.set('/api', 500);
    for (const now of ['10:00', '10:05']) await runAt(root, `2026-11-20T${now}:00Z`);
    service.failing.clear();
    for (const now of ['10:10', '10:15', '10:15', '10:15']) await runAt(root, `2026-11-20T${now}:00Z`);
    expect(incidentsOf(root, 'main')).toEqual({ '2026-11-20-api': ['investigating', 'monitoring'] });
    await runAt(root, '2026-11-20T10:20:00Z');
    expect(incidentsOf(root, 'main')).toEqual({ '2026-11-20-api': ['investigating', 'monitoring', 'resolved'] });
  });

  test('keeps both runs where the answers differ, and adds the second one once', async () => {
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    await runAt(root, '2026-11-20T10:00:00Z');
    service.failing.set('/api', 500);
    for (let round = 0; round < 3; round += 1) await runAt(root, '2026-11-20T10:00:00Z');
    expect(measurementsOf(root).map(({ at, state }) => [new Date(at).toISOString(), state])).toEqual([
      ['2026-11-20T10:00:00.000Z', 'up'],
      ['2026-11-20T10:00:01.000Z', 'down'],
    ]);
  });

  test('adds measurements only while the verdicts stay', async () => {
    service.failing.set('/api', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    for (const now of ['10:00', '10:05']) await runAt(root, `2026-11-20T${now}:00Z`);
    const main = git(root, ['rev-parse', 'main']);
    for (const now of ['10:10', '10:15', '10:20']) await runAt(root, `2026-11-20T${now}:00Z`);
    expect(git(root, ['rev-parse', 'main'])).toBe(main);
    expect(measurementsOf(root)).toHaveLength(5);
    expect(subjectsOf(root, 'status-data')).toEqual(['Measurements of 2026-11-20']);
  });
});

describe('runOnce() in repositories of every form', () => {
  test.each([
    ['without a remote, on master', { branch: 'master' }, false],
    ['with a remote, on master', { branch: 'master' }, true],
    ['in a folder of its repository', { folder: 'ops/status page' }, true],
  ])('opens and lands %s', async (_, options, hasRemote) => {
    service.failing.set('/api', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } }, options);
    const remote = hasRemote ? makeBareRemote(git(root, ['rev-parse', '--show-toplevel'])) : root;
    for (const now of ['10:00', '10:05']) await runAt(root, `2026-11-20T${now}:00Z`);
    const branch = 'branch' in options ? options.branch : 'main';
    expect(incidentsOf(remote, branch)).toEqual({ '2026-11-20-api': ['investigating'] });
    expect(measurementsOf(remote)).toHaveLength(2);
    expect(readFileSync(join(root, 'incidents/2026/2026-11-20-api.md'), 'utf8')).toContain('The api is down');
    expect(git(root, ['status', '--porcelain'])).toBe('');
    expect(git(root, ['branch', '--list', '--format=%(refname:short)']).split('\n')).not.toContain('candor/incidents');
  });

  test('goes on in a fresh shallow clone each time', async () => {
    service.failing.set('/api', 500);
    const first = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    commitFiles(first, { files: { 'README.md': 'Example' } });
    const remote = makeBareRemote(first);
    for (const now of ['19T23:55', '20T00:00', '20T00:05']) {
      await runAt(cloneOf(remote, ['--depth=1']), `2026-11-${now}:00Z`);
    }
    service.failing.clear();
    for (const now of ['00:10', '00:15', '00:25']) {
      await runAt(cloneOf(remote, ['--depth=1']), `2026-11-20T${now}:00Z`);
    }
    expect(incidentsOf(remote, 'main')).toEqual({ '2026-11-19-api': ['investigating', 'monitoring', 'resolved'] });
    expect(timesOf(remote)).toHaveLength(6);
    expect(subjectsOf(remote, 'status-data')).toEqual(['Measurements of 2026-11-20', 'Measurements of 2026-11-19']);
    expect(git(remote, ['rev-list', '--count', 'main'])).toBe('5');
  });
});

describe('runOnce() and the clock', () => {
  test('a clock put back loses no measurement, silences nothing and opens no second incident', async () => {
    const root = makeCheckedRoot({ components: { api: `${service.url}/api`, web: `${service.url}/web` } });
    service.failing.set('/api', 500);
    // The clock runs three hours ahead, and is then put right.
    for (const now of ['13:00', '13:05']) await runAt(root, `2026-11-20T${now}:00Z`);
    service.failing.set('/web', 500);
    for (const now of ['10:10', '10:15']) await runAt(root, `2026-11-20T${now}:00Z`);
    expect(incidentsOf(root, 'main')).toEqual({
      '2026-11-20-api': ['investigating'],
      '2026-11-20-web': ['investigating'],
    });
    service.failing.clear();
    for (const now of ['10:20', '10:25', '10:40']) await runAt(root, `2026-11-20T${now}:00Z`);
    expect(incidentsOf(root, 'main')).toEqual({
      '2026-11-20-api': ['investigating', 'monitoring', 'resolved'],
      '2026-11-20-web': ['investigating', 'monitoring', 'resolved'],
    });
    expect(timesOf(root)).toHaveLength(7);
  });

  test('a run that was overtaken by one of a few seconds later does not turn its decision back', async () => {
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` }, triage: { confirmAfter: 1 } });
    for (const now of ['09:55:00', '10:00:00']) await runAt(root, `2026-11-20T${now}Z`);
    service.failing.set('/api', 500);
    await runAt(root, '2026-11-20T10:05:03Z');
    service.failing.clear();
    await runAt(root, '2026-11-20T10:05:00Z');
    expect(incidentsOf(root, 'main')).toEqual({ '2026-11-20-api': ['investigating'] });
  });

  test.each([
    ['midnight', ['2026-11-20T23:59:59Z', '2026-11-21T00:00:00Z'], ['2026-11-20', '2026-11-21']],
    ['the end of the year', ['2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'], ['2026-12-31', '2027-01-01']],
    ['29 February', ['2028-02-29T23:59:59Z', '2028-03-01T00:00:00Z'], ['2028-02-29', '2028-03-01']],
  ])('%s parts two days, and a row of failures goes on across it', async (_, times, days) => {
    service.failing.set('/api', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    for (const now of times) await runAt(root, now);
    expect([...filesOf(root, 'status-data', 'measurements/').keys()]).toEqual(
      days.map((day) => `measurements/${day.slice(0, 4)}/${day}.txt`),
    );
    expect(subjectsOf(root, 'status-data')).toEqual(days.map((day) => `Measurements of ${day}`).reverse());
    expect(incidentsOf(root, 'main')).toEqual({ [`${days[0] ?? ''}-api`]: ['investigating'] });
  });

  test('a run whose second is taken at the last of a day counts as of the next', async () => {
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    await runAt(root, '2026-11-20T23:59:59Z');
    service.failing.set('/api', 500);
    await runAt(root, '2026-11-20T23:59:59Z');
    expect(timesOf(root)).toEqual(['2026-11-20T23:59:59', '2026-11-21T00:00:00']);
  });

  test('a run of yesterday that comes after midnight adds no second commit of a day', async () => {
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    for (const now of ['20T23:55', '21T00:00', '20T23:59', '21T00:05']) await runAt(root, `2026-11-${now}:00Z`);
    expect(subjectsOf(root, 'status-data')).toEqual(['Measurements of 2026-11-21', 'Measurements of 2026-11-20']);
    expect(timesOf(root)).toHaveLength(4);
  });
});

describe('runOnce() and status.yml', () => {
  test('measures what it says now, a new check beside the old ones', async () => {
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    await runAt(root, '2026-11-20T10:00:00Z');
    const components = { api: `${service.url}/api`, web: `${service.url}/web` };
    commitFiles(root, { files: { 'status.yml': statusFile({ components }) } });
    await runAt(root, '2026-11-20T10:05:00Z');
    expect(filesOf(root, 'status-data').get('measurements/2026/2026-11-20.txt')).toMatch(
      /^10:00:00 10:05:00\napi-health:200 \d+ \d+\nweb-health:200 - \d+\n$/,
    );
  });
});
