/** Recordings of a few rows, and what is replayed of them. */
import { formatMeasurementTable } from '../../src/content/measurement-table.ts';
import { defaultConfig } from '../../src/app/replay/components.ts';
import { readRecording } from '../../src/app/replay/read-recording.ts';
import { Recording } from '../../src/app/replay/recording.ts';
import { replayRecording, type ReplayOptions } from '../../src/app/replay/replay-recording.ts';
import type { ReplayedIncident } from '../../src/app/replay/replay.ts';
import type { Measurement, MeasurementState } from '../../src/domain/measurement.ts';
import { formatInstant } from '../../src/schema/timestamp.ts';
import { at } from './builders.ts';

export const START = at('2026-11-20T10:00:00Z');
const MINUTE_MS = 60_000;
const STATES: Readonly<Record<string, MeasurementState>> = { u: 'up', d: 'down', g: 'degraded', '?': 'unknown' };

/** A letter a run for each check: `u` up, `d` down, `g` degraded, `?` unknown, `.` nothing. */
export function rowsOf(rows: Readonly<Record<string, string>>, everyMinutes = 5): Measurement[] {
  return Object.entries(rows).flatMap(([check, row]) =>
    [...row].flatMap((letter, run) => {
      const state = STATES[letter];
      const code = { up: '200', degraded: '200', down: '503', unknown: undefined }[state ?? 'unknown'];
      return state === undefined ? [] : [{ check, at: START + run * everyMinutes * MINUTE_MS, state, code }];
    }),
  );
}

export function record(measurements: readonly Measurement[]): Recording {
  const recording = new Recording();
  for (const measurement of measurements) recording.add(measurement);
  return recording;
}

/** The recording in a text, as a file would have it. */
export function read(text: string): Promise<Recording> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  return readRecording({ file: 'm.tsv', bytes: bytes(), until: Infinity });
}

export const OPTIONS: ReplayOptions = { config: defaultConfig(), sampling: undefined, others: [], until: Infinity };
export const EVENTS = { every: 5 * MINUTE_MS, gap: 1_440 * MINUTE_MS };

/** `web: 2026-11-20T10:05:00Z to 2026-11-20T10:30:00Z`, by start. */
export function tellIncidents(incidents: readonly ReplayedIncident[]): string[] {
  return incidents.map(({ startedAt, resolvedAt, checks }) => {
    const end = resolvedAt === undefined ? 'open' : formatInstant(resolvedAt);
    return `${checks.join(' ')}: ${formatInstant(startedAt)} to ${end}`;
  });
}

/** What is replayed of measurements, by the defaults unless told otherwise. */
export function replay(measurements: readonly Measurement[], options: Partial<ReplayOptions> = {}): ReplayedIncident[] {
  return replayRecording(record(measurements), { ...OPTIONS, ...options }).incidents;
}

/** The table of measurements in the given order. */
export function tableOf(measurements: readonly Measurement[]): string {
  return formatMeasurementTable(measurements);
}
