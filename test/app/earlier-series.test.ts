import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readEarlierSeries } from '../../src/app/earlier-series.ts';
import { sortDataFiles } from '../../src/app/read-days.ts';
import { formatMeasurementFiles } from '../../src/content/measurement-file.ts';
import { cutCheckSeries, deriveCheckSeries } from '../../src/domain/check-series.ts';
import { MEASUREMENT_STATES, type Measurement } from '../../src/domain/measurement.ts';
import { at } from '../support/builders.ts';

const DAY_MS = 86_400_000;
const FROM = at('2026-05-01T00:00:00Z');
const UNTIL = FROM + 60 * DAY_MS;
const POLICY = { confirmAfter: 2, holdFor: 30 * 60_000 };

/** Measurements at irregular times in the wanted days and a day around them. */
const measured = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 3 * 1440 }), state: fc.constantFrom(...MEASUREMENT_STATES) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((steps) => {
    let time = FROM - DAY_MS;
    return steps.map(({ gap, state }): Measurement => {
      time += gap * 60_000;
      return { check: 'api', at: time, state };
    });
  });

async function read(measurements: readonly Measurement[]): ReturnType<typeof readEarlierSeries> {
  const files = formatMeasurementFiles(measurements);
  const snapshot = {
    readDataFiles: (paths: readonly string[]) =>
      Promise.resolve(paths.map((path) => ({ path, text: files.get(path) ?? '' }))),
  };
  return readEarlierSeries({ snapshot, files: sortDataFiles([...files.keys()]), policy: POLICY }, FROM, UNTIL);
}

/** At each minute, what the segments say; no data where they say nothing. */
function sample(segments: ReturnType<typeof deriveCheckSeries>): string {
  const states: string[] = [];
  for (let time = FROM; time < UNTIL; time += 600_000) {
    states.push(segments.find(({ start, end }) => start <= time && time < end)?.state[0] ?? 'n');
  }
  return states.join('');
}

describe('readEarlierSeries()', () => {
  it('says of each instant what all the measurements together say of it', async () => {
    await fc.assert(
      fc.asyncProperty(measured, async (measurements) => {
        const series = (await read(measurements)).byCheck.get('api') ?? [];
        const whole = deriveCheckSeries(measurements, POLICY, UNTIL + DAY_MS);
        expect(sample(series)).toBe(sample(cutCheckSeries(whole, { start: FROM, end: UNTIL })));
      }),
      { numRuns: 50 },
    );
  });

  it('says of each instant whether a measurement held, and whether one that knows something did', async () => {
    await fc.assert(
      fc.asyncProperty(measured, async (measurements) => {
        const { watched } = await read(measurements);
        const inDays = measurements.filter(({ at: time }) => time >= FROM && time < UNTIL);
        for (const [tracks, held] of [
          [watched.ran, inDays],
          [watched.seen, inDays.filter(({ state }) => state !== 'unknown')],
        ] as const) {
          const edges = held.flatMap(({ at: time }) => [time, time + POLICY.holdFor - 1, time + POLICY.holdFor]);
          const isHeld = (time: number): boolean =>
            held.some(({ at: taken }) => taken <= time && time < taken + POLICY.holdFor);
          const isIn = (time: number): boolean => tracks.some(({ start, end }) => start <= time && time < end);
          expect(edges.map(isIn)).toEqual(edges.map(isHeld));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps a failure whole that goes on over the end of the days that are read at once', async () => {
    const edge = FROM + 28 * DAY_MS;
    const failing = [-10, -5, 0, 5, 10].map((minutes): Measurement => {
      return { check: 'api', at: edge + minutes * 60_000, state: 'down' };
    });
    const series = (await read(failing)).byCheck.get('api') ?? [];
    const down = series.filter(({ state }) => state === 'down');
    expect(down.map(({ start, end }) => [(start - edge) / 60_000, (end - edge) / 60_000])).toEqual([
      [-10, 0],
      [0, 40],
    ]);
  });
});
