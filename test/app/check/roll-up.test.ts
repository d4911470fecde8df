/** What the first run of a day does with measurements that are old enough. */
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { importMeasurements, readAllMeasurements } from '../../../src/app/measurements.ts';
import { sortMeasurements } from '../../../src/content/measurement-file.ts';
import { formatMeasurementTable } from '../../../src/content/measurement-table.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import type { FileChange } from '../../../src/ports.ts';
import { formatDay, formatInstant } from '../../../src/schema/timestamp.ts';
import { filesOf, openPorts, runAt, type Service, startService, subjectsOf } from '../../support/check-root.ts';
import { open } from '../../support/land.ts';
import { cloneOf, commitFiles, countPushedBytes, git, makeBareRemote } from '../../support/make-repo.ts';
import { figuresOf, hourly, makeRolledRoot, OTHER_FILES } from '../../support/rolled-root.ts';

vi.setConfig({ testTimeout: 60_000 });

const FIRST = '2026-11-20T00:00:30Z';
const SECOND = '2026-11-20T00:05:30Z';
const MONTH = 'measurements/2026/2026-11.txt';
const LAST_EVENING = '2026-11-19T23:59:00Z';
const INCIDENT = `---
title: Errors of the API
category: internal
impact: major
components:
  api: major_outage
---

## Investigating · 2026-11-14T10:10:00Z

We look.

## Resolved · 2026-11-14T12:30:00Z
`;

function dayFile(day: number, ending = 'txt'): string {
  return `measurements/2026/2026-11-${day}.${ending}`;
}

function measurementFiles(repo: string, branch = 'status-data'): string[] {
  return [...filesOf(repo, branch, 'measurements/').keys()];
}

const ROLLED_UP = [17, 18, 19, 20].map((day) => dayFile(day)).concat(MONTH);

let service: Service;
beforeEach(async () => {
  service = await startService();
});

