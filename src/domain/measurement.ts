import type { ErrorClass } from '../schema/check.ts';
import type { Instant } from '../schema/timestamp.ts';

export const MEASUREMENT_STATES = ['up', 'degraded', 'down', 'unknown'] as const;
export type MeasurementState = (typeof MEASUREMENT_STATES)[number];

/** One result of a check, as `status-data` keeps it. */
export interface Measurement {
  /** Id of the check. */
  check: string;
  /** Start of the run that took it, to the second; it names the run. */
  at: Instant;
  state: MeasurementState;
  /** The HTTP status where an answer came (`503`), else the error class of a failure (`timeout`). */
  code?: string | undefined;
  /** Response time in milliseconds, two significant digits. */
  ms?: number | undefined;
}

/** Phase timings in milliseconds, each where it could be measured. */
export interface PhaseTimings {
  dns?: number | undefined;
  connect?: number | undefined;
  tls?: number | undefined;
  firstByte?: number | undefined;
  total?: number | undefined;
}

/** What a probe found, before it becomes a measurement: the same and the reason in words. */
export interface CheckOutcome {
  check: string;
  state: MeasurementState;
  code?: string | undefined;
  ms?: number | undefined;
  /** Set whenever the state is `down`. */
  errorClass?: ErrorClass | undefined;
  /** One sentence without a final period, what was expected and what came, free of secrets: `expected a status in 200-399, got 503`. */
  message?: string | undefined;
  phases?: PhaseTimings | undefined;
}

/** Rounds a response time to the two significant digits that are kept. */
export function roundMs(ms: number): number {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 100) return whole;
  const scale = 10 ** (Math.floor(Math.log10(whole)) - 1);
  // Rounded once more, as a product is a double to V8 even where it is whole: one double among the hundreds of thousands
  // of small integers that a run reads would make V8 rewrite each of them, which takes seconds.
  return Math.round(Math.round(whole / scale) * scale);
}
