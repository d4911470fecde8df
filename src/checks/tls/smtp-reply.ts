import { ProtocolError } from '../error-class.ts';
import type { Redact } from '../redaction.ts';
import { quoteForeign } from '../visible-text.ts';

/** How much a mail server may say at a time, in bytes; a line has at most 512 (RFC 5321 section 4.5.3.1.5). */
const MAX_REPLY_BYTES = 8 * 1_024;
const MAX_REPLY_LINES = 100;

/** What a mail server answered to one command. */
export interface SmtpReply {
  code: number;
  /** What stands after the code in each line, each character a byte. */
  lines: readonly string[];
}

export interface ParsedReply {
  reply: SmtpReply;
  /** What came after it, unasked. */
  rest: string;
}

const LINE = /^(\d{3})(?:([ -])(.*))?$/;

/** A line that is none of SMTP, shown as the text that it may be. */
function refuse(line: string, redact: Redact): never {
  const text = Buffer.from(line, 'latin1').toString('utf8');
  throw new ProtocolError(`expected a mail server (SMTP), got ${quoteForeign(text, redact)}`);
}

/**
 * Reads the reply that a text begins with, each character a byte; undefined as long as it is not complete. Throws a
 * {@link ProtocolError} for what is no reply (RFC 5321 section 4.2), or too long for one.
 */
export function parseReply(received: string, redact: Redact): ParsedReply | undefined {
  const lines: string[] = [];
  let first: string | undefined;
  let from = 0;
  for (let end = received.indexOf('\n'); end !== -1; end = received.indexOf('\n', from)) {
    const line = received.slice(from, end).replace(/\r$/, '');
    const [, code, separator, text = ''] = LINE.exec(line) ?? [];
    first ??= code;
    if (code === undefined || code !== first) return refuse(line, redact);
    lines.push(text);
    from = end + 1;
    if (separator !== '-') return { reply: { code: Number(code), lines }, rest: received.slice(from) };
  }
  const begun = received.slice(from);
  if (!/^(?:\d{0,3}|\d{3}[ -].*)\r?$/s.test(begun)) return refuse(begun, redact);
  if (received.length > MAX_REPLY_BYTES || lines.length > MAX_REPLY_LINES) {
    const most = `${MAX_REPLY_LINES} lines and ${MAX_REPLY_BYTES / 1_024} KiB`;
    throw new ProtocolError(`expected at most ${most} at once, the mail server does not come to an end`);
  }
  return undefined;
}

/** Whether the answer to EHLO says that STARTTLS may follow (RFC 3207 section 4). */
export function offersStarttls({ lines }: SmtpReply): boolean {
  return lines.slice(1).some((line) => /^starttls\s*$/i.test(line));
}

/** A reply as it is quoted: its code and the first of its lines. */
export function quoteReply({ code, lines }: SmtpReply, redact: Redact): string {
  const text = Buffer.from(`${code} ${lines[0] ?? ''}`.trim(), 'latin1').toString('utf8');
  return quoteForeign(text, redact);
}