describe('the first run of a UTC day', () => {
  test('rolls up what is old enough: the branch begins anew, and every figure stays', async () => {
    const { root } = await makeRolledRoot(service);
    const before = await figuresOf(root, LAST_EVENING);
    const { plan } = await runAt(root, FIRST, { isDry: true });
    const { plan: carriedOut, notes } = await runAt(root, FIRST);
    const old = (changes: readonly FileChange[]): FileChange[] => changes.filter(({ path }) => path !== dayFile(20));
    expect(old(carriedOut.landing.data.changes)).toEqual(old(plan.landing.data.changes));
    expect(notes).toEqual([]);
    expect(measurementFiles(root)).toEqual(ROLLED_UP);
    expect(subjectsOf(root, 'status-data')).toEqual(['Measurements of 2026-11-20']);
    expect(await figuresOf(root, LAST_EVENING)).toEqual(before);
    for (const [path, text] of Object.entries(OTHER_FILES)) {
      expect(git(root, ['show', `status-data:${path}`])).toBe(text.trimEnd());
    }
    expect(
      git(root, ['show', `status-data:${MONTH}`])
        .split('\n')
        .slice(0, 6),
    ).toEqual([
      '2026-11-11: 00:00:03 20 21:00:03 22:00:03 23:00:03',
      'api-health 48/58 22 !2',
      'web-health 47/58 24',
      '2026-11-12: 00:00:03 01:00:03 02:00:03 03:00:03 19 23:00:03',
      'api-health 48/58 !2 22',
      'web-health 48/58 1 !2 21',
    ]);
  });

  test('is the only one that looks; the next day adds to the month and begins the branch anew once more', async () => {
    const { root } = await makeRolledRoot(service);
    await runAt(root, FIRST);
    const month = git(root, ['show', `status-data:${MONTH}`]);
    const { ports } = await openPorts(root);
    const snapshot = await ports.repository.snapshot();
    const list = vi.spyOn(snapshot, 'listDataFiles');
    vi.spyOn(ports.repository, 'snapshot').mockResolvedValue(snapshot);
    await runAt(root, SECOND);
    expect(list).not.toHaveBeenCalled();
    expect(subjectsOf(root, 'status-data')).toHaveLength(1);
    await runAt(root, '2026-11-21T00:00:30Z');
    expect(measurementFiles(root)).toEqual([18, 19, 20, 21].map((day) => dayFile(day)).concat(MONTH));
    expect(git(root, ['show', `status-data:${MONTH}`]).startsWith(month)).toBe(true);
    expect(subjectsOf(root, 'status-data')).toEqual(['Measurements of 2026-11-21']);
  });

  test('leaves what belongs to an incident as it was measured, from an hour before it', async () => {
    const { root, days } = await makeRolledRoot(service);
    commitFiles(root, { files: { 'incidents/2026/2026-11-14-api.md': INCIDENT } });
    const before = await figuresOf(root, LAST_EVENING);
    await runAt(root, FIRST);
    expect(measurementFiles(root)).toEqual([dayFile(14, 'kept'), dayFile(14), ...ROLLED_UP]);
    expect(days.get(dayFile(14))).toContain('10:00:03 11:00:03 12:00:03');
    expect(git(root, ['show', `status-data:${dayFile(14)}`])).toBe(
      '10:00:03 11:00:03 12:00:03\napi-health !503:900 !503:900 !503:900\nweb-health:200 42 43 44',
    );
    expect(await figuresOf(root, LAST_EVENING)).toEqual(before);
    const { repository } = await open(root);
    const filter = { from: Date.parse('2026-11-14T09:10:00Z'), until: Date.parse('2026-11-14T12:30:00Z') };
    const { measurements } = await readAllMeasurements(repository, filter);
    const isWithin = ({ at }: Measurement): boolean => at >= filter.from && at < filter.until;
    expect(measurements).toEqual(sortMeasurements(hourly().filter(isWithin)));
    // The next days have nothing to do with it.
    const left = git(root, ['show', `status-data:${dayFile(14)}`]);
    await runAt(root, '2026-11-21T00:00:30Z');
    expect(git(root, ['show', `status-data:${dayFile(14)}`])).toBe(left);
    const month = git(root, ['show', `status-data:${MONTH}`]).split('\n');
    expect(month.filter((line) => line.startsWith('2026-11-14:'))).toHaveLength(1);
  });

  test('leaves to "candor data" where each state begins and ends, and to an import nothing to add', async () => {
    const { root } = await makeRolledRoot(service);
    await runAt(root, FIRST);
    const { ports } = await openPorts(root);
    const { measurements, warnings } = await readAllMeasurements(ports.repository, {});
    const ofDay = measurements.filter(({ at, check }) => formatDay(at) === '2026-11-12' && check === 'web-health');
    expect(ofDay.map(({ at, state, ...rest }) => [formatInstant(at).slice(11, 16), state, rest])).toEqual([
      ['00:00', 'up', { check: 'web-health' }],
      ['01:00', 'down', { check: 'web-health' }],
      ['02:00', 'down', { check: 'web-health' }],
      ['03:00', 'up', { check: 'web-health' }],
      ['23:00', 'up', { check: 'web-health' }],
    ]);
    expect(warnings).toEqual([
      'Rolled up, from 2026-11-11 to 2026-11-16: of measurements that answered the same, the first and the last alone, without code and time.',
    ]);
    const text = formatMeasurementTable(hourly());
    const now = Date.parse(SECOND);
    expect(await importMeasurements(ports, { path: 'm.tsv', text }, now)).toEqual({ read: 432, added: 0, days: 0 });
  });

  test('rolls up nothing while a file of incidents/ cannot be read, and says so', async () => {
    const { root, days } = await makeRolledRoot(service);
    commitFiles(root, { files: { 'incidents/2026/2026-11-14-api.md': INCIDENT.replace('impact: major\n', '') } });
    const { notes } = await runAt(root, FIRST);
    expect(notes.at(-1)).toBe(
      'No measurements are rolled up while incidents/2026/2026-11-14-api.md cannot be read: it may speak of them.',
    );
    expect(measurementFiles(root)).toEqual([...days.keys(), dayFile(20)]);
    expect(subjectsOf(root, 'status-data')).toHaveLength(2);
  });

  test('leaves a day that cannot be read in full as it is, and says so', async () => {
    const { root, days } = await makeRolledRoot(service, {
      [dayFile(13)]: '00:00:03 01:00:03\napi-health 41\nweb-health 4 5\n',
    });
    const { notes } = await runAt(root, FIRST);
    expect(notes).toEqual([expect.stringContaining(`Not rolled up, it cannot be read in full: ${dayFile(13)}:2:1:`)]);
    expect(measurementFiles(root)).toEqual([dayFile(13), ...ROLLED_UP]);
    expect(git(root, ['show', `status-data:${dayFile(13)}`])).toBe('00:00:03 01:00:03\napi-health 41\nweb-health 4 5');
    expect([...days.keys()]).toHaveLength(9);
  });

  test('keeps what came to a rolled-up day later beside it, where it changes no figure', async () => {
    const { root } = await makeRolledRoot(service);
    await runAt(root, FIRST);
    const before = await figuresOf(root, LAST_EVENING);
    // A clock that is put back for one run.
    service.failing.set('/api', 500);
    await runAt(root, '2026-11-12T06:30:00Z');
    expect(measurementFiles(root)).toContain(dayFile(12));
    expect(await figuresOf(root, LAST_EVENING)).toEqual(before);
    await runAt(root, '2026-11-21T00:00:30Z');
    expect(measurementFiles(root)).toContain(dayFile(12, 'kept'));
    const late = git(root, ['show', `status-data:${dayFile(12)}`]);
    expect(late).toMatch(/^06:30:00\napi-health !500:\d+\nweb-health:200 \d+$/);
    expect(await figuresOf(root, LAST_EVENING)).toEqual(before);
  });

  test('ages nothing by a clock that jumps ahead for a night, and says so', async () => {
    const { root } = await makeRolledRoot(service);
    await runAt(root, '2027-06-01T00:00:30Z');
    const { notes } = await runAt(root, '2027-06-02T00:00:30Z');
    expect(measurementFiles(root)).toEqual([
      ...[18, 19].map((day) => dayFile(day)),
      MONTH,
      ...['01', '02'].map((day) => `measurements/2027/2027-06-${day}.txt`),
    ]);
    expect(notes).toContain(
      'No measurements are rolled up by a clock that is days ahead of the measurements, which end on 2026-11-19. Where it is right, that is made up for within three days.',
    );
  });
});

