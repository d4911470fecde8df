import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { probeHttp } from '../../../src/checks/http/probe.ts';
import type { ProbeResult } from '../../../src/checks/probe.ts';
import { httpCheck } from '../../support/checks.ts';
import {
  drip,
  startHttpServer,
  startRawServer,
  startTcpServer,
  writeForever,
  type TestServer,
} from '../../support/servers.ts';

const MIB = 1_024 * 1_024;
/** What the system takes off a server's hands before it notices that nobody reads, generously. */
const SYSTEM_BUFFERS = 32 * MIB;

function probe(server: TestServer, written: object = {}): Promise<ProbeResult> {
  const check = httpCheck(server.url, { timeout: '10s', ...written });
  return probeHttp(check, { signal: new AbortController().signal, redact: (text) => text });
}

const NEEDS_BODY = { expect: { body: 'ok' } };

describe('probeHttp() of a server that takes its time', () => {
  it('times out when no byte of an answer comes', async () => {
    const server = await startTcpServer(() => undefined);
    expect(await probe(server, { timeout: '100ms' })).toEqual({
      state: 'down',
      code: 'timeout',
      errorClass: 'timeout',
      message: 'no answer within 100 ms',
      phases: { connect: expect.any(Number) },
    });
  });

  it('times out when the headers come a byte at a time', async () => {
    const server = await startTcpServer((socket) => drip(socket, 'HTTP/1.1 200 OK\r\nx: ', 10));
    const result = await probe(server, { timeout: '200ms' });
    expect(result).toMatchObject({ code: 'timeout', message: 'no complete headers within 200 ms' });
    expect(result.phases).toHaveProperty('firstByte');
  });

  it('times out when the body that is needed does not end', async () => {
    const server = await startHttpServer((_, response) => response.write('o'));
    expect(await probe(server, { timeout: '200ms', ...NEEDS_BODY })).toMatchObject({
      code: 'timeout',
      message: 'no complete body within 200 ms',
    });
  });

  it('is up when the body that does not end is not needed', async () => {
    const server = await startHttpServer((_, response) => response.write('o'));
    expect(await probe(server)).toMatchObject({ state: 'up', code: '200' });
  });

  it('names the status of a failure whose body does not end', async () => {
    const server = await startHttpServer((_, response) => response.writeHead(500).write('o'));
    expect(await probe(server, NEEDS_BODY)).toMatchObject({ code: '500', errorClass: 'http_5xx' });
  });

  it('counts redirects into the time of the attempt', async () => {
    let next = 0;
    const server = await startHttpServer((_, response) => {
      setTimeout(() => response.writeHead(302, { location: `/${(next += 1)}` }).end(), 60);
    });
    expect(await probe(server, { timeout: '150ms', redirects: 20 })).toMatchObject({ code: 'timeout' });
  });
});

describe('probeHttp() of a server that sends too much', () => {
  it.each([
    ['not needed', {}, { state: 'up' }],
    [
      'needed',
      NEEDS_BODY,
      { code: 'assertion', message: `expected the first 1 MiB of the body to contain "ok", got "${'x'.repeat(80)}…"` },
    ],
  ])('reads at most 1 MiB of 10 GB that are %s', async (_, written, expected) => {
    const server = await startTcpServer((socket) => {
      socket.once('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${10 * 1_024 * MIB}\r\n\r\n`);
        writeForever(socket, 'x'.repeat(64 * 1_024));
      });
    });
    expect(await probe(server, written)).toMatchObject(expected);
    expect(server.bytesSent()).toBeLessThan(SYSTEM_BUFFERS);
  });

  it('finds in the first MiB of a long body what is expected there', async () => {
    const server = await startHttpServer((_, response) => response.end(`ok${'x'.repeat(3 * MIB)}`));
    expect(await probe(server, NEEDS_BODY)).toMatchObject({ state: 'up' });
  });

  it('does not take the beginning of a long JSON for JSON', async () => {
    const server = await startHttpServer((_, response) => response.end(JSON.stringify({ a: 'x'.repeat(2 * MIB) })));
    expect(await probe(server, { expect: { json: { b: 1 } } })).toMatchObject({
      code: 'assertion',
      message: 'expected JSON, the body is longer than 1 MiB',
    });
  });

  it('unpacks at most 1 MiB of a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(256 * MIB));
    const before = process.memoryUsage().arrayBuffers;
    const server = await startHttpServer((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(bomb);
    });
    expect(await probe(server, NEEDS_BODY)).toMatchObject({
      code: 'assertion',
      message: `expected the first 1 MiB of the body to contain "ok", got "${'\\u{0}'.repeat(80)}…"`,
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(SYSTEM_BUFFERS);
  });

  it.each([
    ['one header', 'HTTP/1.1 200 OK\r\nx: ', 'y'],
    ['many headers', 'HTTP/1.1 200 OK\r\n', 'a: b\r\n'],
  ])('gives up on endless headers, %s', async (_, head, chunk) => {
    const server = await startTcpServer((socket) => {
      socket.once('data', () => {
        socket.write(head);
        writeForever(socket, chunk.repeat(4_096));
      });
    });
    expect(await probe(server)).toMatchObject({
      state: 'down',
      code: 'protocol',
      message: 'the headers of the answer are larger than 32 KiB',
    });
    expect(server.bytesSent()).toBeLessThan(SYSTEM_BUFFERS);
  });

  it('times out on endless informational answers', async () => {
    const server = await startTcpServer((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 5);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await probe(server, { timeout: '200ms' })).toMatchObject({ code: 'timeout' });
  });
});

