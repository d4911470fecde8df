import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { makeFolder } from '../support/make-repo.ts';
import { rowsOf, tableOf } from '../support/replay.ts';
import { type CliResult, runCli, startCli } from '../support/run-cli.ts';

vi.setConfig({ testTimeout: 60_000 });

const DEFAULTS = 'There is no status.yml: every setting is the default, and each check a component.\n';
const CONFIG = `page: { name: Example Cloud, url: https://status.example.org }
components: [{ id: api, name: API, checks: [{ id: api-a, type: tcp, host: h.invalid, port: 1 }] }]
`;
const TABLE = tableOf(rowsOf({ 'api-a': 'udduuuuu', web: 'uuuudddd' }));

/** A folder with these files; no status.yml lies above it. */
function folder(files: Readonly<Record<string, string>>): string {
  const root = makeFolder();
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  return root;
}

function replay(cwd: string, ...args: string[]): Promise<CliResult> {
  return runCli(['replay', ...args], { cwd });
}

describe('candor replay', () => {
  test('--json prints the incidents exactly, ordered by start', async () => {
    const root = folder({ 'status.yml': CONFIG, 'm.tsv': TABLE });
    const { exitCode, stdout, stderr } = await replay(root, 'm.tsv', '--json');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: '1 check that status.yml does not know is a component of its own.\n',
    });
    expect(JSON.parse(stdout)).toEqual({
      incidents: [
        {
          id: '2026-11-20-api',
          startedAt: '2026-11-20T10:05:00Z',
          resolvedAt: '2026-11-20T10:30:00Z',
          checks: ['api-a'],
          components: ['api'],
          category: 'undetermined',
        },
        {
          id: '2026-11-20-web',
          startedAt: '2026-11-20T10:20:00Z',
          resolvedAt: null,
          checks: ['web'],
          components: ['web'],
          category: 'undetermined',
        },
      ],
    });
  });

  test('prints a table for people, and works without status.yml', async () => {
    const root = folder({ 'm.tsv': TABLE });
    expect(await replay(root, 'm.tsv')).toMatchObject({
      exitCode: 0,
      stderr: DEFAULTS,
      stdout: `STARTED (UTC)     TOLD AFTER  RESOLVED          LASTED  CATEGORY      INCIDENT          CHECKS
2026-11-20 10:05  5m          2026-11-20 10:30  25m     undetermined  2026-11-20-api-a  api-a
2026-11-20 10:20  5m          open                      undetermined  2026-11-20-web    web

2 incidents on 8 runs of 2 checks, 2026-11-20 10:00 to 2026-11-20 10:35 UTC
`,
    });
  });

  test('compares with another policy, side by side or with --json beside the incidents', async () => {
    const root = folder({ 'm.tsv': TABLE, 'p.yml': 'triage: { confirmAfter: 3 }\n' });
    const { stdout } = await replay(root, 'm.tsv', '--policy', 'p.yml');
    expect(stdout).toBe(`   NOW (UTC)               CHECKS  WITH p.yml              CHECKS
-  2026-11-20 10:05, 25m   api-a
=  2026-11-20 10:20, open  web     2026-11-20 10:20, open  web

2 incidents now, 1 with p.yml, on 8 runs of 2 checks, 2026-11-20 10:00 to 2026-11-20 10:35 UTC
= the same 1, ~ different 0, - only now 1, + only with p.yml 0
Half of them are told within 5m now, within 10m with p.yml.
`);
    const json = JSON.parse((await replay(root, 'm.tsv', '--policy', 'p.yml', '--json')).stdout);
    expect(json.incidents).toHaveLength(2);
    expect(json.comparison).toEqual({
      policy: 'p.yml',
      incidents: [json.incidents[1]],
      differences: [{ difference: 'only-current', current: '2026-11-20-api-a', policy: null }],
    });
  });

  test('--events samples changes of state', async () => {
    const events = ['10:00:30Z\tweb\tup', '10:07:00Z\tweb\tdown\t0\t0', '10:33:00Z\tweb\tup\t200\t80'];
    const root = folder({
      'e.tsv': `at\tcheck\tstate\tcode\tms\n${events.map((row) => `2026-11-20T${row}\n`).join('')}`,
    });
    const timesOf = async (...args: string[]): Promise<string[][]> => {
      const { stdout } = await replay(root, 'e.tsv', '--events', '--json', ...args);
      const { incidents } = JSON.parse(stdout) as { incidents: Record<'startedAt' | 'resolvedAt', string>[] };
      return incidents.map(({ startedAt, resolvedAt }) => [startedAt, resolvedAt]);
    };
    expect(await timesOf()).toEqual([['2026-11-20T10:10:00Z', '2026-11-20T10:50:00Z']]);
    expect(await timesOf('--every', '2m')).toEqual([['2026-11-20T10:08:00Z', '2026-11-20T10:50:00Z']]);
    expect(await timesOf('--every', '15m', '--now', '2026-11-20T10:40:00Z')).toEqual([['2026-11-20T10:15:00Z', null]]);
    expect(await timesOf('--every', '5m', '--gap', '5m')).toEqual([]);
  });

  test('opens nothing during a maintenance of the root folder, unless told to leave these out', async () => {
    const root = folder({ 'status.yml': CONFIG, 'm.tsv': TABLE });
    mkdirSync(join(root, 'incidents'));
    const scheduled = '{ from: 2026-11-20T10:00:00Z, until: 2026-11-20T11:00:00Z }';
    const file = `---\nkind: maintenance\ntitle: Upgrade\ncomponents: [api]\nscheduled: ${scheduled}\n---\n`;
    writeFileSync(join(root, 'incidents/upgrade.md'), file);
    const { stdout, stderr } = await replay(root, 'm.tsv');
    expect(stdout).toContain('\n1 incident on ');
    expect(stderr).toContain('Failures during 1 maintenance of incidents/ opened nothing.');
    const without = await replay(root, 'm.tsv', '--no-maintenances');
    expect(without.stdout).toContain('\n2 incidents on ');
    expect(without.stderr).not.toContain('maintenance');
  });

  test('reads standard input', async () => {
    const { child, result } = startCli(['replay', '-', '--json'], { cwd: folder({}), stdin: 'pipe' });
    child.stdin?.end(TABLE);
    expect(JSON.parse((await result).stdout).incidents).toHaveLength(2);
  });

  test('says that runs lie too far apart for a failure to be confirmed', async () => {
    const root = folder({ 'm.tsv': tableOf(rowsOf({ web: 'uddd' }, 60)) });
    expect(await replay(root, 'm.tsv')).toMatchObject({
      stdout: '0 incidents on 4 runs of 1 check, 2026-11-20 10:00 to 2026-11-20 13:00 UTC\n',
      stderr: `${DEFAULTS}3 of 4 runs came later than 30m after the one before, when a measurement holds no more (uptime.holdFor), so that failures there are not confirmed. Use "--events" where rows are changes of state.\n`,
    });
  });

  test('exits 0 for a table without rows', async () => {
    const root = folder({ 'm.tsv': 'at\tcheck\tstate\tcode\tms\n' });
    expect(await replay(root, 'm.tsv')).toMatchObject({ exitCode: 0, stdout: '0 incidents on no run at all\n' });
    expect(await replay(root, 'm.tsv', '--events', '--json')).toMatchObject({ stdout: '{\n  "incidents": []\n}\n' });
  });

  test.each([
    [['none.tsv'], 'Cannot open the file "none.tsv": there is none.'],
    [['.'], 'Cannot open the file ".": there is none.'],
    [
      ['bad.tsv'],
      'bad.tsv:2:1: error: Cannot read "at": expected a time with an offset, for example 2026-11-20T10:05:00Z, got "now"',
    ],
    [['m.tsv', '--policy', 'none.yml'], 'Cannot open the file "none.yml": there is none.'],
    [['m.tsv', '--policy', 'bad.yml'], 'bad.yml:1:1: error: Cannot use the key "confirm": expected one of'],
    [['m.tsv', '--every', '5m'], 'Cannot use "--every" without "--events": only changes of state are sampled.'],
    [['m.tsv', '--events', '--every', '500ms'], 'Cannot sample so often: expected "--every" in whole seconds'],
    [['m.tsv', '--events', '--every', '2h', '--gap', '1h'], 'Cannot sample states that hold for less than "--every"'],
    [
      ['m.tsv', '--events', '--every', 'often'],
      "argument 'often' is invalid. Expected a duration such as 90s, 5m or 1h.",
    ],
  ])('%j exits 2 with a letter', async (args, message) => {
    const root = folder({
      'm.tsv': TABLE,
      'bad.tsv': 'at\tcheck\tstate\tcode\tms\nnow\tweb\tup\n',
      'bad.yml': 'confirm: 3\n',
    });
    const result = await replay(root, ...args);
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  test('exits 2 with the letters of a faulty status.yml', async () => {
    const root = folder({ 'm.tsv': TABLE, 'status.yml': 'page: { name: Example Cloud }\ncomponent: []\n' });
    const { exitCode, stderr } = await replay(root, 'm.tsv');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('status.yml:1:1: error: Cannot find "page.url"');
    expect(stderr).toContain('status.yml:2:1: error: Cannot use the key "component"');
    expect(stderr).toMatch(/Nothing was replayed\.\n$/);
  });
});

const CORPUS = join(import.meta.dirname, '../../../shared/corpora/upptime-manticoresoftware/events.tsv');

test.skipIf(!existsSync(CORPUS))(
  'a real history of eighteen sites gives incidents for real outages alone',
  async () => {
    const { stdout } = await replay(folder({}), CORPUS, '--events', '--json');
    const { incidents } = JSON.parse(stdout) as {
      incidents: { startedAt: string; resolvedAt: string | null; checks: string[] }[];
    };
    const downs = readFileSync(CORPUS, 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([, , state]) => state === 'down');
    expect(incidents.length).toBeGreaterThan(5);
    for (const { startedAt, resolvedAt, checks } of incidents) {
      const late = downs
        .filter(([, check = '']) => checks.includes(check))
        .map(([at = '']) => Date.parse(startedAt) - Date.parse(at))
        .filter((ms) => ms >= 0 && ms < 5 * 60_000);
      expect(late.length).toBeGreaterThan(0);
      expect(resolvedAt).not.toBeNull();
    }
  },
);
