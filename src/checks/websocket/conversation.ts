/** A WebSocket connection from the handshake to its end, through ws. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';

import type { Stopwatch } from '../attempt.ts';
import { MAX_HEADER_BYTES, ProtocolError } from '../error-class.ts';
import type { Handshake } from './describe.ts';

/** How much is read of one message, its fragments together, in bytes. */
export const MAX_MESSAGE_BYTES = 1_024 * 1_024;
/** How much is read on one connection, in bytes and in messages, pings and pongs: a feed may never end. */
export const MAX_RECEIVED_BYTES = 4 * MAX_MESSAGE_BYTES;
export const MAX_FRAMES = 10_000;

/** Of a message as much is kept as may be quoted, in UTF-16 units. */
const KEPT_TEXT = 4_096;

/** A message as far as it may be shown: text, or the size of what is none. */
export type Message = { text: string } | { bytes: number };

/** The messages that have come so far. */
export interface Received {
  count: number;
  last?: Message | undefined;
}

/** What is wrong with an answer that agrees to the handshake; `received` is the header that shows it. */
export interface Misunderstanding {
  kind: 'misunderstood';
  header: 'Upgrade' | 'Sec-WebSocket-Accept' | 'Sec-WebSocket-Protocol' | 'Sec-WebSocket-Extensions';
  received: string | undefined;
}

/** How it went. */
export type Ending =
  | { kind: 'opened' }
  | { kind: 'matched' }
  /** The answer to the handshake has another status than 101. */
  | { kind: 'refused'; status: number }
  | Misunderstanding
  /** By the other side, before there was a message that was waited for; 1006 is a cut, 1005 a close without a code. */
  | { kind: 'closed'; code: number; reason: string }
  /** More was sent than is read. */
  | { kind: 'exhausted' };

export interface Talk {
  /** Sent as soon as the connection is open. */
  send: string | undefined;
  /** Whether a message is what is waited for, by its text; undefined where the open connection is all that counts. */
  isWanted: ((text: string) => boolean) | undefined;
  /** Is kept up to date. */
  received: Received;
  stopwatch: Stopwatch;
}

export interface Conversation {
  /** Rejects with an error of Node, or with a {@link ProtocolError}. */
  ending: Promise<Ending>;
  /** Says goodbye and waits for the other side to do so, at most as long; the connection is gone then. */
  close(withinMs: number, signal: AbortSignal): Promise<void>;
}

/** What ws says of a handshake, and the header that it has looked at. */
const MISUNDERSTANDINGS: ReadonlyMap<string, Misunderstanding['header']> = new Map([
  ['Invalid Upgrade header', 'Upgrade'],
  ['Invalid Sec-WebSocket-Accept header', 'Sec-WebSocket-Accept'],
  ['Server sent a subprotocol but none was requested', 'Sec-WebSocket-Protocol'],
  ['Server sent an invalid subprotocol', 'Sec-WebSocket-Protocol'],
  ['Server sent no subprotocol', 'Sec-WebSocket-Protocol'],
  ['Server sent a Sec-WebSocket-Extensions header but no extension was requested', 'Sec-WebSocket-Extensions'],
]);

const FAULTS: ReadonlyMap<string, string> = new Map([
  ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'a message is larger than 1 MiB'],
  ['WS_ERR_TOO_MANY_BUFFERED_PARTS', 'a message has more fragments than are read'],
  ['WS_ERR_INVALID_UTF8', 'a text message is not valid UTF-8'],
]);

