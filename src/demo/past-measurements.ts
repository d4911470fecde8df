/** Ninety days of invented measurements, as the table that `candor import measurements` reads. */
import { formatMeasurementTable } from '../content/measurement-table.ts';
import type { Measurement } from '../domain/measurement.ts';
import type { Instant } from '../schema/timestamp.ts';
import { type PastFailure, pastFailures } from './past-incidents.ts';
import { createRandom } from './random.ts';

const DAY_MS = 86_400_000;
const DAYS = 90;
/** Shorter than `uptime.holdFor`, so that there are no gaps. */
const EVERY_MS = 20 * 60_000;

/** The checks of the demo with what a good answer of each takes, in milliseconds. */
const CHECKS = [
  { check: 'api-health', code: '200', ms: 40 },
  { check: 'api-orders', code: '200', ms: 43 },
  { check: 'mail-smtp', code: undefined, ms: 3 },
  { check: 'website-front', code: '200', ms: 24 },
];

function measure(check: (typeof CHECKS)[number], at: Instant, failures: readonly PastFailure[]): Measurement {
  const failure = failures.find((found) => found.check === check.check && at >= found.from && at < found.until);
  return { ...check, at, state: failure?.state ?? 'up', ...(failure && { code: failure.code, ms: failure.ms }) };
}

/** The table of the ninety days before `now`. The same `now` gives the same text. */
export function pastMeasurements(now: Instant): string {
  const random = createRandom(90);
  const failures = pastFailures(now);
  const last = Math.floor((now - 1) / EVERY_MS) * EVERY_MS;
  const rows: Measurement[] = [];
  for (let at = last - DAYS * DAY_MS; at <= last; at += EVERY_MS) {
    for (const check of CHECKS) {
      const measurement = measure(check, at, failures);
      const ms = measurement.ms === undefined ? undefined : Math.round(measurement.ms * (0.9 + 0.5 * random() ** 3));
      rows.push({ ...measurement, ms });
    }
  }
  return formatMeasurementTable(rows);
}
