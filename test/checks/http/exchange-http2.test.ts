import { constants, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { probeHttp } from '../../../src/checks/http/probe.ts';
import type { ProbeResult } from '../../../src/checks/probe.ts';
import { httpCheck } from '../../support/checks.ts';
import { expectNothingLeft } from '../../support/left-behind.ts';
import { startHttp2Server, startRawHttp2Server, type TestServer, writeForever } from '../../support/servers.ts';
import { trustTestCertificates } from '../../support/trust.ts';

const MIB = 1_024 * 1_024;
/** What the system takes off a server's hands before it notices that nobody reads, generously. */
const SYSTEM_BUFFERS = 32 * MIB;
const NEEDS_BODY = { expect: { body: 'ok' } };

function probe({ port }: TestServer, written: object = {}): Promise<ProbeResult> {
  trustTestCertificates();
  const check = httpCheck(`https://127.0.0.1:${port}/a?b=c`, { timeout: '5s', ...written });
  const context = { signal: new AbortController().signal, redact: (text: string): string => text };
  return expectNothingLeft(() => probeHttp(check, context));
}

/** A server that does with each request what it likes. */
function startServer(onStream: (stream: ServerHttp2Stream, headers: object) => void): Promise<TestServer> {
  return startHttp2Server((session) => session.on('stream', onStream));
}

/** A frame of HTTP/2 (RFC 9113 section 4.1). */
function frame(type: number, { flags = 0, stream = 0, payload = Buffer.alloc(0) } = {}): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

const [DATA, HEADERS, RST_STREAM, SETTINGS, PING, CONTINUATION] = [0, 1, 3, 4, 6, 9];
/** ":status: 200" of the static table. */
const OK = Buffer.from([0x88]);

/** A server that opens as it must and then does with the connection what it likes once it was asked. */
function startRaw(onRequest: (socket: Socket) => void): Promise<TestServer> {
  return startRawHttp2Server((socket) => {
    socket.write(frame(SETTINGS));
    socket.once('data', () => onRequest(socket));
  });
}

describe('probeHttp() over HTTP/2', () => {
  it('is up with the status, a response time and the phases it could measure', async () => {
    const server = await startServer((stream) => {
      stream.respond({ ':status': 204 });
      stream.end();
    });
    const result = await probe(server);
    expect(result).toMatchObject({ state: 'up', code: '204', ms: expect.any(Number) });
    expect(Object.keys(result.phases ?? {}).sort()).toEqual(['connect', 'firstByte', 'tls', 'total']);
  });

  it('sends method, headers, body, authentication and its own name', async () => {
    const seen: object[] = [];
    const server = await startServer((stream, headers) => {
      let body = '';
      stream.on('data', (chunk: Buffer) => (body += chunk.toString()));
      stream.on('end', () => {
        seen.push({ ...headers, body });
        stream.respond();
        stream.end();
      });
    });
    const written = { method: 'POST', body: '{"ä":1}', headers: { 'X-Test': 'yes' }, auth: { token: 'hush' } };
    expect(await probe(server, written)).toMatchObject({ state: 'up' });
    expect(seen).toMatchObject([
      {
        ':authority': `127.0.0.1:${server.port}`,
        ':method': 'POST',
        ':path': '/a?b=c',
        ':scheme': 'https',
        accept: '*/*',
        authorization: 'Bearer hush',
        body: '{"ä":1}',
        'content-length': '8',
        'content-type': 'application/json',
        'user-agent': 'Candor/0.1',
        'x-test': 'yes',
      },
    ]);
  });

  it('judges status, headers and a packed body', async () => {
    const server = await startServer((stream) => {
      stream.respond({ ':status': 200, 'content-encoding': 'gzip', 'x-a': 'b', 'set-cookie': ['c=1', 'd=2'] });
      stream.end(gzipSync('{"status":"fine"}'));
    });
    const expectation = { status: 200, json: { status: 'fine' }, headers: { 'X-A': 'b', 'set-cookie': 'c=1, d=2' } };
    expect(await probe(server, { expect: expectation })).toMatchObject({ state: 'up' });
    expect(await probe(server, { expect: { status: 404 } })).toMatchObject({ message: 'expected status 404, got 200' });
  });

  it('reads a head after informational ones', async () => {
    const server = await startServer((stream) => {
      stream.additionalHeaders({ ':status': 103 });
      stream.respond({ ':status': 503 });
      stream.end();
    });
    expect(await probe(server)).toMatchObject({ code: '503', errorClass: 'http_5xx' });
  });

  it('follows a redirect', async () => {
    let next = 0;
    const server = await startServer((stream) => {
      stream.respond(next++ === 0 ? { ':status': 302, location: '/end' } : { ':status': 200 });
      stream.end('ok');
    });
    expect(await probe(server, NEEDS_BODY)).toMatchObject({ state: 'up', code: '200' });
  });

  it('takes HTTP/2 of a server that speaks both, and HTTP/1.1 where it asks for that', async () => {
    const both = await startHttp2Server(undefined, { allowHTTP1: true });
    expect(await probe(both, { expect: { body: 'HTTP/2.0' } })).toMatchObject({ state: 'up' });
    const picky = await startHttp2Server(
      (session) => session.once('stream', (stream) => stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED)),
      { allowHTTP1: true },
    );
    expect(await probe(picky, { expect: { body: 'HTTP/1.1' } })).toMatchObject({ state: 'up' });
    expect(picky.connections()).toBe(2);
  });
});

