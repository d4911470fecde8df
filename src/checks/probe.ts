import type { CheckOutcome } from '../domain/measurement.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Redact } from './redaction.ts';

/** What one attempt found; whose check it was is known to the caller. */
export type ProbeResult = Omit<CheckOutcome, 'check'>;

export interface ProbeContext {
  /** Aborted when the run ends; the probe then gives up at once, and its result is of no interest. */
  signal: AbortSignal;
  /** Takes secrets out of a text; every text that comes from outside passes through it before it is cut. */
  redact: Redact;
  /** What counts as now; the clock of this machine where it is not given. */
  now?: Instant | undefined;
}

/** One attempt on a fresh connection. A server's failure is a result; a rejection is a bug, or the end of the run. */
export type Probe<C> = (check: C, context: ProbeContext) => Promise<ProbeResult>;
