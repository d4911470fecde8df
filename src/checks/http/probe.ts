import { request as startRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';

import type { HttpCheck } from '../../schema/check.ts';
import { Stopwatch, withTimeout } from '../attempt.ts';
import { openSocket, type ConnectLimits } from '../connect.ts';
import { MAX_HEADER_BYTES, ProtocolError, type Failure } from '../error-class.ts';
import type { ProbeContext, ProbeResult } from '../probe.ts';
import { findSlowness, judgeError, judgeFailure, judgeSuccess } from '../verdict.ts';
import { decodeText, readBody } from './body.ts';
import { describeRequest, type HttpRequest } from './describe.ts';
import {
  findContentFailure,
  findExpectationProblem,
  findHeadFailure,
  needsBody,
  type AnswerBody,
  type AnswerHead,
} from './evaluate.ts';
import { followRedirect } from './redirect.ts';

/** An answer of which the head is there, and whose body can be read once. */
interface OpenAnswer {
  head: AnswerHead;
  readBody(): Promise<AnswerBody>;
}

/** An answer that was read as far as its check needs it. */
interface FinishedAnswer {
  status: number;
  failure: Failure | undefined;
  ms: number;
}

/** The connection for a URL; the name in the handshake is that of a `host` header where the check sets one. */
function openConnection(request: HttpRequest, limits: ConnectLimits): Promise<Socket> {
  const { hostname, port, protocol } = request.url;
  const isTls = protocol === 'https:';
  const serverName = (request.headers['host'] ?? hostname).replace(/:\d*$/, '');
  return openSocket(
    {
      host: hostname,
      port: port === '' ? Number(isTls ? 443 : 80) : Number(port),
      tls: isTls ? { serverName: isIP(serverName) === 0 && !serverName.startsWith('[') ? serverName : '' } : undefined,
    },
    limits,
  );
}

/** Writes the request to the connection; the first byte of what comes back ends the wait for an answer. */
function sendRequest(request: HttpRequest, socket: Socket, { stopwatch }: ConnectLimits): ClientRequest {
  const length = request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) };
  const sent = startRequest({
    createConnection: () => socket,
    method: request.method,
    path: `${request.url.pathname}${request.url.search}`,
    headers: { host: request.url.host, ...request.headers, ...length },
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  sent.once('socket', () => socket.prependOnceListener('data', () => stopwatch.finish('firstByte', 'head')));
  sent.end(request.body);
  return sent;
}

function readHead(response: IncomingMessage): AnswerHead {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return { status: response.statusCode ?? 0, headers };
}

function openAnswer(response: IncomingMessage): OpenAnswer {
  const head = readHead(response);
  const readText = async (): Promise<AnswerBody> => {
    const body = await readBody(response, head.headers.get('content-encoding'));
    return { text: decodeText(body.bytes, head.headers.get('content-type')), isCut: body.isCut };
  };
  return { head, readBody: readText };
}

/** Sends one request on a connection of its own, which is gone when `use` has made what it wants of the answer. */
async function exchange<T>(
  request: HttpRequest,
  limits: ConnectLimits,
  use: (answer: OpenAnswer) => Promise<T>,
): Promise<T> {
  const socket = await openConnection(request, limits);
  try {
    return await new Promise<T>((resolve, reject) => {
      const sent = sendRequest(request, socket, limits);
      // Stays for the whole exchange: what is wrong in the middle of a body is told here first.
      sent.on('error', reject);
      sent.once('upgrade', () => reject(new ProtocolError('the server changed to a protocol that nobody asked for')));
      sent.once('response', (response) => {
        limits.stopwatch.stage = 'body';
        use(openAnswer(response)).then(resolve, reject);
      });
    });
  } finally {
    // Whatever the server still sends is not wanted: the connection is cut, not drained.
    socket.destroy();
  }
}

/** Reads no further than to the first thing that is wrong, and no body that nobody asked for. */
async function finishAnswer(check: HttpCheck, answer: OpenAnswer, attempt: Attempt): Promise<FinishedAnswer> {
  const { redact, limits } = attempt;
  let failure = findHeadFailure(check.expect, answer.head, redact);
  let ms = limits.stopwatch.elapsedMs();
  if (failure === undefined && needsBody(check.expect)) {
    const body = await answer.readBody();
    ms = limits.stopwatch.elapsedMs();
    failure = findContentFailure(check.expect, body, redact);
  }
  return { status: answer.head.status, failure: failure ?? findSlowness(ms, check.expect.under), ms };
}

interface Attempt {
  limits: ConnectLimits;
  redact: ProbeContext['redact'];
}

/** Sends the request and follows redirects, as many as the check allows, to an answer that is none. */
async function requestAnswer(check: HttpCheck, first: HttpRequest, attempt: Attempt): Promise<FinishedAnswer> {
  const visited = new Set<string>();
  let request = first;
  for (;;) {
    visited.add(`${request.method} ${request.url.href}`);
    const step = await exchange(request, attempt.limits, async (answer) => {
      const redirect = { status: answer.head.status, location: answer.head.headers.get('location') };
      const next = check.redirects === 0 ? undefined : followRedirect(request, redirect);
      return next ?? finishAnswer(check, answer, attempt);
    });
    if ('ms' in step) return step;
    if (visited.has(`${step.method} ${step.url.href}`)) throw new ProtocolError('the redirects lead in a circle');
    if (visited.size > check.redirects) throw new ProtocolError(`more than ${check.redirects} redirects`);
    request = step;
  }
}

/**
 * One attempt of an HTTP check on fresh connections; the timeout covers names, connections, TLS, headers, redirects and
 * as much of the body as is needed. The response time is that of all of it. Unknown when the check itself cannot be
 * sent or judged.
 */
export async function probeHttp(check: HttpCheck, { signal, redact }: ProbeContext): Promise<ProbeResult> {
  const request = describeRequest(check, redact);
  if ('problem' in request) return { state: 'unknown', message: request.problem };
  const problem = findExpectationProblem(check.expect);
  if (problem !== undefined) return { state: 'unknown', message: problem };
  const stopwatch = new Stopwatch();
  const timeoutMs = check.timeout;
  try {
    const answer = await withTimeout({ timeoutMs, signal }, (attemptSignal) => {
      const limits = { timeoutMs, signal: attemptSignal, stopwatch };
      return requestAnswer(check, request, { limits, redact });
    });
    const phases = stopwatch.phases(answer.ms);
    const ms = Math.round(answer.ms);
    if (answer.failure === undefined) {
      return { ...judgeSuccess(answer.ms, check.degradedAbove), code: String(answer.status), ms, phases };
    }
    const isStatusFailure = answer.failure.errorClass.startsWith('http_');
    const verdict = judgeFailure(answer.failure);
    return { ...verdict, ...(isStatusFailure ? { code: String(answer.status) } : {}), ms, phases };
  } catch (error) {
    return judgeError(error, { stopwatch, timeoutMs });
  }
}
