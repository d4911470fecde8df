/** Hands mails in at a server, through nodemailer, a few on each connection. */
import { hasCode } from '../../errors.ts';
import type { Channel, SendOutcome } from '../../channel-ports.ts';
import { toLine } from '../../schema/visible-text.ts';
import { describeMail, type Mail } from './message.ts';

const AT_ONCE = 5;
const TIMEOUTS_MS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

type Transport = Awaited<ReturnType<typeof openTransport>>;

/** One for each server, until it is closed: a connection takes many mails. */
const transports = new Map<string, Promise<Transport>>();

async function openTransport(url: string) {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    pool: true,
    maxConnections: AT_ONCE,
    maxMessages: 100,
    ...TIMEOUTS_MS,
    // A mail is what we make it: nothing in it is read from a disk or from the web.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function transportOf(url: string): Promise<Transport> {
  const known = transports.get(url) ?? openTransport(url);
  transports.set(url, known);
  return known;
}

/** What the server said, on one line; who it is about is taken out where all reasons are. */
function quote(error: Error): string {
  const said = 'response' in error && typeof error.response === 'string' ? error.response : '';
  return said === '' ? '' : `: ${toLine(said).slice(0, 200)}`;
}

/**
 * What a failure means: RFC 5321 lets a 4yz pass and a 5yz not, unless it is about who we are. Where no answer came the
 * mail may have been taken; sent again, it has the same Message-ID.
 */
export function judgeMailError(error: Error): SendOutcome {
  const status = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  if (hasCode(error, 'EAUTH')) return { result: 'retry', reason: `the mail server does not let us in${quote(error)}` };
  if (status >= 500 && status !== 530 && status !== 535) {
    return { result: 'refused', reason: `the mail server refused it${quote(error)}` };
  }
  if (status >= 400) return { result: 'retry', reason: `the mail server cannot take it now${quote(error)}` };
  const code = hasCode(error, 'ETIMEDOUT') ? 'did not answer in time' : 'cannot be reached';
  return { result: 'retry', reason: `the mail server ${code}` };
}

/** As a person sees it: the parts that mail programs show, without the addresses. */
function showMail({ subject, text, headers, messageId, references }: Mail): string {
  const shown = Object.entries(headers).filter(([name]) => name.startsWith('List-'));
  return [
    `Subject: ${subject}`,
    `Message-ID: ${messageId}`,
    `References: ${references.join(' ')}`,
    ...shown.map(([name, value]) => `${name}: ${value}`),
    '',
    text,
  ].join('\n');
}

export const email: Channel<'email'> = {
  pace: { atOnce: AT_ONCE, everyMs: 0 },
  isThreaded: false,
  show: (delivery) => showMail(describeMail(delivery)),
  async send(delivery) {
    const mail = describeMail(delivery);
    const transport = await transportOf(delivery.to.settings.url);
    try {
      await transport.sendMail({
        ...mail,
        // Otherwise a server that knows both would take what stands in a name for another address.
        envelope: { from: mail.from.address, to: [mail.to.address] },
        encoding: 'utf-8',
      });
      return { result: 'sent' };
    } catch (error) {
      if (error instanceof Error) return judgeMailError(error);
      throw error;
    }
  },
  async close() {
    const open = await Promise.all(transports.values());
    transports.clear();
    for (const transport of open) transport.close();
  },
};
