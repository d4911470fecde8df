import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { refsOf } from '../support/check-root.ts';
import { makeFolder, makeTestRepo } from '../support/make-repo.ts';
import { runCli } from '../support/run-cli.ts';

const HEADING = 'at\tcheck\tstate\tcode\tms';
const ROWS = ['2026-11-19T23:59:59Z\tapi\tup\t200\t41', '2026-11-20T10:05:00Z\tapi\tdown\ttimeout\t-'];
const NOW = '2026-11-20T12:00:00Z';

function makeRoot(): string {
  return makeTestRepo({ commits: [{ files: { 'status.yml': 'page: {}\n' } }] });
}

function writeTable(lines: readonly string[]): string {
  const file = join(makeFolder(), 'table.tsv');
  writeFileSync(file, `${[HEADING, ...lines].join('\n')}\n`);
  return file;
}

describe('candor import measurements', () => {
  test('says in words, or with --json as numbers, what it brought over', async () => {
    const root = makeRoot();
    const table = writeTable(ROWS);
    expect(await runCli(['import', 'measurements', table, '--root', root, '--now', NOW])).toMatchObject({
      exitCode: 0,
      stdout: '2 measurements read, 2 added in 2 days.\n',
    });
    const again = await runCli(['import', 'measurements', table, '--root', root, '--now', NOW, '--json']);
    expect({ ...again, stdout: JSON.parse(again.stdout) }).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: { read: 2, added: 0, days: 0 },
    });
  });

  test('exits 2 and writes nothing where a row cannot be read or there is no file', async () => {
    const root = makeRoot();
    const before = refsOf(root);
    const table = writeTable([...ROWS, '2026-11-20T10:05:00Z\tAPI\tup']);
    expect(await runCli(['import', 'measurements', table, '--root', root])).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: `${table}:4:22: error: Cannot read "check": expected the id of a check, for example public-api, got "API"\nNothing was brought over.\n`,
    });
    expect(await runCli(['import', 'measurements', 'none.tsv', '--root', root])).toMatchObject({
      exitCode: 2,
      stderr: 'Cannot open the file "none.tsv": there is none.\n',
    });
    expect(refsOf(root)).toBe(before);
  });
});

describe('candor data', () => {
  test('prints the table that was brought over, whole, filtered, and as JSON', async () => {
    const root = makeRoot();
    await runCli(['import', 'measurements', writeTable(ROWS), '--root', root, '--now', NOW]);
    const data = (...args: string[]): ReturnType<typeof runCli> => runCli(['data', '--root', root, ...args]);
    expect(await data()).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: `${[HEADING, ...ROWS].join('\n')}\n`,
    });
    expect(await data('--from', '2026-11-20T00:00:00Z', '--until', '2026-11-21T00:00:00Z')).toMatchObject({
      stdout: `${HEADING}\n${ROWS[1] ?? ''}\n`,
    });
    expect(await data('--check', 'mail')).toMatchObject({ exitCode: 0, stdout: `${HEADING}\n` });
    expect(JSON.parse((await data('--json')).stdout)).toEqual([
      { at: '2026-11-19T23:59:59Z', check: 'api', state: 'up', code: '200', ms: 41 },
      { at: '2026-11-20T10:05:00Z', check: 'api', state: 'down', code: 'timeout' },
    ]);
  });
});
