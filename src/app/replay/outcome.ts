/** A recorded result as the measurement and the outcome that a run would have had. */
import type { CheckOutcome, Measurement } from '../../domain/measurement.ts';
import { ERROR_CLASSES, type ErrorClass } from '../../schema/check.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { RecordedResult } from './recording.ts';

/** The class of a failure without a recorded answer: as far as the recording tells, the check could not connect. */
const NO_ANSWER: ErrorClass = 'connect';

/** The measurement of a run that began at `at`. `ids` are those of the checks by their number. */
export function toMeasurement(
  at: Instant,
  { check, state, code }: RecordedResult,
  ids: readonly string[],
): Measurement {
  return { check: ids[check] ?? '', at, state, code: state === 'down' ? (code ?? NO_ANSWER) : code };
}

function errorClassOf(code: string): ErrorClass {
  const named = ERROR_CLASSES.find((name) => name === code);
  if (named !== undefined) return named;
  if (code.startsWith('4')) return 'http_4xx';
  return code.startsWith('5') ? 'http_5xx' : 'assertion';
}

/** What the probe would have said. */
export function toOutcome({ check, state, code = NO_ANSWER }: Measurement): CheckOutcome {
  return state === 'down' ? { check, state, code, errorClass: errorClassOf(code) } : { check, state, code };
}
