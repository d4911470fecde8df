import { gzipSync, brotliCompressSync, deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { probeHttp } from '../../../src/checks/http/probe.ts';
import type { ProbeResult } from '../../../src/checks/probe.ts';
import { httpCheck } from '../../support/checks.ts';
import {
  CERTIFICATES,
  findClosedPort,
  startHttpServer,
  startTcpServer,
  startTlsServer,
} from '../../support/servers.ts';
import { trustTestCertificates } from '../../support/trust.ts';

function probe(url: string, written: object = {}): Promise<ProbeResult> {
  return probeHttp(httpCheck(url, written), { signal: new AbortController().signal, redact: (text) => text });
}

describe('probeHttp() of a server that behaves', () => {
  it('is up with the status, a response time and the phases it could measure', async () => {
    const { url } = await startHttpServer((_, response) => response.end('ok'));
    const result = await probe(url);
    expect(result).toMatchObject({ state: 'up', code: '200' });
    expect(result.ms).toBeTypeOf('number');
    expect(Object.keys(result.phases ?? {}).sort()).toEqual(['connect', 'firstByte', 'total']);
  });

  it('measures the name lookup of a host name', async () => {
    const { port } = await startHttpServer((_, response) => response.end('ok'));
    const result = await probe(`http://localhost:${port}/`);
    expect(result.state).toBe('up');
    expect(result.phases).toHaveProperty('dns');
  });

  it('sends method, headers, body, authentication and its own name', async () => {
    const seen: object[] = [];
    const { url, port } = await startHttpServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push({ method: request.method, path: request.url, headers: request.headers, body });
        response.end();
      });
    });
    await probe(`${url}/a?b=c#d`, {
      method: 'POST',
      body: '{"ä":1}',
      headers: { 'X-Test': 'yes' },
      auth: { username: 'me', password: 'pässword' },
    });
    expect(seen).toEqual([
      {
        method: 'POST',
        path: '/a?b=c',
        body: '{"ä":1}',
        headers: {
          accept: '*/*',
          authorization: `Basic ${Buffer.from('me:pässword').toString('base64')}`,
          connection: 'close',
          'content-length': '8',
          'content-type': 'application/json',
          host: `127.0.0.1:${port}`,
          'user-agent': 'Candor/0.1',
          'x-test': 'yes',
        },
      },
    ]);
  });

  it('opens a fresh connection for every attempt', async () => {
    const server = await startHttpServer((_, response) => response.end('ok'));
    await probe(server.url);
    await probe(server.url);
    expect(server.connections()).toBe(2);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ])('reads a body in %s', async (encoding, compress) => {
    const { url } = await startHttpServer((_, response) => {
      response.setHeader('content-encoding', encoding);
      response.end(compress('{"status":"fine"}'));
    });
    expect(await probe(url, { expect: { json: { status: 'fine' } } })).toMatchObject({ state: 'up', code: '200' });
  });

  it('is degraded when a success takes longer than degradedAbove', async () => {
    const { url } = await startHttpServer((_, response) => setTimeout(() => response.end('ok'), 30));
    const result = await probe(url, { degradedAbove: '10ms' });
    expect(result).toMatchObject({ state: 'degraded', code: '200' });
    expect(result.message).toMatch(/^the answer took \d+ ms, degraded is above 10 ms$/);
  });

  it('is down when an answer takes as long as expect.under, degraded or not', async () => {
    const { url } = await startHttpServer((_, response) => setTimeout(() => response.end('ok'), 30));
    const result = await probe(url, { degradedAbove: '5ms', expect: { under: '10ms' } });
    expect(result).toMatchObject({ state: 'down', code: 'assertion', errorClass: 'assertion' });
    expect(result.message).toMatch(/^expected an answer in under 10 ms, it took \d+ ms$/);
  });
});

