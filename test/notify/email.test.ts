/** Mails as a mail server gets them. */
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';

import { describeMail } from '../../src/notify/email/message.ts';
import { email } from '../../src/notify/email/send.ts';
import type { SendOutcome } from '../../src/channel-ports.ts';
import { at } from '../support/builders.ts';
import { type DeliveryOptions, makeDelivery, makeNotice } from '../support/channel-delivery.ts';
import { makePorts } from '../support/channel-server.ts';
import { findClosedPort } from '../support/servers.ts';

interface Received {
  from: string;
  to: string[];
  source: string;
}

async function startServer(options: SMTPServerOptions = {}): Promise<{ url: string; mails: Received[] }> {
  const mails: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      void text(stream).then((source) => {
        mails.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          source,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails };
}

const SETTINGS = {
  type: 'email',
  from: 'status@acme.example',
  to: 'reader@example.org',
  unsubscribe: undefined,
} as const;

const delivery = (url: string, options?: DeliveryOptions) => makeDelivery<'email'>({ ...SETTINGS, url }, options);

async function send(url: string, options?: DeliveryOptions): Promise<SendOutcome> {
  try {
    return await email.send(delivery(url, options), makePorts());
  } finally {
    await email.close?.();
  }
}

const FIRST = { at: at('2026-11-20T10:05:00Z'), phase: 'investigating', text: 'a', changes: [] } as const;
const SECOND = { at: at('2026-11-20T10:20:00Z'), phase: 'identified', text: 'b', changes: [] } as const;

describe('email', () => {
  test('hands in a mail of text and HTML, to its reader alone', async () => {
    const { url, mails } = await startServer();
    expect(await send(url, { notice: { text: 'We **see** it. [Logs](/logs) <script>x</script>' } })).toEqual({
      result: 'sent',
    });
    const [mail] = mails;
    expect(mail).toMatchObject({ from: 'status@acme.example', to: ['reader@example.org'] });
    expect(mail?.source).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(mail?.source).toMatch(/^List-Unsubscribe: <mailto:status@acme.example\?subject=unsubscribe>/m);
    expect(mail?.source).toContain('<strong>see</strong>');
    expect(mail?.source.split('text/html')[1]).not.toContain('<script');
  });

  test('threads the updates of an entry by Message-ID and References, known before anything is sent', () => {
    const first = describeMail(delivery('smtp://a', { notice: { updates: [FIRST] } }));
    const second = describeMail(delivery('smtp://a', { notice: { at: SECOND.at, updates: [FIRST, SECOND] } }));
    expect(second.references).toEqual([...first.references, first.messageId]);
    expect(second.inReplyTo).toBe(first.messageId);
    expect(describeMail(delivery('smtp://a', { notice: { updates: [FIRST] } })).messageId).toBe(first.messageId);
  });

  test('gives a telling once more another Message-ID than the first had', () => {
    const ids = ['', 'k3f9'].map((again) => describeMail(delivery('smtp://a', { notice: { again } })).messageId);
    expect(new Set(ids).size).toBe(2);
  });

  test('lets no title or name add a header', async () => {
    const { url, mails } = await startServer();
    const title = 'a\r\nBcc: everybody@example.org\r\n\r\nb';
    const { page } = delivery('').words;
    const name = 'Acme\r\nX-Bad: 1 <"x@y.example>';
    expect(await send(url, { notice: { title }, words: { subject: title, page: { ...page, name } } })).toEqual({
      result: 'sent',
    });
    const head = mails[0]?.source.split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^(?:Bcc|X-Bad):/im);
    expect(mails[0]?.to).toEqual(['reader@example.org']);
  });

  test.each([
    [450, 'retry', 'the mail server cannot take it now: 450 not now'],
    [550, 'refused', 'the mail server refused it: 550 not now'],
    [554, 'refused', 'the mail server refused it: 554 not now'],
  ] as const)('takes %i of a server as %s', async (responseCode, result, reason) => {
    const { url } = await startServer({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('not now'), { responseCode })),
    });
    expect(await send(url)).toEqual({ result, reason });
  });

  test('is tried again where nobody is there, and where the password is wrong', async () => {
    const port = await findClosedPort();
    expect(await send(`smtp://127.0.0.1:${port}`)).toEqual({
      result: 'retry',
      reason: 'the mail server cannot be reached',
    });
    const { url } = await startServer({
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no such user')),
    });
    expect(await send(url.replace('//', '//user:vorpal@'))).toMatchObject({
      result: 'retry',
      reason: expect.stringMatching(/^the mail server does not let us in/) as string,
    });
  });

  test('shows a mail without its addresses', () => {
    const shown = email.show(delivery('smtp://user:vorpal@mail.example', { notice: makeNotice() }));
    expect(shown).not.toMatch(/vorpal|reader@/);
    expect(shown).toContain('Subject: [Acme] Investigating: Elevated errors');
  });
});
