import type { WebSocketCheck } from '../../schema/check.ts';
import { AttemptTimeout, Stopwatch, withTimeout } from '../attempt.ts';
import { openSocket, targetOf, type ConnectLimits } from '../connect.ts';
import type { ProbeContext, ProbeResult } from '../probe.ts';
import { findSlowness, judgeAnswer, judgeError, judgeFailure } from '../verdict.ts';
import { converse, type Conversation, type Ending, type Received } from './conversation.ts';
import { describeHandshake, type Handshake } from './describe.ts';
import { describeSilence, findEndingFailure, findMessageProblem, findWanted, type Exchange } from './evaluate.ts';

/** How long the other side has to return a goodbye. */
const GOODBYE_MS = 1_000;
/** The status with which an HTTP server becomes a WebSocket server. */
const SWITCHED = 101;

interface Attempt {
  check: WebSocketCheck;
  handshake: Handshake;
  stopwatch: Stopwatch;
  received: Received;
  conversation?: Conversation | undefined;
}

async function talk(attempt: Attempt, limits: ConnectLimits, isWanted?: (text: string) => boolean): Promise<Ending> {
  const { check, handshake, received, stopwatch } = attempt;
  const target = targetOf(handshake.url, handshake.headers['host'], ['http/1.1']);
  const socket = await openSocket(target, limits);
  attempt.conversation = converse(socket, handshake, { send: check.send, isWanted, received, stopwatch });
  return attempt.conversation.ending;
}

function judge({ check, stopwatch }: Attempt, ending: Ending, exchange: Exchange): ProbeResult {
  const ms = stopwatch.elapsedMs();
  const failure = findEndingFailure(ending, exchange) ?? findSlowness(ms, check.expect.under);
  const status = ending.kind === 'refused' ? ending.status : SWITCHED;
  return judgeAnswer({ status, failure, ms }, { degradedAbove: check.degradedAbove, stopwatch });
}

/**
 * One attempt of a WebSocket check on a fresh connection: the handshake, and where the check sends or expects a message,
 * everything that comes until one is as expected. The timeout covers all of it, and the response time is that of all of
 * it. Unknown when the check itself cannot be sent or judged.
 */
export async function probeWebSocket(check: WebSocketCheck, { signal, redact }: ProbeContext): Promise<ProbeResult> {
  const handshake = describeHandshake(check);
  if ('problem' in handshake) return { state: 'unknown', message: handshake.problem };
  const problem = findMessageProblem(check);
  if (problem !== undefined) return { state: 'unknown', message: problem };
  const waited = findWanted(check, redact);
  const attempt: Attempt = { check, handshake, stopwatch: new Stopwatch(), received: { count: 0 } };
  const exchange: Exchange = { wanted: waited?.wanted, received: attempt.received, redact };
  const { stopwatch } = attempt;
  const timeoutMs = check.timeout;
  try {
    const ending = await withTimeout({ timeoutMs, signal }, (attemptSignal) =>
      talk(attempt, { timeoutMs, signal: attemptSignal, stopwatch }, waited?.isWanted),
    );
    return judge(attempt, ending, exchange);
  } catch (error) {
    if (error instanceof AttemptTimeout && stopwatch.stage === 'message') {
      return { ...judgeFailure(describeSilence(exchange, timeoutMs)), phases: stopwatch.phases() };
    }
    return judgeError(error, { stopwatch, timeoutMs });
  } finally {
    await attempt.conversation?.close(Math.min(GOODBYE_MS, timeoutMs - stopwatch.elapsedMs()), signal);
  }
}
