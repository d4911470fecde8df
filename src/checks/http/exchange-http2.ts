/** One request and its answer over HTTP/2, on a connection on which TLS has agreed on it. */
import { once } from 'node:events';
import { connect, type ClientHttp2Session, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import type { Socket } from 'node:net';

import { MAX_HEADER_BYTES, ProtocolError } from '../error-class.ts';
import type { HttpRequest } from './describe.ts';
import { Http1Required, openAnswer, type Exchange } from './open-answer.ts';

/** As many headers as HTTP/1.1 has room for, about; Node's own 128 would be fewer. */
const MAX_HEADERS = 2_000;

/** RFC 9113 section 7, each at the place of its code. */
const CODES = [
  ...['NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'FLOW_CONTROL_ERROR', 'SETTINGS_TIMEOUT', 'STREAM_CLOSED'],
  ...['FRAME_SIZE_ERROR', 'REFUSED_STREAM', 'CANCEL', 'COMPRESSION_ERROR', 'CONNECT_ERROR', 'ENHANCE_YOUR_CALM'],
  ...['INADEQUATE_SECURITY', 'HTTP_1_1_REQUIRED'],
];
const NO_ERROR = 0;
const HTTP_1_1_REQUIRED = CODES.indexOf('HTTP_1_1_REQUIRED');

/** What is known of an exchange when it ends early. */
interface Traces {
  socket: Socket;
  /** The code of a GOAWAY frame. */
  goaway?: number | undefined;
  stream?: ClientHttp2Stream | undefined;
}

function nameCode(code: number): string {
  return CODES[code] ?? `code ${code}`;
}

/** Sends the request; ":authority" is what HTTP/1.1 calls host. */
function sendRequest(session: ClientHttp2Session, request: HttpRequest): ClientHttp2Stream {
  const { host, ...headers } = request.headers;
  const body = request.body === undefined ? undefined : Buffer.from(request.body, 'utf8');
  const stream = session.request(
    {
      ':method': request.method,
      ':scheme': 'https',
      ':authority': host ?? request.url.host,
      ':path': `${request.url.pathname}${request.url.search}`,
      ...headers,
      ...(body === undefined ? {} : { 'content-length': body.length }),
    },
    { endStream: body === undefined },
  );
  if (body !== undefined) stream.end(body);
  return stream;
}

/** The error with which a stream or its session ended, as it is told; no text of the server is in it. */
function nameFault(error: unknown, { socket, goaway = NO_ERROR, stream }: Traces): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || !/^ERR_(?:HTTP2|STREAM)_/.test(code)) return error;
  const cause = { cause: error };
  const reset = stream?.rstCode ?? NO_ERROR;
  if (reset === HTTP_1_1_REQUIRED || goaway === HTTP_1_1_REQUIRED) return new Http1Required();
  if (goaway !== NO_ERROR) {
    return new ProtocolError(`the server ended the connection (GOAWAY, ${nameCode(goaway)})`, cause);
  }
  if (code === 'ERR_HTTP2_ERROR') return new ProtocolError('the answer is not proper HTTP/2', cause);
  if (socket.destroyed || reset === NO_ERROR) return Object.assign(new Error('closed', cause), { code: 'ECONNRESET' });
  return new ProtocolError(`the answer was ended early (RST_STREAM, ${nameCode(reset)})`, cause);
}

/** An error for {@link nameFault} where Node has none. */
function prematureClose(): Error {
  return Object.assign(new Error('closed'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
}

/** Resolves with the head of the answer. */
function whenAnswered(stream: ClientHttp2Stream): Promise<IncomingHttpHeaders & { ':status'?: number }> {
  return new Promise((resolve, reject) => {
    stream.once('response', resolve);
    stream.once('close', () => reject(prematureClose()));
    // Stays: a body that nobody reads ends with the connection, and that is no error.
    stream.on('error', reject);
  });
}

/** The body; one that was cut off ends in Node like one that is whole, and is told apart when its stream is closed. */
async function* readWhole(stream: ClientHttp2Stream): AsyncGenerator<Uint8Array> {
  yield* stream;
  if (stream.writableFinished && !stream.closed) await once(stream, 'close');
  if (stream.rstCode !== undefined && stream.rstCode !== NO_ERROR) throw prematureClose();
}

/** As long as the names and values together may be over HTTP/1.1. */
function requireSmall(headers: IncomingHttpHeaders): void {
  const size = Object.entries(headers).reduce((sum, [name, value = '']) => sum + name.length + value.length, 0);
  if (size > MAX_HEADER_BYTES) throw Object.assign(new Error('too large'), { code: 'UND_ERR_HEADERS_OVERFLOW' });
}

/**
 * Sends one request over HTTP/2 on a connection that was made for it. Rejects with an error of Node, with a
 * {@link ProtocolError}, or with {@link Http1Required}.
 */
export async function exchangeHttp2<T>(request: HttpRequest, { socket, limits, use }: Exchange<T>): Promise<T> {
  const { stopwatch } = limits;
  const traces: Traces = { socket };
  const session = connect(request.url.origin, {
    createConnection: () => socket,
    settings: { enablePush: false, maxHeaderListSize: MAX_HEADER_BYTES },
    maxHeaderListPairs: MAX_HEADERS,
  });
  session.on('error', () => undefined);
  session.once('goaway', (code) => (traces.goaway = code));
  const onFirst = (): void => stopwatch.finish('firstByte', 'head');
  try {
    const stream = (traces.stream = sendRequest(session, request));
    stream.once('headers', onFirst);
    const { ':status': status = 0, ...headers } = await whenAnswered(stream);
    if (stopwatch.stage === 'answer') onFirst();
    stopwatch.stage = 'body';
    requireSmall(headers);
    return await use(openAnswer(status, headers, readWhole(stream)));
  } catch (error) {
    throw nameFault(error, traces);
  } finally {
    session.destroy();
  }
}
