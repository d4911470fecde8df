/** What went wrong on a WebSocket connection, in words. */
import type { WebSocketCheck } from '../../schema/check.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import type { Failure } from '../error-class.ts';
import { compilePattern, requirePattern } from '../http/pattern.ts';
import type { Redact } from '../redaction.ts';
import { quoteForeign, showDuration } from '../visible-text.ts';
import { MAX_FRAMES, MAX_RECEIVED_BYTES, type Ending, type Message, type Received } from './conversation.ts';

/** What a check waits for once its connection is open. */
export interface WantedMessage {
  isWanted(text: string): boolean;
  /** As it continues "expected …": `a message to contain "ok"`. */
  wanted: string;
}

/** Why the expected message cannot be read; one sentence, undefined when it can. */
export function findMessageProblem({ expect }: WebSocketCheck): string | undefined {
  const pattern = expect.body === undefined ? undefined : compilePattern(expect.body);
  return pattern !== undefined && 'problem' in pattern ? pattern.problem : undefined;
}

/** The message that a check waits for, any message where it has sent one; undefined where the connection is enough. */
export function findWanted({ expect, send }: WebSocketCheck, redact: Redact): WantedMessage | undefined {
  if (expect.body === undefined) {
    return send === undefined ? undefined : { isWanted: () => true, wanted: 'a message in answer' };
  }
  const { isMatch, wanted } = requirePattern(expect.body);
  return { isWanted: isMatch, wanted: `a message to ${redact(wanted)}` };
}

function failure(errorClass: Failure['errorClass'], message: string): Failure {
  return { errorClass, message: showInvisible(message) };
}

function nameMessage(message: Message, redact: Redact): string {
  return 'text' in message ? quoteForeign(message.text, redact) : `binary, of ${message.bytes} bytes`;
}

/** `the last of 3 was "…"`; undefined when there was none. */
function nameLast({ count, last }: Received, redact: Redact): string | undefined {
  if (last === undefined) return undefined;
  return `${count === 1 ? 'the only one' : `the last of ${count}`} was ${nameMessage(last, redact)}`;
}

function describeRefusal(status: number): Failure {
  const redirect = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
  const message = `expected status 101, which opens a WebSocket, got ${status}${redirect}`;
  if (status >= 500) return failure('http_5xx', message);
  return failure(status >= 400 ? 'http_4xx' : 'protocol', message);
}

const EXPECTED_HEADERS: Readonly<Record<Extract<Ending, { kind: 'misunderstood' }>['header'], string>> = {
  Upgrade: 'to be "websocket"',
  'Sec-WebSocket-Accept': 'to answer the key of the handshake',
  'Sec-WebSocket-Protocol': 'to be one of those that were asked for',
  'Sec-WebSocket-Extensions': 'not to be there, as none was offered',
};

function describeClose({ code, reason }: { code: number; reason: string }, redact: Redact): string {
  if (code === 1_006) return 'the connection was cut without a goodbye';
  if (code === 1_005) return 'the server closed the connection without a code';
  const why = reason === '' ? '' : ` and the reason ${quoteForeign(reason, redact)}`;
  return `the server closed the connection with the code ${code}${why}`;
}

export interface Exchange {
  /** Undefined where the open connection is all that counts. */
  wanted: string | undefined;
  received: Received;
  redact: Redact;
}

/** The failure that an ending is; undefined when it is what was waited for. */
export function findEndingFailure(ending: Ending, { wanted, received, redact }: Exchange): Failure | undefined {
  const expected = `expected ${wanted ?? 'an open connection'}`;
  const last = nameLast(received, redact);
  const also = last === undefined ? '' : `; ${last}`;
  switch (ending.kind) {
    case 'opened':
    case 'matched':
      return undefined;
    case 'refused':
      return describeRefusal(ending.status);
    case 'misunderstood': {
      const { header, received: value } = ending;
      const found = value === undefined ? 'the answer has no such header' : `got ${quoteForeign(value, redact)}`;
      return failure('protocol', `expected the header "${header}" ${EXPECTED_HEADERS[header]}, ${found}`);
    }
    case 'closed': {
      const errorClass = ending.code === 1_006 ? 'protocol' : 'assertion';
      return failure(errorClass, `${expected}, ${describeClose(ending, redact)}${also}`);
    }
    case 'exhausted': {
      const limit = `${MAX_RECEIVED_BYTES / 1_024 / 1_024} MiB or ${MAX_FRAMES.toLocaleString('en')} messages`;
      return failure('assertion', `${expected}, none was among the first ${limit}${also}`);
    }
  }
}

/** The failure of a connection on which no wanted message came in time. */
export function describeSilence({ wanted, received, redact }: Exchange, timeoutMs: number): Failure {
  const expected = `expected ${wanted ?? 'an open connection'}`;
  const within = `within ${showDuration(timeoutMs)}`;
  const last = nameLast(received, redact);
  if (last === undefined) return failure('timeout', `${expected}, none came ${within}`);
  return failure('assertion', `${expected} ${within}, ${last}`);
}