describe('probeHttp() of a hostile server over HTTP/2', () => {
  const { NGHTTP2_CANCEL, NGHTTP2_ENHANCE_YOUR_CALM, NGHTTP2_INTERNAL_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

  it.each([
    ['REFUSED_STREAM', NGHTTP2_REFUSED_STREAM],
    ['INTERNAL_ERROR', NGHTTP2_INTERNAL_ERROR],
    ['CANCEL', NGHTTP2_CANCEL],
    ['code 4711', 4_711],
  ])('is down for RST_STREAM with %s, before an answer and in its body', async (name, code) => {
    const before = await startServer((stream) => stream.close(code));
    const message = `the answer was ended early (RST_STREAM, ${name})`;
    expect(await probe(before)).toMatchObject({ state: 'down', code: 'protocol', message });
    const reset = Buffer.alloc(4);
    reset.writeUInt32BE(code);
    const amid = await startRaw((socket) => {
      socket.write(frame(HEADERS, { flags: 4, stream: 1, payload: OK }));
      socket.write(frame(DATA, { stream: 1, payload: Buffer.from('o') }));
      socket.write(frame(RST_STREAM, { stream: 1, payload: reset }));
    });
    expect(await probe(amid, NEEDS_BODY)).toMatchObject({ state: 'down', code: 'protocol', message });
  });

  it.each([
    ['connect', 'the connection was closed without an answer', 0],
    ['protocol', 'the server ended the connection (GOAWAY, ENHANCE_YOUR_CALM)', NGHTTP2_ENHANCE_YOUR_CALM],
  ])('is down with the class %s for a GOAWAY in place of an answer: %s', async (errorClass, message, code) => {
    const server = await startServer(({ session }) => {
      session?.goaway(code, 0, Buffer.from('hush'));
      setTimeout(() => session?.destroy(), 20);
    });
    expect(await probe(server)).toMatchObject({ state: 'down', code: errorClass, message });
  });

  it('is up when the answer comes after a GOAWAY that lets it come', async () => {
    const server = await startServer((stream) => {
      stream.session?.goaway(0, stream.id);
      setTimeout(() => {
        stream.respond();
        stream.end('ok');
      }, 20);
    });
    expect(await probe(server, NEEDS_BODY)).toMatchObject({ state: 'up' });
  });

  it.each([
    [
      'connect',
      'the connection was closed without an answer',
      (stream: ServerHttp2Stream) => stream.session?.socket.destroy(),
    ],
    [
      'protocol',
      'the connection was closed before the end of the body',
      (stream: ServerHttp2Stream) => {
        const { session } = stream;
        stream.respond();
        stream.write('o', () => setTimeout(() => session?.destroy(), 20));
      },
    ],
  ])('is down with the class %s: %s', async (code, message, onStream) => {
    expect(await probe(await startServer(onStream), NEEDS_BODY)).toMatchObject({ code, message });
  });

  it.each([
    ['no answer', () => undefined],
    ['no complete body', (stream: ServerHttp2Stream) => stream.respond()],
  ])('times out: %s', async (what, onStream) => {
    const server = await startServer(onStream);
    expect(await probe(server, { timeout: '300ms', ...NEEDS_BODY })).toMatchObject({
      code: 'timeout',
      message: `${what} within 300 ms`,
    });
  });

  it('reads a bounded part of an endless body', async () => {
    const server = await startServer((stream) => {
      stream.respond();
      const write = (): void => {
        while (!stream.destroyed && stream.write('x'.repeat(60_000)));
      };
      stream.on('drain', write);
      write();
    });
    expect(await probe(server, NEEDS_BODY)).toMatchObject({
      code: 'assertion',
      message: `expected the first 1 MiB of the body to contain "ok", got "${'x'.repeat(80)}…"`,
    });
    expect(server.bytesSent()).toBeLessThan(SYSTEM_BUFFERS);
  });

  it('is down for one large header', async () => {
    const server = await startServer((stream) => {
      stream.respond({ 'x-a': 'x'.repeat(40_000) });
      stream.end();
    });
    expect(await probe(server)).toMatchObject({
      code: 'protocol',
      message: 'the headers of the answer are larger than 32 KiB',
    });
  });

  it.each([
    [
      'a header bomb of references',
      frame(HEADERS, {
        flags: 4,
        stream: 1,
        payload: Buffer.concat([
          OK,
          Buffer.from([0x40, 1, 97, 0x7f, 0x81, 0x1e]),
          Buffer.alloc(4_000, 'x'),
          Buffer.alloc(9_000, 0xbe),
        ]),
      }),
    ],
    ['garbage', Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
    ['a frame that nobody may send', frame(HEADERS, { flags: 4, stream: 2, payload: OK })],
    ['a head that cannot be unpacked', frame(HEADERS, { flags: 4, stream: 1, payload: Buffer.alloc(9, 0xff) })],
  ])('is down for %s', async (_, bytes) => {
    const server = await startRaw((socket) => socket.write(bytes));
    expect(await probe(server)).toMatchObject({ state: 'down', code: 'protocol' });
  });

  it.each([
    [
      'pieces of a head',
      Buffer.concat(Array<Buffer>(1_000).fill(frame(CONTINUATION, { stream: 1, payload: Buffer.from([0x82]) }))),
    ],
    ['settings', Buffer.concat(Array<Buffer>(1_000).fill(frame(SETTINGS)))],
    ['pings', Buffer.concat(Array<Buffer>(1_000).fill(frame(PING, { payload: Buffer.alloc(8) })))],
  ])('does not outlive its timeout for endless %s', async (_, bytes) => {
    const server = await startRaw((socket) => {
      socket.write(frame(HEADERS, { stream: 1, payload: OK }));
      writeForever(socket, bytes);
    });
    expect(await probe(server, { timeout: '500ms' })).toMatchObject({ state: 'down' });
  });
});
