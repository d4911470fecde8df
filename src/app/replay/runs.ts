/** Recorded measurements as runs of the checks. */
import type { Instant } from '../../schema/timestamp.ts';
import { latestOf, type RecordedResult, type Recording } from './recording.ts';

const MINUTE_MS = 60_000;

/** A run of the checks as it was recorded, or would have been. */
export interface RecordedRun {
  /** When it began. */
  at: Instant;
  /** One a check, by the number of the check; none for a check that was not measured. */
  results: readonly RecordedResult[];
  /** How many runs are known to follow at the same distance each that find just the same. */
  alike: number;
}

/** Runs in their order. Who asks for the next may say how many of those that are alike are to be passed over. */
export type Runs = Generator<RecordedRun, void, number | undefined>;

/** Rows that share their time to the minute are one run, which began with the first of them. */
export function* groupByMinute(recording: Recording): Runs {
  for (let place = 0; place < recording.length;) {
    const at = recording.timeAt(place);
    const end = (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;
    const results = new Map<number, RecordedResult>();
    for (; recording.timeAt(place) < end; place += 1) {
      const row = recording.at(place);
      const before = results.get(row.check);
      results.set(row.check, before === undefined ? row : latestOf(before, row));
    }
    yield { at, results: [...results.values()].sort((a, b) => a.check - b.check), alike: 0 };
  }
}

export interface Sampling {
  /** Milliseconds between runs. Runs lie on multiples of it since the epoch, whatever the first row is. */
  every: number;
  /** Milliseconds that a state holds when no row of the check follows. */
  gap: number;
}

/**
 * Rows are changes of state: each holds until the check's next, at most for `gap`, and a run sees what holds at its time.
 * Where nothing does, there is no run. What holds at the last row of all is held on, too.
 */
export function* sampleEvents(recording: Recording, { every, gap }: Sampling): Runs {
  const current: RecordedResult[] = [];
  let place = 0;
  let at = nextRun(recording.timeAt(0), every);
  while (Number.isFinite(at)) {
    for (; recording.timeAt(place) <= at; place += 1) {
      const row = recording.at(place);
      const before = current[row.check];
      current[row.check] = before === undefined ? row : latestOf(before, row);
    }
    const results = current.filter((row) => at - row.at <= gap);
    if (results.length === 0) {
      at = nextRun(recording.timeAt(place), every);
      continue;
    }
    const until = results.reduce((least, row) => Math.min(least, row.at + gap + 1), recording.timeAt(place));
    const passed = yield { at, results, alike: Math.max(0, Math.ceil((until - at) / every) - 1) };
    at += every * (1 + (passed ?? 0));
  }
}

/** The first run at or after a time. */
function nextRun(at: Instant, every: number): Instant {
  return Math.ceil(at / every) * every;
}