describe('probeHttp() of an answer that is not as expected', () => {
  it.each([
    [503, 'http_5xx'],
    [404, 'http_4xx'],
  ])('is down with the status %i as its code', async (status, errorClass) => {
    const { url } = await startHttpServer((_, response) => response.writeHead(status).end('no'));
    expect(await probe(url, { expect: { body: 'ok' } })).toMatchObject({
      state: 'down',
      code: String(status),
      errorClass,
      message: `expected a status in 200-399, got ${status}`,
    });
  });

  it('is down with the code assertion for an unexpected success', async () => {
    const { url } = await startHttpServer((_, response) => response.end('ok'));
    expect(await probe(url, { expect: { status: 204 } })).toMatchObject({
      state: 'down',
      code: 'assertion',
      message: 'expected status 204, got 200',
    });
  });

  it('says what was expected of the body and what came', async () => {
    const { url } = await startHttpServer((_, response) => response.end('<h1>\u001b[31mmaintenance'));
    expect(await probe(url, { expect: { body: 'ok' } })).toMatchObject({
      state: 'down',
      code: 'assertion',
      message: 'expected the body to contain "ok", got "<h1>\\u{1B}[31mmaintenance"',
    });
  });
});

describe('probeHttp() of redirects', () => {
  it('follows them and judges the last answer', async () => {
    const { url } = await startHttpServer((request, response) => {
      if (request.url === '/end') response.end('ok');
      else response.writeHead(302, { location: request.url === '/' ? '/a' : '/end' }).end();
    });
    expect(await probe(url, { expect: { status: 200, body: 'ok' } })).toMatchObject({ state: 'up', code: '200' });
  });

  it('takes the redirect itself as the answer with redirects: 0', async () => {
    const { url } = await startHttpServer((_, response) => response.writeHead(301, { location: '/x' }).end());
    expect(await probe(url, { redirects: 0 })).toMatchObject({ state: 'up', code: '301' });
  });

  it('is down for a circle', async () => {
    const { url } = await startHttpServer((request, response) =>
      response.writeHead(302, { location: request.url === '/' ? '/a' : '/' }).end(),
    );
    expect(await probe(url)).toMatchObject({
      state: 'down',
      code: 'protocol',
      message: 'the redirects lead in a circle',
    });
  });

  it('is down for more redirects than the check allows', async () => {
    let next = 0;
    const server = await startHttpServer((_, response) =>
      response.writeHead(302, { location: `/${(next += 1)}` }).end(),
    );
    expect(await probe(server.url, { redirects: 3 })).toMatchObject({
      code: 'protocol',
      message: 'more than 3 redirects',
    });
    expect(server.connections()).toBe(4);
  });

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'data:text/plain,ok', 'ftp://127.0.0.1/'])(
    'does not follow one to %s',
    async (location) => {
      const { url } = await startHttpServer((_, response) => response.writeHead(302, { location }).end());
      expect(await probe(url)).toMatchObject({
        state: 'down',
        code: 'protocol',
        message: 'the redirect leads away from http and https, and is not followed',
      });
    },
  );

  it('leaves authorization, cookies and headers with secrets behind at another origin', async () => {
    let seen: object = {};
    const other = await startHttpServer((request, response) => {
      seen = request.headers;
      response.end('ok');
    });
    const { url } = await startHttpServer((_, response) => response.writeHead(307, { location: other.url }).end());
    const check = httpCheck(url, {
      auth: { token: 'bearer-value' },
      headers: { cookie: 'a=b', 'x-key': 'hush-hush', 'x-plain': 'stays', host: 'first.example.org' },
    });
    const redact = (text: string): string => text.replaceAll('hush-hush', '${CANDOR_KEY}');
    const result = await probeHttp(check, { signal: new AbortController().signal, redact });
    expect(result.state).toBe('up');
    expect(seen).toEqual({
      accept: '*/*',
      connection: 'close',
      host: `127.0.0.1:${other.port}`,
      'user-agent': 'Candor/0.1',
      'x-plain': 'stays',
    });
  });
});

