import { deflateRawSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';

import type { ProbeResult } from '../../../src/checks/probe.ts';
import { probeWebSocket } from '../../../src/checks/websocket/probe.ts';
import { webSocketCheck } from '../../support/checks.ts';
import { expectNothingLeft } from '../../support/left-behind.ts';
import { drip, startRawServer, startTcpServer, writeForever } from '../../support/servers.ts';
import { frame, startRawWebSocketServer, startWebSocketServer } from '../../support/websocket-servers.ts';

const MIB = 1_024 * 1_024;
/** What the system takes off a server's hands before it notices that nobody reads, generously. */
const SYSTEM_BUFFERS = 32 * MIB;
const WANTED = { expect: { body: 'ready' } };

const FIN = 0x80;
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const COMPRESSED = 0x40;

function probe({ url }: { url: string }, written: object = {}): Promise<ProbeResult> {
  const check = webSocketCheck(url.replace('http:', 'ws:'), { timeout: '5s', ...written });
  return expectNothingLeft(() =>
    probeWebSocket(check, { signal: new AbortController().signal, redact: (text) => text }),
  );
}

describe('probeWebSocket() of an answer that is no proper handshake', () => {
  it.each([
    [
      { 'Sec-WebSocket-Accept': 'AAAA' },
      'expected the header "Sec-WebSocket-Accept" to answer the key of the handshake, got "AAAA"',
    ],
    [
      { 'Sec-WebSocket-Accept': undefined },
      'expected the header "Sec-WebSocket-Accept" to answer the key of the handshake, the answer has no such header',
    ],
    [{ Upgrade: 'h2c' }, 'expected the header "Upgrade" to be "websocket", got "h2c"'],
    [
      { 'Sec-WebSocket-Protocol': 'x'.repeat(200) },
      `expected the header "Sec-WebSocket-Protocol" to be one of those that were asked for, got "${'x'.repeat(80)}…"`,
    ],
    [
      { 'Sec-WebSocket-Extensions': 'permessage-deflate' },
      'expected the header "Sec-WebSocket-Extensions" not to be there, as none was offered, got "permessage-deflate"',
    ],
  ])('is down for %j', async (headers, message) => {
    const server = await startRawWebSocketServer(() => undefined, headers);
    expect(await probe(server)).toMatchObject({ state: 'down', code: 'protocol', errorClass: 'protocol', message });
  });

  it('is down when none of the subprotocols is chosen that were asked for', async () => {
    const server = await startRawWebSocketServer(() => undefined);
    expect(await probe(server, { headers: { 'Sec-WebSocket-Protocol': 'mqtt' } })).toMatchObject({
      code: 'protocol',
      message:
        'expected the header "Sec-WebSocket-Protocol" to be one of those that were asked for, the answer has no such header',
    });
  });

  it.each([
    [
      'no Upgrade header',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n\r\n',
      /^expected the header "Upgrade"/,
    ],
    ['garbage bytes', Uint8Array.from([0, 255, 1, 13, 10]), /^the answer is not proper HTTP \(Expected HTTP\//],
    ['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n', /^the answer is not proper HTTP \(/],
    ['half a head', 'HTTP/1.1 101 Switching', /^the connection was closed in the middle of the headers$/],
    [
      'large headers',
      `HTTP/1.1 101 S\r\n${'a: b\r\n'.repeat(99_999)}`,
      /^the headers of the answer are larger than 32 KiB$/,
    ],
  ])('is down with the class protocol for %s', async (_, answer, message) => {
    const server = await startRawServer(answer);
    expect(await probe(server)).toMatchObject({ code: 'protocol', message: expect.stringMatching(message) });
  });

  it('is down with the class connect for a connection that is closed without an answer', async () => {
    const server = await startTcpServer((socket) => socket.once('data', () => socket.end()));
    expect(await probe(server)).toMatchObject({
      code: 'connect',
      message: 'the connection was closed without an answer',
    });
  });

  it.each([
    ['no answer', () => undefined],
    ['no complete headers', (socket: Socket) => drip(socket, 'HTTP/1.1 101 Switching Protocols\r\nx: ', 10)],
    [
      'no complete headers',
      (socket: Socket) => {
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 5);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('times out: %s', async (what, onConnection) => {
    const server = await startTcpServer(onConnection);
    const message = `${what} within 200 ms`;
    expect(await probe(server, { timeout: '200ms' })).toMatchObject({ code: 'timeout', message });
  });
});

describe('probeWebSocket() of frames that are not as they should be', () => {
  it.each([
    [
      'a bomb that nobody may send',
      frame(FIN | COMPRESSED | TEXT, deflateRawSync(Buffer.alloc(9 * MIB))),
      'RSV1 must be clear',
    ],
    ['a reserved opcode', frame(FIN | 3, 'x'), 'invalid opcode 3'],
    ['a mask', Buffer.from([FIN | TEXT, 0x81, 0, 0, 0, 0, 65]), 'MASK must be clear'],
    ['a code that nobody may send', frame(FIN | CLOSE, Uint8Array.from([0, 1])), 'invalid status code 1'],
    ['the end of no message', frame(FIN, 'x'), 'invalid opcode 0'],
    ['a ping in pieces', frame(PING, 'x'), 'FIN must be set'],
    ['a length beyond all numbers', Buffer.from([FIN | TEXT, 127, ...Array(8).fill(255)]), undefined],
  ])('is down for %s', async (_, bytes, reason) => {
    const server = await startRawWebSocketServer((socket) => socket.write(bytes));
    const result = await probe(server, WANTED);
    expect(result).toMatchObject({ state: 'down', code: 'protocol' });
    if (reason !== undefined)
      expect(result.message).toBe(`the server sent what is no proper WebSocket frame (${reason})`);
  });

  it.each([
    ['a text message is not valid UTF-8', frame(FIN | TEXT, Uint8Array.from([0xc3, 0x28]))],
    ['a message is larger than 1 MiB', Buffer.from([FIN | TEXT, 127, 0, 0, 0, 0, 0, 0x10, 0, 1])],
  ])('is down as %s', async (message, bytes) => {
    const server = await startRawWebSocketServer((socket) => socket.write(bytes));
    expect(await probe(server, WANTED)).toMatchObject({ code: 'protocol', message });
  });

  it('puts a message together from its fragments, whatever comes between them', async () => {
    const server = await startRawWebSocketServer((socket) => {
      for (const part of [frame(TEXT, 're'), frame(FIN | PING, 'x'), frame(0, 'a'), frame(0), frame(FIN, 'dy')]) {
        socket.write(part);
      }
    });
    expect(await probe(server, WANTED)).toMatchObject({ state: 'up' });
  });

  it('answers pings', async () => {
    const server = await startWebSocketServer((client) => {
      client.on('pong', (data) => client.send(`ready ${data.toString()}`));
      client.ping('again');
    });
    expect(await probe(server, { expect: { body: 'ready again' } })).toMatchObject({ state: 'up' });
  });

  it.each([
    ['in the middle of a message', frame(TEXT, 'rea')],
    ['in the middle of a frame', frame(FIN | TEXT, 'ready').subarray(0, 4)],
  ])('is down with the class protocol when it is cut off %s', async (_, bytes) => {
    const server = await startRawWebSocketServer((socket) => socket.end(bytes));
    expect(await probe(server, WANTED)).toMatchObject({
      code: 'protocol',
      message: 'expected a message to contain "ready", the connection was cut without a goodbye',
    });
  });

  it('is down when it is closed without a code', async () => {
    const server = await startRawWebSocketServer((socket) => socket.write(frame(FIN | CLOSE)));
    expect(await probe(server, WANTED)).toMatchObject({
      code: 'assertion',
      message: 'expected a message to contain "ready", the server closed the connection without a code',
    });
  });
});

describe('probeWebSocket() of a server that sends too much', () => {
  const many = (bytes: Buffer): Buffer => Buffer.concat(Array<Buffer>(Math.ceil(60_000 / bytes.length)).fill(bytes));
  const LIMIT = 'expected a message to contain "ready", none was among the first 4 MiB or 10,000 messages';

  it.each([
    ['messages', frame(FIN | TEXT, 'tick'), { code: 'assertion', message: `${LIMIT}; the last of 10001 was "tick"` }],
    [
      'large messages',
      frame(FIN | BINARY, Buffer.alloc(60_000)),
      { code: 'assertion', message: expect.stringMatching(/; the last of \d+ was binary, of 60000 bytes$/) },
    ],
    ['pings', frame(FIN | PING), { code: 'assertion', message: LIMIT }],
  ])('reads a bounded part of endless %s', async (_, bytes, expected) => {
    const server = await startRawWebSocketServer((socket) => writeForever(socket, many(bytes)));
    expect(await probe(server, WANTED)).toMatchObject(expected);
    expect(server.bytesSent()).toBeLessThan(SYSTEM_BUFFERS);
  });

  it.each([
    ['fragments of one message', frame(0, 'x'), 'a message has more fragments than are read'],
    ['large fragments of one message', frame(0, Buffer.alloc(60_000)), 'a message is larger than 1 MiB'],
  ])('reads a bounded part of endless %s', async (_, bytes, message) => {
    const server = await startRawWebSocketServer((socket) => {
      socket.write(frame(TEXT, 'x'));
      writeForever(socket, many(bytes));
    });
    expect(await probe(server, WANTED)).toMatchObject({ code: 'protocol', message });
    expect(server.bytesSent()).toBeLessThan(SYSTEM_BUFFERS);
  });

  it('reads a bounded part of endless fragments without anything in them', async () => {
    const server = await startRawWebSocketServer((socket) => {
      socket.write(frame(TEXT, 'x'));
      writeForever(socket, many(frame(0)));
    });
    expect(await probe(server, WANTED)).toMatchObject({ state: 'down' });
    expect(server.bytesSent()).toBeLessThan(SYSTEM_BUFFERS);
  });

  it('reads a bounded part of what comes in place of a goodbye', async () => {
    const server = await startRawWebSocketServer((socket) => writeForever(socket, many(frame(FIN | TEXT, 'tick'))));
    expect(await probe(server)).toMatchObject({ state: 'up' });
    expect(server.bytesSent()).toBeLessThan(SYSTEM_BUFFERS);
  });

  it('does not wait longer for a goodbye than the timeout', async () => {
    const server = await startRawWebSocketServer(() => undefined);
    expect(await probe(server, { timeout: '200ms' })).toMatchObject({ state: 'up' });
  });

  it('ends at once with the run', async () => {
    const stop = new AbortController();
    const server = await startRawWebSocketServer(() => stop.abort(new Error('the run is over')));
    const work = probeWebSocket(webSocketCheck(server.url.replace('http:', 'ws:'), WANTED), {
      signal: stop.signal,
      redact: (text) => text,
    });
    await expect(work).rejects.toThrow('the run is over');
  });
});
