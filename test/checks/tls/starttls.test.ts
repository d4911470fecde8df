import { describe, expect, it } from 'vitest';

import type { ProbeResult } from '../../../src/checks/probe.ts';
import { probeTls } from '../../../src/checks/tls/probe.ts';
import { issueChain, servedPem, trustOnly } from '../../support/certificates.ts';
import { tlsCheck } from '../../support/checks.ts';
import { type Script, startMailServer, startScriptedServer } from '../../support/mail-server.ts';
import { drip, findClosedPort, writeForever } from '../../support/servers.ts';

const chain = issueChain();

function probe(port: number, written: object = {}): Promise<ProbeResult> {
  const check = tlsCheck(port, { starttls: 'smtp', ...written });
  return probeTls(check, { signal: new AbortController().signal, redact: (text) => text });
}

const EHLO = '250-mail.example.org\r\n250 STARTTLS\r\n';
const READY = '220 go ahead\r\n';

describe('probeTls() with starttls: smtp', () => {
  it('is up when the certificate of a mail server holds', async () => {
    trustOnly(chain.root);
    const port = await startMailServer(servedPem(chain.server, chain.intermediate));
    expect(await probe(port)).toEqual({
      state: 'up',
      ms: expect.any(Number),
      phases: {
        dns: expect.any(Number),
        connect: expect.any(Number),
        firstByte: expect.any(Number),
        tls: expect.any(Number),
        total: expect.any(Number),
      },
    });
  });

  it('says what is wrong with the certificate', async () => {
    const port = await startMailServer(servedPem(chain.server, chain.intermediate));
    trustOnly(chain.root);
    expect(await probe(port, { serverName: 'mail.example.org' })).toMatchObject({
      state: 'down',
      code: 'tls',
      message: 'expected a certificate for "mail.example.org", it is for "localhost" and "127.0.0.1"',
    });
  });

  it('asks in order, with its address for a name', async () => {
    const lines: string[] = [];
    const note =
      (answer: string): Script[number] =>
      (socket) => {
        socket.once('data', (chunk) => lines.push(chunk.toString()));
        socket.write(answer);
      };
    const { port } = await startScriptedServer([note('220-first\r\n220 last\r\n'), note(EHLO), '454 not now\r\n']);
    await probe(port, { host: '127.0.0.1' });
    expect(lines).toEqual(['EHLO [127.0.0.1]\r\n', 'STARTTLS\r\n']);
  });

  it.each<[string, Script, string, string]>([
    [
      'does not offer STARTTLS',
      ['220 hi\r\n', '250-mail.example.org\r\n250 SIZE 1000\r\n'],
      'tls',
      'expected the mail server to offer STARTTLS, it does not',
    ],
    [
      'offers STARTTLS and refuses it',
      ['220 hi\r\n', EHLO, '454 4.7.0 TLS not available\r\n'],
      'tls',
      'expected 220 to STARTTLS, got "454 4.7.0 TLS not available"',
    ],
    ['turns clients away', ['554 no mail here\r\n'], 'protocol', 'expected the greeting 220, got "554 no mail here"'],
    ['is too busy', ['421-come\r\n421 later\r\n'], 'protocol', 'expected the greeting 220, got "421 come"'],
    ['knows no EHLO', ['220 hi\r\n', '502 what\r\n'], 'protocol', 'expected 250 to EHLO, got "502 what"'],
    ['is none', ['SSH-2.0-OpenSSH_9.9\r\n'], 'protocol', 'expected a mail server (SMTP), got "SSH-2.0-OpenSSH_9.9"'],
    [
      'is one for the web',
      ['HTTP/1.1 400 Bad Request\r\n\r\n'],
      'protocol',
      'expected a mail server (SMTP), got "HTTP/1.1 400 Bad Request"',
    ],
    [
      'hides in what it says',
      ['554 \u202e\u001b[31m\r\n'],
      'protocol',
      'expected the greeting 220, got "554 \\u{202E}\\u{1B}[31m"',
    ],
    [
      'answers more than it was asked',
      ['220 hi\r\n250 STARTTLS\r\n'],
      'protocol',
      'the mail server sent more than the greeting',
    ],
    [
      'sends plain text that would be read as said under TLS',
      ['220 hi\r\n', EHLO, `${READY}250 injected\r\n`],
      'protocol',
      'the mail server sent more than the answer to STARTTLS',
    ],
    [
      'goes on in plain text',
      ['220 hi\r\n', EHLO, READY, '500 what is that\r\n'],
      'tls',
      'expected TLS after STARTTLS, the mail server sent something else',
    ],
    [
      'closes without a greeting',
      [(socket): unknown => socket.end()],
      'connect',
      'the connection was closed without an answer',
    ],
    [
      'closes in the middle of the greeting',
      [(socket): unknown => socket.end('220-hi\r\n')],
      'protocol',
      'the connection was closed before the end of the greeting',
    ],
    [
      'closes after EHLO',
      ['220 hi\r\n', (socket): unknown => socket.end()],
      'protocol',
      'the connection was closed before the end of the answer to EHLO',
    ],
    [
      'resets after STARTTLS',
      ['220 hi\r\n', EHLO, (socket): unknown => socket.resetAndDestroy()],
      'protocol',
      'the connection was closed before the end of the answer to STARTTLS',
    ],
    [
      'closes in the handshake',
      ['220 hi\r\n', EHLO, READY, (socket): unknown => socket.end()],
      'tls',
      'the connection was closed during the TLS handshake',
    ],
    [
      'does not end its greeting',
      [(socket): void => writeForever(socket, '220-more\r\n'.repeat(1_000))],
      'protocol',
      'expected at most 100 lines and 8 KiB at once, the mail server does not come to an end',
    ],
    [
      'does not end a line',
      ['220 hi\r\n', (socket): void => writeForever(socket, `250-${'x'.repeat(100_000)}`)],
      'protocol',
      'expected at most 100 lines and 8 KiB at once, the mail server does not come to an end',
    ],
  ])('is down when the server %s', async (...[, script, errorClass, message]) => {
    const { port } = await startScriptedServer(script);
    expect(await probe(port)).toMatchObject({ state: 'down', code: errorClass, errorClass, message });
  });

  it.each<[string, Script, string]>([
    ['does not greet', [], 'no complete greeting within 400 ms'],
    [
      'greets a byte at a time',
      [(socket): void => drip(socket, `220-${'x'.repeat(500)}`, 5)],
      'no complete greeting within 400 ms',
    ],
    ['does not answer EHLO', ['220 hi\r\n'], 'no complete answer to EHLO within 400 ms'],
    ['does not answer STARTTLS', ['220 hi\r\n', EHLO], 'no complete answer to STARTTLS within 400 ms'],
    ['does not begin TLS', ['220 hi\r\n', EHLO, READY], 'no complete TLS handshake within 400 ms'],
  ])('times out when the server %s', async (_, script, message) => {
    const { port } = await startScriptedServer(script);
    expect(await probe(port, { timeout: '400ms' })).toMatchObject({ state: 'down', code: 'timeout', message });
  });

  it('is down when the connection is refused', async () => {
    expect(await probe(await findClosedPort())).toMatchObject({
      code: 'connect',
      message: 'the connection was refused',
    });
  });

  it('keeps a secret out of what a server repeats', async () => {
    const { port } = await startScriptedServer(['554 go away hunter2\r\n']);
    const check = tlsCheck(port, { starttls: 'smtp' });
    const redact = (text: string): string => text.replaceAll('hunter2', '${CANDOR_WORD}');
    expect(await probeTls(check, { signal: new AbortController().signal, redact })).toMatchObject({
      message: 'expected the greeting 220, got "554 go away ${CANDOR_WORD}"',
    });
  });
});
