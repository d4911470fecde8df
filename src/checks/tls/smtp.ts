import { isIPv6, type Socket } from 'node:net';

import type { Stopwatch } from '../attempt.ts';
import { ProtocolError } from '../error-class.ts';
import type { Redact } from '../redaction.ts';
import { offersStarttls, parseReply, quoteReply, type SmtpReply } from './smtp-reply.ts';

/** What the dialogue with a mail server has come to. */
export interface SmtpProgress {
  /** What is waited for: `greeting`, `answer to EHLO`; undefined before and after the dialogue. */
  waitingFor?: string | undefined;
  stopwatch: Stopwatch;
  redact: Redact;
}

/** The server is a mail server, and TLS cannot begin. */
export class StarttlsRefused extends Error {
  override readonly name = 'StarttlsRefused';
}

function describeEnd(received: string, waitingFor: string): Error {
  if (received === '' && waitingFor === 'greeting') return Object.assign(new Error('closed'), { code: 'ECONNRESET' });
  return new ProtocolError(`the connection was closed before the end of the ${waitingFor}`);
}

/** Reads one reply and no byte more; whatever else has come by then was not asked for. */
function readReply(socket: Socket, { waitingFor = '', redact, stopwatch }: SmtpProgress): Promise<SmtpReply> {
  return new Promise((resolve, reject) => {
    let received = '';
    const onEnd = (): void => finish(() => reject(describeEnd(received, waitingFor)));
    const onData = (chunk: Buffer): void => {
      if (stopwatch.stage === 'answer') stopwatch.finish('firstByte', 'head');
      received += chunk.toString('latin1');
      try {
        const parsed = parseReply(received, redact);
        if (parsed?.rest === '') finish(() => resolve(parsed.reply));
        else if (parsed !== undefined) throw new ProtocolError(`the mail server sent more than the ${waitingFor}`);
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const finish = (settle: () => void): void => {
      socket.off('data', onData).off('end', onEnd).off('close', onEnd);
      socket.pause();
      settle();
    };
    if (socket.destroyed) return onEnd();
    socket.on('data', onData).once('end', onEnd).once('close', onEnd);
    socket.resume();
  });
}

async function command(socket: Socket, line: string, progress: SmtpProgress): Promise<SmtpReply> {
  progress.waitingFor = `answer to ${line.split(' ')[0] ?? ''}`;
  socket.write(`${line}\r\n`);
  return readReply(socket, progress);
}

/** The address of this end as a mail server wants it, which needs no name (RFC 5321 section 4.1.3). */
function addressLiteral(socket: Socket): string {
  const address = (socket.localAddress ?? '127.0.0.1').replace(/%.*/, '');
  return isIPv6(address) ? `[IPv6:${address}]` : `[${address}]`;
}

/**
 * Brings a fresh connection to a mail server to the point where TLS begins (RFC 3207). Rejects with a
 * {@link StarttlsRefused} where the server does not let it, with a {@link ProtocolError} for what is no mail server,
 * or one that sends plain text which would be taken for what it says under TLS.
 */
export async function startSmtpTls(socket: Socket, progress: SmtpProgress): Promise<void> {
  const { redact } = progress;
  progress.waitingFor = 'greeting';
  const greeting = await readReply(socket, progress);
  if (greeting.code !== 220) throw new ProtocolError(`expected the greeting 220, got ${quoteReply(greeting, redact)}`);
  const features = await command(socket, `EHLO ${addressLiteral(socket)}`, progress);
  if (features.code !== 250) throw new ProtocolError(`expected 250 to EHLO, got ${quoteReply(features, redact)}`);
  if (!offersStarttls(features)) {
    throw new StarttlsRefused('expected the mail server to offer STARTTLS, it does not');
  }
  const ready = await command(socket, 'STARTTLS', progress);
  if (ready.code !== 220) throw new StarttlsRefused(`expected 220 to STARTTLS, got ${quoteReply(ready, redact)}`);
  progress.waitingFor = undefined;
}