describe('probeHttp() of connections and certificates', () => {
  it('is down when nothing listens', async () => {
    expect(await probe(`http://127.0.0.1:${await findClosedPort()}/`)).toEqual({
      state: 'down',
      code: 'connect',
      errorClass: 'connect',
      message: 'the connection was refused',
      phases: {},
    });
  });

  it('is down when the name does not exist', async () => {
    // A label of 64 characters is none, so that the system asks nobody.
    expect(await probe(`http://${'x'.repeat(64)}.invalid/`)).toMatchObject({
      state: 'down',
      code: 'dns',
      errorClass: 'dns',
    });
  });

  it('is down for a self-signed certificate', async () => {
    const { url } = await startTlsServer(CERTIFICATES.localhost);
    expect(await probe(url)).toMatchObject({ state: 'down', code: 'tls', message: 'the certificate is self-signed' });
  });

  it.each([
    ['localhost', 'localhost', { state: 'up', code: '204' }],
    ['localhost', '127.0.0.1', { state: 'up', code: '204' }],
    ['expired', 'localhost', { state: 'down', code: 'tls', message: 'the certificate has expired' }],
    ['otherHost', 'localhost', { state: 'down', code: 'tls', message: 'the certificate is for another host name' }],
  ] as const)('judges a trusted certificate: %s for https://%s', async (name, host, expected) => {
    trustTestCertificates();
    const { port } = await startTlsServer(CERTIFICATES[name]);
    const result = await probe(`https://${host}:${port}/`);
    expect(result).toMatchObject(expected);
  });

  it('is down when a plain server is asked for TLS', async () => {
    const { port } = await startHttpServer((_, response) => response.end('ok'));
    expect(await probe(`https://127.0.0.1:${port}/`)).toMatchObject({
      state: 'down',
      code: 'tls',
      message: 'the server does not speak TLS on this port',
    });
  });

  it('times out when the TLS handshake does not end', async () => {
    const { port } = await startTcpServer(() => undefined);
    expect(await probe(`https://127.0.0.1:${port}/`, { timeout: '100ms' })).toMatchObject({
      code: 'timeout',
      message: 'no complete TLS handshake within 100 ms',
    });
  });

  it('is down when the connection is closed during the TLS handshake', async () => {
    const { port } = await startTcpServer((socket) => socket.once('data', () => socket.end()));
    expect(await probe(`https://127.0.0.1:${port}/`)).toMatchObject({
      code: 'tls',
      message: 'the connection was closed during the TLS handshake',
    });
  });

  it('is down when the server speaks neither HTTP/1.1 nor HTTP/2', async () => {
    const { url } = await startTlsServer(CERTIFICATES.localhost, { protocols: ['spdy/3'] });
    expect(await probe(url)).toMatchObject({
      state: 'down',
      code: 'tls',
      message: 'the server accepts none of the protocols that were offered in the TLS handshake',
    });
  });

  it.each([
    [{ body: '/(/' }, 'Cannot use the regular expression /(/: error parsing regexp: missing closing ): `(`'],
    [{ headers: { a: '/b/g' } }, 'Cannot use the flags "g": expected any of i, m and s'],
    [{ json: { 'a b': 1 } }, expect.stringMatching(/^Cannot use the path "a b": ./)],
  ])('is unknown for an expectation that cannot be read: %j', async (expectation, message) => {
    const server = await startHttpServer((_, response) => response.end('ok'));
    expect(await probe(server.url, { expect: expectation })).toEqual({ state: 'unknown', message });
    expect(server.connections()).toBe(0);
  });

  it('is unknown for a URL that its variables made unusable, and does not show it', async () => {
    const check = { ...httpCheck('https://example.org/'), url: 'gopher://hush' };
    expect(await probeHttp(check, { signal: new AbortController().signal, redact: (text) => text })).toEqual({
      state: 'unknown',
      message: 'the url is no absolute http or https URL once its variables are filled in',
    });
  });
});
