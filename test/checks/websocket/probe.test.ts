import { describe, expect, it } from 'vitest';

import type { ProbeResult } from '../../../src/checks/probe.ts';
import { probeWebSocket } from '../../../src/checks/websocket/probe.ts';
import { webSocketCheck } from '../../support/checks.ts';
import { findClosedPort, startHttp2Server, startHttpServer } from '../../support/servers.ts';
import { trustTestCertificates } from '../../support/trust.ts';
import { startWebSocketServer } from '../../support/websocket-servers.ts';

function probe(url: string, written: object = {}): Promise<ProbeResult> {
  return probeWebSocket(webSocketCheck(url, written), {
    signal: new AbortController().signal,
    redact: (text) => text,
  });
}

describe('probeWebSocket() of the handshake alone', () => {
  it('is up with the status 101, a response time and the phases it could measure', async () => {
    const { url } = await startWebSocketServer(() => undefined);
    const result = await probe(url);
    expect(result).toMatchObject({ state: 'up', code: '101', ms: expect.any(Number) });
    expect(Object.keys(result.phases ?? {}).sort()).toEqual(['connect', 'firstByte', 'total']);
  });

  it('is up over TLS', async () => {
    trustTestCertificates();
    const { port } = await startWebSocketServer(() => undefined, { isSecure: true });
    const result = await probe(`wss://localhost:${port}/`);
    expect(result).toMatchObject({ state: 'up', phases: { dns: expect.any(Number), tls: expect.any(Number) } });
  });

  it('says goodbye with the code 1000', async () => {
    const { url, closes } = await startWebSocketServer(() => undefined);
    await probe(url);
    expect(closes).toEqual([{ code: 1_000, reason: '' }]);
  });

  it('sends path, headers, user and password, and its own name', async () => {
    const seen: object[] = [];
    const { url } = await startWebSocketServer((_, { host: _host, ...headers }, path) => seen.push({ path, headers }));
    await probe(`${url.replace('ws://', 'ws://me:secret@')}/a?b=c#d`, { headers: { Origin: 'https://example.org' } });
    expect(seen).toEqual([
      {
        path: '/a?b=c',
        headers: {
          accept: '*/*',
          authorization: `Basic ${Buffer.from('me:secret').toString('base64')}`,
          connection: 'Upgrade',
          origin: 'https://example.org',
          'sec-websocket-key': expect.any(String),
          'sec-websocket-version': '13',
          upgrade: 'websocket',
          'user-agent': 'Candor/0.1',
        },
      },
    ]);
  });

  it('asks for subprotocols by their header', async () => {
    const { url } = await startWebSocketServer(() => undefined, { handleProtocols: () => 'graphql-ws' });
    const written = { headers: { 'Sec-WebSocket-Protocol': 'mqtt, graphql-ws' } };
    expect(await probe(url, written)).toMatchObject({ state: 'up' });
  });

  it('is degraded when it takes longer than degradedAbove, and down when it takes as long as expect.under', async () => {
    const { url } = await startWebSocketServer(() => undefined);
    expect(await probe(url, { degradedAbove: 0 })).toMatchObject({ state: 'degraded', code: '101' });
    const late = await probe(url, { expect: { under: 0 } });
    expect(late).toMatchObject({ state: 'down', code: 'assertion', errorClass: 'assertion' });
    expect(late.message).toMatch(/^expected an answer in under 0 ms, it took \d+ ms$/);
  });
});

describe('probeWebSocket() of a handshake that is refused', () => {
  it.each([
    ['404', 'http_4xx', 'got 404'],
    ['401', 'http_4xx', 'got 401'],
    ['426', 'http_4xx', 'got 426'],
    ['503', 'http_5xx', 'got 503'],
    ['protocol', 'protocol', 'got 200'],
    ['protocol', 'protocol', 'got 302, a redirect, which is not followed'],
  ])('is down with the code %s and the class %s when it %s', async (code, errorClass, got) => {
    const status = Number(/\d+/.exec(got)?.[0]);
    const { port } = await startHttpServer((_, response) =>
      response.writeHead(status, { location: 'https://example.org/' }).end('no'),
    );
    expect(await probe(`ws://127.0.0.1:${port}/`)).toMatchObject({
      state: 'down',
      code,
      errorClass,
      message: `expected status 101, which opens a WebSocket, ${got}`,
    });
  });

  it('is down when nothing listens', async () => {
    const result = await probe(`ws://127.0.0.1:${await findClosedPort()}/`);
    expect(result).toEqual({
      state: 'down',
      code: 'connect',
      errorClass: 'connect',
      message: 'the connection was refused',
      phases: {},
    });
  });

  it('is down for a certificate that does not hold', async () => {
    const { url } = await startWebSocketServer(() => undefined, { isSecure: true });
    expect(await probe(url)).toMatchObject({ code: 'tls', message: 'the certificate is self-signed' });
  });

  it('is down when the server speaks HTTP/2 alone', async () => {
    const { url } = await startHttp2Server();
    expect(await probe(url.replace('https:', 'wss:'))).toMatchObject({
      code: 'tls',
      message: 'the server accepts none of the protocols that were offered in the TLS handshake',
    });
  });

  it.each([
    [
      { headers: { 'Sec-WebSocket-Key': 'a' } },
      'cannot send the header "sec-websocket-key": it belongs to the handshake',
    ],
    [{ headers: { Upgrade: 'h2c' } }, 'cannot send the header "upgrade": it belongs to the connection'],
    [
      { headers: { 'Sec-WebSocket-Protocol': 'a, a' } },
      'cannot send the header "sec-websocket-protocol": expected names with commas between them, each once',
    ],
    [
      { expect: { body: '/(/' } },
      'Cannot use the regular expression /(/: error parsing regexp: missing closing ): `(`',
    ],
  ])('is unknown for what cannot be sent or judged: %j', async (written, message) => {
    const server = await startWebSocketServer(() => undefined);
    expect(await probe(server.url, written)).toEqual({ state: 'unknown', message });
    expect(server.connections()).toBe(0);
  });

  it('is unknown for a URL that its variables made unusable, and does not show it', async () => {
    const check = { ...webSocketCheck('wss://example.org/'), url: 'https://hush' };
    expect(await probeWebSocket(check, { signal: new AbortController().signal, redact: (text) => text })).toEqual({
      state: 'unknown',
      message: 'the url is no absolute ws or wss URL once its variables are filled in',
    });
  });
});

