import type { Socket } from 'node:net';

import type { ReadBytes } from '../../read-within.ts';
import type { ConnectLimits } from '../connect.ts';
import { decodeText, readBody } from './body.ts';
import type { AnswerBody, AnswerHead } from './evaluate.ts';

/** An answer of which the head is there, and whose body can be read once. */
export interface OpenAnswer {
  head: AnswerHead;
  readBody(): Promise<AnswerBody>;
  /** The body as its bytes, at most `limit` of them. */
  readBytes(limit: number): Promise<ReadBytes>;
}

/** What is made of an answer while its connection is open. */
export type UseAnswer<T> = (answer: OpenAnswer) => Promise<T>;

/** What one exchange of a request and its answer needs. */
export interface Exchange<T> {
  /** Open, and for this request alone. */
  socket: Socket;
  limits: ConnectLimits;
  use: UseAnswer<T>;
}

/** The server wants over HTTP/1.1 what it was asked over HTTP/2. */
export class Http1Required extends Error {
  override readonly name = 'Http1Required';
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The answer with this head; `body` is read only when it is asked for. */
export function openAnswer(status: number, headers: Headers, body: AsyncIterable<Uint8Array>): OpenAnswer {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  const head: AnswerHead = { status, headers: new Map(entries) };
  const readBytes = (limit?: number): Promise<ReadBytes> => readBody(body, head.headers.get('content-encoding'), limit);
  const readText = async (): Promise<AnswerBody> => {
    const { bytes, isCut } = await readBytes();
    return { text: decodeText(bytes, head.headers.get('content-type')), isCut };
  };
  return { head, readBody: readText, readBytes };
}
