import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { LandingPorts } from '../../src/app/land-on-latest.ts';
import { importMeasurements, readAllMeasurements } from '../../src/app/measurements.ts';
import { sortMeasurements } from '../../src/content/measurement-file.ts';
import { formatMeasurementTable } from '../../src/content/measurement-table.ts';
import { MEASUREMENT_STATES, type Measurement } from '../../src/domain/measurement.ts';
import type { RunRepository } from '../../src/ports.ts';
import { at } from '../support/builders.ts';
import { open } from '../support/land.ts';
import { git, makeTestRepo } from '../support/make-repo.ts';

const NOW = at('2026-11-21T08:00:00Z');
const DAY_MS = 86_400_000;

async function openEmpty(): Promise<{ root: string; repository: RunRepository }> {
  const root = makeTestRepo({ commits: [{ files: { 'status.yml': 'page: {}\n' } }] });
  return { root, repository: (await open(root)).repository };
}

/** Nobody races here, so there is nothing to wait for. */
function portsOf(repository: RunRepository): LandingPorts {
  return { repository, clock: { sleep: () => Promise.resolve() }, random: () => 0 };
}

function bring(repository: RunRepository, measurements: readonly Measurement[]): ReturnType<typeof importMeasurements> {
  return importMeasurements(portsOf(repository), { path: 'm.tsv', text: formatMeasurementTable(measurements) }, NOW);
}

/** Measurements of three days, one at most for a check and second. */
const history: fc.Arbitrary<Measurement[]> = fc.uniqueArray(
  fc.record(
    {
      check: fc.constantFrom('api', 'mail', '7'),
      at: fc.integer({ min: 0, max: (3 * DAY_MS) / 1_000 }).map((second) => NOW - second * 1_000),
      state: fc.constantFrom(...MEASUREMENT_STATES),
      code: fc.constantFrom('200', '503', 'timeout', '-7', 'ungültig'),
      ms: fc.nat(100_000),
    },
    { requiredKeys: ['check', 'at', 'state'] },
  ),
  { selector: (row) => `${row.at} ${row.check}`, maxLength: 40 },
);

describe('importMeasurements()', () => {
  test('brings over what readAllMeasurements() gave of another repository, as it was', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (measurements) => {
        const [from, to] = await Promise.all([openEmpty(), openEmpty()]);
        await bring(from.repository, measurements);
        const read = await readAllMeasurements(from.repository, {});
        expect(read).toEqual({ measurements: sortMeasurements(measurements), warnings: [] });

        const days = new Set(measurements.map((row) => Math.floor(row.at / DAY_MS))).size;
        const count = measurements.length;
        expect(await bring(to.repository, read.measurements)).toEqual({ read: count, added: count, days });
        expect(await readAllMeasurements(to.repository, {})).toEqual(read);
        expect(await bring(to.repository, read.measurements)).toEqual({ read: count, added: 0, days: 0 });
      }),
      { numRuns: 10 },
    );
  });

  test('leaves a time and check that is there as it is, and takes the last of two in the table', async () => {
    const { repository } = await openEmpty();
    const row = { check: 'api', at: NOW, state: 'up' as const };
    await bring(repository, [{ ...row, ms: 1 }]);
    const other = { ...row, check: 'mail' };
    const again = [
      { ...row, ms: 2 },
      { ...other, ms: 3 },
      { ...other, ms: 4 },
    ];
    expect(await bring(repository, again)).toEqual({ read: 3, added: 1, days: 1 });
    expect((await readAllMeasurements(repository, {})).measurements.map(({ ms }) => ms)).toEqual([1, 4]);
  });

  test('writes nothing where one row cannot be read, and names it', async () => {
    const { root, repository } = await openEmpty();
    const text = 'at\tcheck\tstate\tcode\tms\n2026-11-20T10:05:00Z\tapi\tup\n2026-11-20T10:05:00Z\tapi\tfine\n';
    await expect(importMeasurements(portsOf(repository), { path: 'm.tsv', text }, NOW)).rejects.toThrow(
      'm.tsv:3:26: error: Cannot read "state": expected one of up, degraded, down, unknown, for example up, got "fine"',
    );
    expect(git(root, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
  });

  test('says why where the repository refuses', async () => {
    const { repository } = await openEmpty();
    const refusing = { ...repository, land: () => Promise.resolve({ kind: 'refused' as const, reason: 'protected' }) };
    const row = { check: 'api', at: NOW, state: 'up' as const };
    await expect(bring(refusing, [row])).rejects.toThrow('Cannot write the measurements: protected');
  });
});

describe('readAllMeasurements()', () => {
  const rows: Measurement[] = [NOW - 2 * DAY_MS, NOW - 1_000, NOW].flatMap((time) =>
    ['api', 'mail'].map((check) => ({ check, at: time, state: 'up' as const })),
  );

  test.each([
    ['all', {}, rows],
    ['one check', { check: 'api' }, rows.filter(({ check }) => check === 'api')],
    ['from a time on, it included', { from: NOW }, rows.slice(4)],
    ['until a time, it not included', { until: NOW }, rows.slice(0, 4)],
    ['a range that nothing lies in', { from: NOW - 500, until: NOW }, []],
  ])('gives %s', async (_, filter, expected) => {
    const { repository } = await openEmpty();
    await bring(repository, rows);
    expect(await readAllMeasurements(repository, filter)).toEqual({ measurements: expected, warnings: [] });
  });

  test('gives nothing before the first run', async () => {
    const { repository } = await openEmpty();
    expect(await readAllMeasurements(repository, {})).toEqual({ measurements: [], warnings: [] });
  });
});
