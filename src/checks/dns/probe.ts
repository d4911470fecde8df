import type { DnsCheck } from '../../schema/check.ts';
import { Stopwatch, withTimeout } from '../attempt.ts';
import type { ProbeContext, ProbeResult } from '../probe.ts';
import { findSlowness, judgeError, judgeFailure, judgeSuccess } from '../verdict.ts';
import { askQuestion } from './ask.ts';
import { describeFault, findAnswerFailure } from './evaluate.ts';
import { describeQuestion } from './question.ts';

/**
 * One attempt of a DNS check: asks once, and again where a packet may be lost. The response time is that of the answer,
 * and of finding the resolver where its name is given; its phases are there if and only if a name server knew whether
 * there are such records. Unknown when the check cannot be asked as it is written.
 */
export async function probeDns(check: DnsCheck, { signal, redact }: ProbeContext): Promise<ProbeResult> {
  const question = describeQuestion(check, redact);
  if ('problem' in question) return { state: 'unknown', message: question.problem };
  const stopwatch = new Stopwatch();
  const timeoutMs = check.timeout;
  try {
    const answer = await withTimeout({ timeoutMs, signal }, (attemptSignal) =>
      askQuestion(question, { timeoutMs, signal: attemptSignal, stopwatch }),
    );
    const ms = stopwatch.elapsedMs();
    const failure = findAnswerFailure(question, answer, redact) ?? findSlowness(ms, check.expect.under);
    const verdict = failure === undefined ? judgeSuccess(ms, check.degradedAbove) : judgeFailure(failure);
    return { ...verdict, ms: Math.round(ms), phases: stopwatch.phases(ms) };
  } catch (error) {
    const failure = describeFault(question, error, { stage: stopwatch.stage, timeoutMs, redact });
    if (failure === undefined) return judgeError(error, { stopwatch, timeoutMs });
    return { ...judgeFailure(failure), phases: stopwatch.phases() };
  }
}