describe('probeHttp() of a server that does not speak HTTP', () => {
  const HTTP = 'HTTP/1.1 200 OK\r\n';
  it.each([
    [
      'garbage bytes',
      Uint8Array.from([0, 255, 1, 254, 13, 10, 0]),
      'the answer is not proper HTTP (Expected HTTP/, RTSP/ or ICE/)',
    ],
    ['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n', 'the answer is not proper HTTP (Expected HTTP/, RTSP/ or ICE/)'],
    ['half a head', `${HTTP}x: y`, 'the connection was closed in the middle of the headers'],
    ['a header without a name', `${HTTP}: y\r\n\r\n`, 'the answer is not proper HTTP (Invalid header token)'],
    [
      'two lengths at once',
      `${HTTP}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n`,
      'the answer is not proper HTTP',
    ],
    [
      'an invalid chunk',
      `${HTTP}transfer-encoding: chunked\r\n\r\nzz\r\nok\r\n`,
      'the answer is not proper HTTP (Invalid character in chunk size)',
    ],
    [
      'no last chunk',
      `${HTTP}transfer-encoding: chunked\r\n\r\n2\r\nok\r\n`,
      'the connection was closed before the end of the body',
    ],
    [
      'less than its content-length',
      `${HTTP}content-length: 99\r\n\r\nok`,
      'the connection was closed before the end of the body',
    ],
    [
      'an upgrade nobody asked for',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      'the server changed to a protocol that nobody asked for',
    ],
    ['a gzip body that is none', `${HTTP}content-encoding: gzip\r\n\r\nok`, 'the body is not valid gzip'],
    [
      'a gzip body that is cut',
      Buffer.concat([Buffer.from(`${HTTP}content-encoding: gzip\r\n\r\n`), gzipSync('ok').subarray(0, -4)]),
      'the body is not valid gzip',
    ],
    [
      'an unknown encoding',
      `${HTTP}content-encoding: gzip, secret\r\n\r\nok`,
      'the body has an encoding other than gzip, br and deflate',
    ],
  ])('is down for %s', async (_, answer, message) => {
    const server = await startRawServer(answer);
    expect(await probe(server, NEEDS_BODY)).toMatchObject({
      state: 'down',
      code: 'protocol',
      errorClass: 'protocol',
      message,
    });
  });

  it('is down with the class connect for a connection that is closed without an answer', async () => {
    const server = await startTcpServer((socket) => socket.once('data', () => socket.end()));
    expect(await probe(server)).toMatchObject({
      code: 'connect',
      message: 'the connection was closed without an answer',
    });
  });

  it('is down with the class connect for a connection that is reset without an answer', async () => {
    const server = await startTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await probe(server)).toMatchObject({
      code: 'connect',
      message: 'the connection was closed without an answer',
    });
  });

  it('is down with the class protocol for a reset in the middle of the body', async () => {
    const server = await startHttpServer((_, response) => {
      response.writeHead(200, { 'content-length': 99 });
      response.write('o');
      setTimeout(() => response.socket?.resetAndDestroy(), 30);
    });
    expect(await probe(server, NEEDS_BODY)).toMatchObject({
      code: 'protocol',
      message: 'the connection was closed before the end of the body',
    });
  });

  it('takes more than the content-length for no part of the body', async () => {
    const server = await startRawServer(`${HTTP}content-length: 2\r\n\r\nokHTTP/1.1 500 No\r\n\r\n`);
    expect(await probe(server, { expect: { body: '/^ok$/' } })).toMatchObject({ state: 'up', code: '200' });
  });
});
