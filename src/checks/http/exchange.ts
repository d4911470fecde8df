/** One request and its answer on a connection of its own, through undici where it is HTTP/1.1. */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { Client, errors } from 'undici';

import { openSocket, targetOf, type ConnectLimits } from '../connect.ts';
import { MAX_HEADER_BYTES, ProtocolError, type Stage } from '../error-class.ts';
import type { HttpRequest } from './describe.ts';
import { Http1Required, openAnswer, type Exchange, type UseAnswer } from './open-answer.ts';

const HTTP1 = 'http/1.1';

type Wanted<T> = Omit<Exchange<T>, 'socket'>;

/** A client for one request: the connection is ours, so that its phases are timed, and so are all time limits. */
function createClient(request: HttpRequest, socket: Socket, limits: ConnectLimits): Client {
  // The first byte of what comes back ends the wait for an answer; undici reads by itself once there is something.
  socket.once('readable', () => {
    if (socket.readableLength > 0) limits.stopwatch.finish('firstByte', 'head');
  });
  return new Client(request.url.origin, {
    connect: (_options, callback) => queueMicrotask(() => callback(null, socket)),
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** Ends every connection. One for all: undici would make an error with a stack for each, which takes longer than asking. */
const DONE = new Error('the connection is not needed any more');

const NOT_HTTP = 'the answer is not proper HTTP';

/** What is wrong with the answer where undici tells it by an error of its own; its reasons are fixed and quote no server. */
function findFault(error: unknown, stage: Stage): string | undefined {
  if (error instanceof errors.HTTPParserError) {
    return [NOT_HTTP, /\([\w ,'/-]+\)$/.exec(error.message)?.[0]].filter(Boolean).join(' ');
  }
  // Before the body this is said of headers that contradict each other.
  if (error instanceof errors.ResponseContentLengthMismatchError && stage === 'head') return NOT_HTTP;
  if (!(error instanceof errors.SocketError)) return undefined;
  if (error.message === 'bad upgrade') return 'the server changed to a protocol that nobody asked for';
  return error.message === 'bad response' ? NOT_HTTP : undefined;
}

async function exchangeHttp1<T>(request: HttpRequest, { socket, limits, use }: Exchange<T>): Promise<T> {
  const client = createClient(request, socket, limits);
  try {
    const response = await client.request({
      method: request.method,
      path: `${request.url.pathname}${request.url.search}`,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      signal: limits.signal,
      reset: true,
    });
    limits.stopwatch.stage = 'body';
    // A body that nobody reads ends with the connection, and that is no error.
    response.body.on('error', () => undefined);
    return await use(openAnswer(response.statusCode, response.headers, response.body));
  } catch (error) {
    const fault = findFault(error, limits.stopwatch.stage);
    throw fault === undefined ? error : new ProtocolError(fault, { cause: error });
  } finally {
    // Whatever the server still sends is not wanted: the connection is cut, not drained.
    await client.destroy(DONE);
  }
}

async function exchangeOver<T>(protocols: readonly string[], request: HttpRequest, wanted: Wanted<T>): Promise<T> {
  const socket = await openSocket(targetOf(request.url, request.headers['host'], protocols), wanted.limits);
  try {
    if (!(socket instanceof TLSSocket) || socket.alpnProtocol !== 'h2') {
      return await exchangeHttp1(request, { socket, ...wanted });
    }
    const { exchangeHttp2 } = await import('./exchange-http2.ts');
    return await exchangeHttp2(request, { socket, ...wanted });
  } finally {
    socket.destroy();
  }
}

/**
 * Sends one request on a connection of its own, which is gone when `use` has made what it wants of the answer; over
 * HTTP/2 where a server that speaks TLS chooses it. Rejects with an error of Node or of undici, or with a
 * {@link ProtocolError}.
 */
export async function exchange<T>(request: HttpRequest, limits: ConnectLimits, use: UseAnswer<T>): Promise<T> {
  try {
    return await exchangeOver(['h2', HTTP1], request, { limits, use });
  } catch (error) {
    // RFC 9113 section 7: there are requests that a server answers over HTTP/1.1 alone.
    if (!(error instanceof Http1Required)) throw error;
    return exchangeOver([HTTP1], request, { limits, use });
  }
}
