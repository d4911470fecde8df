/** One request and its answer on a connection of its own, through undici. */
import { isIP, type Socket } from 'node:net';
import { Client, errors, type Dispatcher } from 'undici';

import { openSocket, type ConnectLimits } from '../connect.ts';
import { MAX_HEADER_BYTES, ProtocolError, type Stage } from '../error-class.ts';
import { type Body, decodeText, readBody } from './body.ts';
import type { HttpRequest } from './describe.ts';
import type { AnswerBody, AnswerHead } from './evaluate.ts';

/** An answer of which the head is there, and whose body can be read once. */
export interface OpenAnswer {
  head: AnswerHead;
  readBody(): Promise<AnswerBody>;
  /** The body as its bytes, at most `limit` of them. */
  readBytes(limit: number): Promise<Body>;
}

/** The connection for a URL; the name in the handshake is that of a `host` header where the check sets one. */
async function openConnection(request: HttpRequest, limits: ConnectLimits): Promise<Socket> {
  const { hostname, port, protocol } = request.url;
  const isTls = protocol === 'https:';
  const serverName = (request.headers['host'] ?? hostname).replace(/:\d*$/, '');
  const socket = await openSocket(
    {
      host: hostname,
      port: port === '' ? Number(isTls ? 443 : 80) : Number(port),
      tls: isTls ? { serverName: isIP(serverName) === 0 && !serverName.startsWith('[') ? serverName : '' } : undefined,
    },
    limits,
  );
  // The first byte of what comes back ends the wait for an answer; undici reads by itself once there is something.
  socket.once('readable', () => {
    if (socket.readableLength > 0) limits.stopwatch.finish('firstByte', 'head');
  });
  return socket;
}

/** A client for one request: the connection is ours, so that its phases are timed, and so are all time limits. */
function createClient(request: HttpRequest, limits: ConnectLimits): Client {
  return new Client(request.url.origin, {
    connect: (_options, callback) => {
      openConnection(request, limits).then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error, null),
      );
    },
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

function readHead({ statusCode, headers }: Dispatcher.ResponseData): AnswerHead {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return { status: statusCode, headers: new Map(entries) };
}

function openAnswer(response: Dispatcher.ResponseData): OpenAnswer {
  const head = readHead(response);
  const readBytes = (limit?: number): Promise<Body> =>
    readBody(response.body, head.headers.get('content-encoding'), limit);
  const readText = async (): Promise<AnswerBody> => {
    const body = await readBytes();
    return { text: decodeText(body.bytes, head.headers.get('content-type')), isCut: body.isCut };
  };
  return { head, readBody: readText, readBytes };
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

/**
 * Sends one request on a connection of its own, which is gone when `use` has made what it wants of the answer. Rejects
 * with an error of Node or of undici, or with a {@link ProtocolError}.
 */
export async function exchange<T>(
  request: HttpRequest,
  limits: ConnectLimits,
  use: (answer: OpenAnswer) => Promise<T>,
): Promise<T> {
  const client = createClient(request, limits);
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
    return await use(openAnswer(response));
  } catch (error) {
    const fault = findFault(error, limits.stopwatch.stage);
    throw fault === undefined ? error : new ProtocolError(fault, { cause: error });
  } finally {
    // Whatever the server still sends is not wanted: the connection is cut, not drained.
    await client.destroy(DONE);
  }
}
