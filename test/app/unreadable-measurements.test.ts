import { describe, expect, test } from 'vitest';

import { importMeasurements } from '../../src/app/measurements.ts';
import { filesOf, makeCheckedRoot, openPorts, runAt, startService } from '../support/check-root.ts';
import { at } from '../support/builders.ts';
import { commitFiles, git } from '../support/make-repo.ts';

const DAY_FILE = 'measurements/2026/2026-11-20.txt';
const BESIDE = 'measurements/2026/2026-11-20.unreadable.txt';
const MISALIGNED = '10:00:00 10:05:00\napi-health:200 41 42\nold-check 7\nweb-health:200 - 9\n';
const CONFLICT = `<<<<<<< ours\n10:00:00\napi-health 41\n=======\n10:05:00\napi-health 42\n>>>>>>> theirs\n`;

/** A page with one check, and a `status-data` on which somebody has left this day file. */
async function makeDamaged(day: string): Promise<string> {
  const { url } = await startService();
  const root = makeCheckedRoot({ components: { api: `${url}/api` } });
  git(root, ['switch', '--quiet', '--orphan', 'status-data']);
  commitFiles(root, { files: { [DAY_FILE]: day }, message: 'Measurements of 2026-11-20' });
  git(root, ['switch', '--quiet', 'main']);
  return root;
}

function rowsOf(root: string): string[] {
  return (filesOf(root, 'status-data').get(DAY_FILE) ?? '').trimEnd().split('\n');
}

describe('runOnce() on a day file that cannot be read in full', () => {
  test.each([
    ['a line that is not aligned', MISALIGNED, ['api-health', 'web-health']],
    ['the marks of a conflict', CONFLICT, ['api-health']],
  ])('keeps the measurements beside %s, and the file as it was', async (_, day, checks) => {
    const root = await makeDamaged(day);
    const { notes } = await runAt(root, '2026-11-20T10:10:00Z');
    expect(notes.join('\n')).toContain(`${DAY_FILE}:`);
    const [header, ...rows] = rowsOf(root);
    expect(header).toBe('10:00:00 10:05:00 10:10:00');
    expect(rows.map((row) => /^[\w-]+/.exec(row)?.[0])).toEqual(checks);
    expect(rows[0]).toMatch(/^api-health(?::200)? (?:\.:)?41 (?:\.:)?42 /);
    expect(filesOf(root, 'status-data').get(BESIDE)).toBe(day);
    await runAt(root, '2026-11-20T10:15:00Z');
    expect(rowsOf(root)[0]).toBe('10:00:00 10:05:00 10:10:00 10:15:00');
    expect(filesOf(root, 'status-data').get(BESIDE)).toBe(day);
  });

  test('leaves it alone on another day', async () => {
    const root = await makeDamaged(MISALIGNED);
    await runAt(root, '2026-11-21T10:10:00Z');
    expect(filesOf(root, 'status-data').get(DAY_FILE)).toBe(MISALIGNED);
    expect(filesOf(root, 'status-data').has(BESIDE)).toBe(false);
  });
});

describe('importMeasurements() into a day file that cannot be read in full', () => {
  test('keeps what is there, after what was kept before', async () => {
    const root = await makeDamaged(MISALIGNED);
    const { ports } = await openPorts(root);
    const text = (time: string): string => `at\tcheck\tstate\tcode\tms\n2026-11-20T${time}Z\tapi-health\tup\t200\t44\n`;
    const read = await importMeasurements(ports, { path: 'table', text: text('10:10:00') }, at('2026-11-21T00:00:00Z'));
    expect(read).toEqual({ read: 1, added: 1, days: 1 });
    expect(filesOf(root, 'status-data').get(DAY_FILE)).toBe(
      '10:00:00 10:05:00 10:10:00\napi-health:200 41 42 44\nweb-health:200 - 9 -\n',
    );
    git(root, ['switch', '--quiet', 'status-data']);
    commitFiles(root, { files: { [DAY_FILE]: CONFLICT } });
    git(root, ['switch', '--quiet', 'main']);
    await importMeasurements(ports, { path: 'table', text: text('10:15:00') }, at('2026-11-21T00:00:00Z'));
    expect(filesOf(root, 'status-data').get(BESIDE)).toBe(MISALIGNED + CONFLICT);
  });
});