/** The error of ws, of its HTTP client or of Node as it is told; the reasons that are shown are fixed and quote no server. */
function nameFault(error: Error): Error {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = FAULTS.get(code);
  if (known !== undefined) return new ProtocolError(known, { cause: error });
  if (code.startsWith('WS_ERR_')) {
    const reason = /^Invalid WebSocket frame: ([\w ,-]+)$/.exec(error.message)?.[1];
    const shown = reason === undefined ? '' : ` (${reason})`;
    return new ProtocolError(`the server sent what is no proper WebSocket frame${shown}`, { cause: error });
  }
  if (code.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW') {
    const reason = /^Parse Error: ([\w ,'/-]+)$/.exec(error.message)?.[1];
    return new ProtocolError(`the answer is not proper HTTP${reason === undefined ? '' : ` (${reason})`}`, {
      cause: error,
    });
  }
  return error;
}

function createWebSocket(socket: Socket, handshake: Handshake, stopwatch: Stopwatch): WebSocket {
  const options = {
    headers: { ...handshake.headers },
    createConnection: () => socket,
    // Before the HTTP client reads: it hands the connection on at once when the head is complete.
    finishRequest: (request: ClientRequest) => {
      request.once('socket', () => socket.prependOnceListener('data', () => stopwatch.finish('firstByte', 'head')));
      request.end();
    },
    maxHeaderSize: MAX_HEADER_BYTES,
    maxPayload: MAX_MESSAGE_BYTES,
    // What is not offered cannot be used to send little that unpacks to much.
    perMessageDeflate: false,
    followRedirects: false,
  };
  return new WebSocket(handshake.url, [...handshake.protocols], options);
}

type Settle = (ending: Ending) => void;

/** Lets no more be received than may be, whether somebody waits for it or not. */
function limitReceived(socket: Socket, client: WebSocket, settle: Settle): void {
  let bytes = 0;
  let frames = 0;
  const stop = (): void => {
    settle({ kind: 'exhausted' });
    client.terminate();
  };
  // No sooner: what came together with the answer would be given to this listener and not to ws.
  client.once('open', () => {
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_RECEIVED_BYTES) stop();
    });
  });
  for (const event of ['message', 'ping', 'pong'] as const) {
    client.on(event, () => {
      frames += 1;
      if (frames > MAX_FRAMES) stop();
    });
  }
}

function followHandshake(client: WebSocket, settle: Settle, reject: (error: Error) => void): void {
  let answer: IncomingMessage | undefined;
  client.once('upgrade', (response) => (answer = response));
  client.once('unexpected-response', (_request, { statusCode: status = 0 }) => {
    // Without its header Node takes even this status for an answer like any other.
    if (status !== 101) settle({ kind: 'refused', status });
    else settle({ kind: 'misunderstood', header: 'Upgrade', received: undefined });
  });
  // Stays: an error that nobody listens to would end the process.
  client.on('error', (error) => {
    const header = MISUNDERSTANDINGS.get(error.message);
    if (header === undefined) return reject(nameFault(error));
    const received = answer?.headers[header.toLowerCase()];
    settle({ kind: 'misunderstood', header, received: Array.isArray(received) ? received.join(', ') : received });
  });
}

function followMessages(client: WebSocket, { send, isWanted, received, stopwatch }: Talk, settle: Settle): void {
  client.once('open', () => {
    if (send !== undefined) client.send(send);
    if (isWanted === undefined) settle({ kind: 'opened' });
    else stopwatch.stage = 'message';
  });
  client.on('message', (data: Buffer, isBinary) => {
    if (isWanted === undefined || client.readyState !== WebSocket.OPEN) return;
    // Bytes of a binary message that are no UTF-8 stand for nothing that can be expected.
    const text = data.toString('utf8');
    received.count += 1;
    received.last = isBinary ? { bytes: data.length } : { text: text.slice(0, KEPT_TEXT) };
    if (isWanted(text)) settle({ kind: 'matched' });
  });
  client.once('close', (code, reason) => settle({ kind: 'closed', code, reason: reason.toString('utf8') }));
}

async function sayGoodbye(client: WebSocket, withinMs: number, signal: AbortSignal): Promise<void> {
  if (client.readyState !== WebSocket.OPEN || withinMs <= 0 || signal.aborted) return;
  const gone = new AbortController();
  const done = (): void => gone.abort();
  client.once('close', done);
  signal.addEventListener('abort', done, { once: true });
  client.close(1_000);
  try {
    await wait(withinMs, undefined, { signal: gone.signal });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', done);
  }
}

/**
 * Asks for a WebSocket on a connection that is open, and talks until there is a message that is wanted, or the other
 * side ends it.
 */
export function converse(socket: Socket, handshake: Handshake, talk: Talk): Conversation {
  const { promise, resolve, reject } = Promise.withResolvers<Ending>();
  const client = createWebSocket(socket, handshake, talk.stopwatch);
  followHandshake(client, resolve, reject);
  followMessages(client, talk, resolve);
  limitReceived(socket, client, resolve);
  return {
    ending: promise,
    close: async (withinMs, signal) => {
      await sayGoodbye(client, withinMs, signal);
      client.terminate();
      socket.destroy();
    },
  };
}