describe('probeWebSocket() of messages', () => {
  it('sends one and is up when the answer is as expected', async () => {
    const { url } = await startWebSocketServer((client) =>
      client.on('message', (data: Buffer) => client.send(`you said ${data.toString()}`)),
    );
    const written = { send: '{"ä":1}', expect: { body: '/^you said .*ä/' } };
    expect(await probe(url, written)).toMatchObject({ state: 'up', code: '101' });
  });

  it('takes any message for the answer to one that was sent', async () => {
    const { url } = await startWebSocketServer((client) => client.on('message', () => client.send('')));
    expect(await probe(url, { send: 'ping' })).toMatchObject({ state: 'up' });
  });

  it('reads on until one is as expected', async () => {
    const { url } = await startWebSocketServer((client) => {
      for (const text of ['welcome', 'tick', 'ready', 'tick']) client.send(text);
    });
    expect(await probe(url, { expect: { body: 'ready' } })).toMatchObject({ state: 'up' });
  });

  it('reads a binary message as UTF-8', async () => {
    const { url } = await startWebSocketServer((client) => client.send(Buffer.from('bereit: ä')));
    expect(await probe(url, { expect: { body: 'ä' } })).toMatchObject({ state: 'up' });
  });

  it('is down with the class timeout when there is none', async () => {
    const { url } = await startWebSocketServer(() => undefined);
    expect(await probe(url, { timeout: '150ms', expect: { body: 'ready' } })).toMatchObject({
      state: 'down',
      code: 'timeout',
      message: 'expected a message to contain "ready", none came within 150 ms',
      phases: { firstByte: expect.any(Number) },
    });
    expect(await probe(url, { timeout: '150ms', send: 'ping' })).toMatchObject({
      code: 'timeout',
      message: 'expected a message in answer, none came within 150 ms',
    });
  });

  it.each([
    ['the only one was "tick"', ['tick']],
    ['the last of 3 was "\\u{1B}[31mtock"', ['tick', 'tick', '\u001b[31mtock']],
    ['the only one was binary, of 3 bytes', [Buffer.from([0, 255, 1])]],
    [`the only one was "${'x'.repeat(80)}…"`, ['x'.repeat(100_000)]],
  ])('is down when none is as expected: %s', async (shown, messages) => {
    const { url } = await startWebSocketServer((client) => messages.forEach((message) => client.send(message)));
    expect(await probe(url, { timeout: '200ms', expect: { body: '/ready/' } })).toMatchObject({
      state: 'down',
      code: 'assertion',
      message: `expected a message to match /ready/ within 200 ms, ${shown}`,
    });
  });

  it.each([
    ['the code 1008 and the reason "no such\\nroom"', 1_008, 'no such\nroom'],
    ['the code 1011', 1_011, ''],
    ['the code 4000 and the reason "bye"', 4_000, 'bye'],
  ])('is down when the server closes before with %s', async (shown, code, reason) => {
    const { url } = await startWebSocketServer((client) => {
      client.send('tick');
      client.close(code, reason);
    });
    expect(await probe(url, { expect: { body: 'ready' } })).toMatchObject({
      state: 'down',
      code: 'assertion',
      message: `expected a message to contain "ready", the server closed the connection with ${shown}; the only one was "tick"`,
    });
  });

  it('is up when the server closes after a handshake that is all that counts', async () => {
    const { url } = await startWebSocketServer((client) => client.close(1_011, 'boom'));
    expect(await probe(url)).toMatchObject({ state: 'up' });
  });
});
