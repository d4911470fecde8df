import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { mergeResults, type NamedResults } from '../../../src/app/check/merge-results.ts';
import { allChecks, digestChecks, probeInPlace } from '../../../src/app/check/shard.ts';
import { formatResultsFile, parseResultsFile, type ShardResults } from '../../../src/content/results-file.ts';
import type { CheckOutcome, MeasurementState } from '../../../src/domain/measurement.ts';
import { selectShard } from '../../../src/domain/place.ts';
import { canaryChecks } from '../../../src/domain/triage/blindness.ts';
import type { Config } from '../../../src/schema/config.ts';
import { at, makeConfig } from '../../support/builders.ts';

const NOW = at('2026-11-20T10:05:00Z');
const MINUTE_MS = 60_000;

/** A page whose checks are these, each with the places that it names. */
function page(checks: Readonly<Record<string, readonly string[] | undefined>>, other: object = {}): Config {
  const written = Object.entries(checks).map(([id, location]) => ({
    id,
    type: 'tcp',
    host: 'a.example',
    port: 1,
    ...(location === undefined ? {} : { location }),
    ...other,
  }));
  return makeConfig({ components: [{ id: 'api', name: 'API', checks: written }] });
}

const PLAIN = page({ a: undefined, b: undefined, c: undefined, d: undefined });
const PLACED = page({ a: ['fra', 'nyc', 'lon'], b: ['fra'], c: undefined });

type States = Readonly<Record<string, MeasurementState>>;

/** A shard's file, that of `2/5 fra`, with every check of it up unless said otherwise. */
function file(
  config: Config,
  part: string,
  { states = {}, ...other }: Partial<ShardResults> & { states?: States | undefined } = {},
): NamedResults {
  const [written = '', location] = part.split(' ');
  const [index = 0, count = 0] = written.split('/').map(Number);
  const outcomes = selectShard(allChecks(config), location, { index, count }).map(({ id }): CheckOutcome => {
    const state = states[id] ?? 'up';
    return state === 'down'
      ? { check: id, state, code: 'timeout', errorClass: 'timeout', message: 'no answer' }
      : { check: id, state, ms: 40 };
  });
  const checks = digestChecks(config);
  const text = formatResultsFile({ at: NOW, shard: { index, count }, location, checks, outcomes, ...other });
  const name = `${part.replace('/', '-').replace(' ', '-')}.json`;
  return { file: name, parsed: parseResultsFile(name, text) };
}

const DOWN: States = { a: 'down', b: 'down', c: 'down', d: 'down' };

interface Merged {
  states: Record<string, MeasurementState>;
  messages: Record<string, string | undefined>;
  at: number;
  letters: string[];
}

async function merge(config: Config, files: readonly NamedResults[], now = NOW): Promise<Merged> {
  const letters: string[] = [];
  const note = (text: string): void => void letters.push(text.split('\n')[0] ?? '');
  const { probe, at: time } = mergeResults(files, { config, now, note });
  const outcomes = await probe(allChecks(config), new AbortController().signal);
  return {
    states: Object.fromEntries(outcomes.map(({ check, state }) => [check, state])),
    messages: Object.fromEntries(outcomes.map(({ check, message }) => [check, message])),
    at: time,
    letters,
  };
}

describe('mergeResults() of machines that stand nowhere in particular', () => {
  test('takes each shard at its word', async () => {
    const files = [file(PLAIN, '1/2', { states: { c: 'down' } }), file(PLAIN, '2/2', { states: { b: 'degraded' } })];
    expect(await merge(PLAIN, files)).toMatchObject({
      states: { a: 'up', b: 'degraded', c: 'down', d: 'up' },
      messages: { c: 'no answer' },
      letters: [],
    });
  });

  test('takes them at their word where checks name places, as one machine would', async () => {
    const files = [file(PLACED, '1/1', { states: { a: 'down' } })];
    expect((await merge(PLACED, files)).states).toEqual({ a: 'down', b: 'up', c: 'up' });
  });

  test('knows nothing of what a missing shard measures', async () => {
    expect(await merge(PLAIN, [file(PLAIN, '1/2'), { file: 'x.json', parsed: undefined }])).toMatchObject({
      states: { a: 'up', b: 'unknown', c: 'up', d: 'unknown' },
      messages: { b: 'no shard has measured it' },
      letters: ['Cannot find the results "x.json": that shard has left none'],
    });
  });

  test('counts as of the shard that began last', async () => {
    const later = { at: NOW + MINUTE_MS };
    expect((await merge(PLAIN, [file(PLAIN, '1/2', later), file(PLAIN, '2/2')])).at).toBe(NOW + MINUTE_MS);
  });

  test.each([
    ['some shard had an answer', [file(PLAIN, '1/2', { states: DOWN }), file(PLAIN, '2/2')], true],
    ['canaries have answered one', [file(PLAIN, '1/2', { states: DOWN, canaries: 'answered' })], true],
    [
      'a place had one that is outvoted',
      [file(PLACED, '1/1 fra'), file(PLACED, '1/1 nyc', { states: DOWN }), file(PLACED, '1/1 lon', { states: DOWN })],
      true,
    ],
    ['nobody had any', [file(PLAIN, '1/2', { states: DOWN, canaries: 'none' })], false],
  ])('says whether the network was there: %s', (_, files, isProven) => {
    const config = files.length === 3 ? PLACED : PLAIN;
    expect(mergeResults(files, { config, now: NOW, note: () => undefined }).isProven).toBe(isProven);
  });

  test('knows nothing of canaries', async () => {
    const { probe } = mergeResults([file(PLAIN, '1/1')], { config: PLAIN, now: NOW, note: () => undefined });
    expect(await probe(canaryChecks(['a.example:443']), new AbortController().signal)).toEqual([
      { check: 'canary-1', state: 'unknown' },
    ]);
  });
});

