import type { PhaseTimings } from '../domain/measurement.ts';
import type { Stage } from './error-class.ts';

/** The longest delay that a timer of Node takes, in milliseconds; beyond it would fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Thrown by {@link withTimeout} when an attempt took longer than it may. */
export class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout';
}

/** Follows one attempt: what it waits for now, and how long each phase took. */
export class Stopwatch {
  stage: Stage = 'dns';
  readonly #startedAt = performance.now();
  readonly #phases = new Map<keyof PhaseTimings, number>();
  #lapAt = this.#startedAt;

  /** Ends a phase and says what is waited for next. A phase that comes again, after a redirect, adds up. */
  finish(phase: keyof PhaseTimings, next: Stage): void {
    const now = performance.now();
    this.#phases.set(phase, (this.#phases.get(phase) ?? 0) + now - this.#lapAt);
    this.#lapAt = now;
    this.stage = next;
  }

  /** Starts to follow a connection, the first one or that of a redirect. */
  restart(stage: Stage): void {
    this.#lapAt = performance.now();
    this.stage = stage;
  }

  /** Milliseconds since the attempt began. */
  elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** What was measured so far, in whole milliseconds; `firstByte` is there if and only if an answer began. */
  phases(totalMs?: number): PhaseTimings {
    const entries = [...this.#phases].map(([phase, ms]) => [phase, Math.round(ms)] as const);
    const phases: PhaseTimings = Object.fromEntries(entries);
    return totalMs === undefined ? phases : { ...phases, total: Math.round(totalMs) };
  }
}

/**
 * Runs `work` with a signal that is aborted after `timeoutMs`, or together with `outer`.
 * Rejects with {@link AttemptTimeout} in the first case and with the reason of `outer` in the second, whatever `work`
 * makes of its signal. Nothing of the timer is left afterwards.
 */
export async function withTimeout<T>(
  limit: { timeoutMs: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  limit.signal.throwIfAborted();
  // By hand, as AbortSignal.any() takes twice the time and leaves a kilobyte an attempt with the run's signal.
  const controller = new AbortController();
  const ended = Promise.withResolvers<never>();
  const end = (reason: unknown): void => {
    controller.abort(reason);
    ended.reject(reason);
  };
  const stop = (): void => end(limit.signal.reason);
  const timer = setTimeout(() => end(new AttemptTimeout()), Math.min(limit.timeoutMs, MAX_TIMER_MS));
  limit.signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(controller.signal), ended.promise]);
  } finally {
    clearTimeout(timer);
    limit.signal.removeEventListener('abort', stop);
  }
}
