import type { TcpCheck } from '../../schema/check.ts';
import { Stopwatch, withTimeout } from '../attempt.ts';
import { openSocket } from '../connect.ts';
import type { ProbeContext, ProbeResult } from '../probe.ts';
import { findSlowness, judgeError, judgeFailure, judgeSuccess } from '../verdict.ts';

/** Connects to host and port and closes again; the response time is that of name and connection together. */
export async function probeTcp(check: TcpCheck, { signal }: ProbeContext): Promise<ProbeResult> {
  const stopwatch = new Stopwatch();
  const timeoutMs = check.timeout;
  try {
    const ms = await withTimeout({ timeoutMs, signal }, async (attemptSignal) => {
      const socket = await openSocket(check, { timeoutMs, signal: attemptSignal, stopwatch });
      const elapsed = stopwatch.elapsedMs();
      socket.destroy();
      return elapsed;
    });
    const slowness = findSlowness(ms, check.expect.under);
    const verdict = slowness === undefined ? judgeSuccess(ms, check.degradedAbove) : judgeFailure(slowness);
    return { ...verdict, ms: Math.round(ms), phases: stopwatch.phases(ms) };
  } catch (error) {
    return judgeError(error, { stopwatch, timeoutMs });
  }
}