describe('mergeResults() of several places', () => {
  test('has a check down where more than half of its places agree', async () => {
    const down = ['fra', 'nyc'].map((place) => file(PLACED, `1/1 ${place}`, { states: { a: 'down' } }));
    expect(await merge(PLACED, [...down, file(PLACED, '1/1 lon')])).toMatchObject({
      states: { a: 'down', b: 'up', c: 'up' },
      messages: { a: 'down in fra and nyc: no answer; up in lon' },
    });
  });

  test('has it up where fewer do, and says so', async () => {
    const files = [
      file(PLACED, '1/1 fra', { states: { a: 'down' } }),
      file(PLACED, '1/1 nyc'),
      file(PLACED, '1/1 lon'),
    ];
    expect(await merge(PLACED, files)).toMatchObject({
      states: { a: 'up' },
      messages: { a: 'down in fra: no answer; up in nyc and lon' },
    });
  });

  test('does not know where too few were heard of', async () => {
    const files = [file(PLACED, '1/1 fra', { states: { a: 'down', b: 'down', c: 'down' } }), file(PLACED, '1/1 nyc')];
    expect((await merge(PLACED, files)).states).toEqual({ a: 'unknown', b: 'down', c: 'unknown' });
  });

  test('asks for as many as the quorum says', async () => {
    const strict = page({ a: ['fra', 'nyc'] }, { quorum: 1 });
    const files = [file(strict, '1/1 fra', { states: { a: 'down' } }), file(strict, '1/1 nyc')];
    expect((await merge(strict, files)).states).toEqual({ a: 'down' });
  });

  test('puts the shards of each place together', async () => {
    const parts = ['1/2 fra', '2/2 fra', '1/1 nyc', '1/3 lon', '2/3 lon'];
    const files = parts.map((part) => file(PLACED, part, { states: { a: 'down', b: 'down' } }));
    expect((await merge(PLACED, files)).states).toEqual({ a: 'down', b: 'down', c: 'up' });
  });

  test('does not depend on the order of the files', async () => {
    const states = fc.constantFrom<MeasurementState>('up', 'down', 'degraded', 'unknown');
    const seen = fc.record({ a: states, b: states, c: states });
    await fc.assert(
      fc.asyncProperty(fc.array(seen, { minLength: 3, maxLength: 3 }), fc.nat(5), async (all, turn) => {
        const files = ['fra', 'nyc', 'lon'].map((place, index) => file(PLACED, `1/1 ${place}`, { states: all[index] }));
        const turned = [...files.slice(turn % 3), ...files.slice(0, turn % 3)];
        expect(await merge(PLACED, turn > 2 ? turned.reverse() : turned)).toEqual(await merge(PLACED, files));
      }),
      { numRuns: 30 },
    );
  });

  test('is never down for want of a place', async () => {
    const states = fc.constantFrom<MeasurementState>('up', 'down', 'degraded', 'unknown');
    const seen = fc.record({ a: states, b: states, c: states });
    await fc.assert(
      fc.asyncProperty(fc.array(seen, { minLength: 3, maxLength: 3 }), fc.nat(2), async (all, missing) => {
        const files = ['fra', 'nyc', 'lon'].map((place, index) => file(PLACED, `1/1 ${place}`, { states: all[index] }));
        const with3 = await merge(PLACED, files);
        const with2 = await merge(PLACED, files.toSpliced(missing, 1));
        for (const [check, state] of Object.entries(with2.states)) {
          expect([with3.states[check], 'unknown']).toContain(state);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('mergeResults() leaves out', () => {
  const GOOD = file(PLAIN, '2/2');
  const other = page({ a: undefined, b: undefined });

  test.each<[string, NamedResults, RegExp]>([
    [
      'what was measured by other checks',
      file(other, '1/2'),
      /^1-2\.json:9:13: error: Cannot use the results of other checks: expected a shard that had the same checks in its status\.yml, .*Have all machines work on the same commit\.$/,
    ],
    [
      'what lies in the future',
      file(PLAIN, '1/2', { at: NOW + 3 * MINUTE_MS }),
      /^1-2\.json:4:9: error: Cannot use results from the future: expected a time up to 2026-11-20T10:05:00Z, got 2026-11-20T10:08:00Z/,
    ],
    [
      'what is of an earlier run',
      file(PLAIN, '1/2', { at: NOW - 5 * MINUTE_MS }),
      /^1-2\.json:4:9: error: Cannot use results of another run: expected a time from 2026-11-20T10:01:00Z, as 2-2\.json is of 2026-11-20T10:05:00Z, got 2026-11-20T10:00:00Z$/,
    ],
    [
      'a result of a check that is not the shard’s',
      file(PLAIN, '1/2', { outcomes: [{ check: 'b', state: 'up' }] }),
      /^1-2\.json:11:14: error: Cannot use a result of "b" here: expected a check of shard 1\/2, got b$/,
    ],
    [
      'a result of a check that is not there',
      file(PLAIN, '1/2', { outcomes: [{ check: 'zz', state: 'up' }] }),
      /^1-2\.json:11:14: error: Cannot use a result of "zz" here/,
    ],
  ])('%s', async (_, bad, letter) => {
    const merged = await merge(PLAIN, [bad, GOOD]);
    expect(merged.states).toEqual({ a: 'unknown', b: 'up', c: 'unknown', d: 'up' });
    expect(merged.letters).toEqual([expect.stringMatching(letter)]);
  });

  test('of a shard that was measured twice the older', async () => {
    const older = { ...file(PLAIN, '1/2', { states: { a: 'down' }, at: NOW - MINUTE_MS }), file: 'older.json' };
    const merged = await merge(PLAIN, [older, file(PLAIN, '1/2'), GOOD]);
    expect(merged.states).toEqual({ a: 'up', b: 'up', c: 'up', d: 'up' });
    expect(merged.letters).toEqual([
      expect.stringContaining('Cannot use shard 1/2 twice: expected it once; 1-2.json is newer'),
    ]);
  });

  test('both of a shard that say different things of the same time', async () => {
    const rival = { ...file(PLAIN, '1/2', { states: { a: 'down' } }), file: 'rival.json' };
    const merged = await merge(PLAIN, [rival, file(PLAIN, '1/2'), GOOD]);
    expect(merged.states).toMatchObject({ a: 'unknown', c: 'unknown' });
    expect(merged.letters).toHaveLength(2);
  });

  test('nothing where the same file is given twice', async () => {
    expect((await merge(PLAIN, [GOOD, { ...GOOD, file: 'again.json' }])).letters).toEqual([]);
  });
});

describe('mergeResults() refuses', () => {
  test('machines of which some stand somewhere and others do not', async () => {
    await expect(merge(PLACED, [file(PLACED, '1/2'), file(PLACED, '1/1 fra')])).rejects.toMatchObject({
      name: 'StatusError',
      message: expect.stringMatching(
        /^1-1-fra\.json:1:1: error: Cannot merge results from a place with results from nowhere/,
      ),
    });
  });

  test('parts of different sizes', async () => {
    await expect(merge(PLAIN, [file(PLAIN, '1/2'), file(PLAIN, '2/3')])).rejects.toMatchObject({
      message: expect.stringMatching(
        /^2-3\.json:5:12: error: Cannot merge parts of different sizes: .*parts of 2 as in 1-2/,
      ),
    });
  });

  test('to plan on nothing', async () => {
    await expect(merge(PLAIN, [{ file: 'x.json', parsed: undefined }])).rejects.toMatchObject({
      message: 'Cannot find the results "x.json": that shard has left none',
      hint: 'There is nothing to merge.',
    });
  });
});

describe('probeInPlace()', () => {
  const signal = new AbortController().signal;
  const asked: string[][] = [];
  const probe = probeInPlace((checks) => {
    asked.push(checks.map(({ id }) => id));
    return Promise.resolve(checks.map(({ id }) => ({ check: id, state: 'down' as const, message: 'no answer' })));
  }, 'nyc');

  test('carries out what runs there, and decides as if the other places were silent', async () => {
    const outcomes = await probe(allChecks(PLACED), signal);
    expect(asked).toEqual([['a', 'c']]);
    expect(outcomes).toMatchObject([
      {
        check: 'a',
        state: 'unknown',
        message: expect.stringContaining('down in nyc: no answer; unknown in fra and lon'),
      },
      { check: 'b', state: 'unknown' },
      { check: 'c', state: 'unknown' },
    ]);
  });

  test('still knows the other places when it is asked of some checks again', async () => {
    const [, , c] = allChecks(PLACED);
    expect(await probe(c === undefined ? [] : [c], signal)).toMatchObject([{ check: 'c', state: 'unknown' }]);
  });

  test('asks canaries from where it stands', async () => {
    expect(await probe(canaryChecks(['a.example:443']), signal)).toMatchObject([{ check: 'canary-1', state: 'down' }]);
  });

  test('refuses a place that no check names', async () => {
    await expect(probeInPlace(probe, 'nyk')(allChecks(PLACED), signal)).rejects.toMatchObject({
      message:
        'Cannot run in "nyk": no check in status.yml runs there: expected a location of status.yml, which has fra, nyc, lon',
      hint: 'Did you mean "nyc"?',
    });
  });
});