describe('a roll-up with a remote', () => {
  test.each([
    ['a whole clone', []],
    ['a shallow clone', ['--depth=1']],
    ['a clone without contents', ['--filter=blob:none']],
  ])('lands from %s, and sends little', async (_, options) => {
    const { root } = await makeRolledRoot(service);
    const remote = makeBareRemote(root);
    const clone = cloneOf(remote, options);
    const before = await figuresOf(root, LAST_EVENING);
    const pushed = countPushedBytes(clone);
    await runAt(clone, FIRST);
    expect(pushed()).toBeLessThan(4_000);
    expect(measurementFiles(remote)).toEqual(ROLLED_UP);
    expect(subjectsOf(remote, 'status-data')).toEqual(['Measurements of 2026-11-20']);
    expect(git(remote, ['fsck', '--strict', '--no-dangling'])).toBe('');
    expect(git(clone, ['status', '--porcelain'])).toBe('');
    git(root, ['fetch', '--quiet', 'origin']);
    expect(await figuresOf(root, LAST_EVENING)).toEqual(before);
    // Once the old commits are gone, so is what they held.
    git(remote, ['reflog', 'expire', '--expire=now', '--all']);
    git(remote, ['gc', '--quiet', '--prune=now']);
    const files = git(remote, ['ls-tree', '-r', 'status-data']).split('\n').length;
    const blobs = git(remote, ['cat-file', '--batch-all-objects', '--batch-check=%(objecttype)']).split('\n');
    expect(blobs.filter((type) => type === 'blob')).toHaveLength(files + 1);
  });

  test('that another writer has made first is not made again, and neither run is lost', async () => {
    const { root } = await makeRolledRoot(service);
    const remote = makeBareRemote(root);
    const [one, two] = [cloneOf(remote), cloneOf(remote, ['--depth=1'])];
    const before = await figuresOf(root, LAST_EVENING);
    const { ports, notes } = await openPorts(two);
    const { land } = ports.repository;
    // The other lands between this one's plan and its push.
    const spy = vi.spyOn(ports.repository, 'land').mockImplementationOnce(async (snapshot, landing) => {
      await runAt(one, FIRST);
      return land(snapshot, landing);
    });
    const { runOnce } = await import('../../../src/app/check/run.ts');
    const { plan } = await runOnce(ports, { now: Date.parse(SECOND) });
    expect(spy.mock.calls.map(([, landing]) => landing.data.isNewRoot)).toEqual([true, undefined]);
    expect(plan.landing.data.changes.map(({ path }) => path)).toEqual([dayFile(20)]);
    expect(notes).toEqual([]);
    expect(measurementFiles(remote)).toEqual(ROLLED_UP);
    expect(git(remote, ['show', `status-data:${dayFile(20)}`]).split('\n')[0]).toBe('00:00:30 00:05:30');
    expect(subjectsOf(remote, 'status-data')).toHaveLength(1);
    // Each goes on from a branch that the other has begun anew.
    await runAt(two, '2026-11-21T00:00:30Z');
    await runAt(one, '2026-11-21T00:05:30Z');
    await runAt(one, '2026-11-22T00:00:30Z');
    await runAt(two, '2026-11-22T00:05:30Z');
    expect(measurementFiles(remote)).toEqual([19, 20, 21, 22].map((day) => dayFile(day)).concat(MONTH));
    expect(git(remote, ['fsck', '--strict', '--no-dangling'])).toBe('');
    git(root, ['fetch', '--quiet', 'origin']);
    expect(await figuresOf(root, LAST_EVENING)).toEqual(before);
  });
});
