import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

import type { ProviderSnapshot } from '../../src/domain/provider-report.ts';
import type { ProviderSource } from '../../src/providers/documents.ts';
import { fetchProvider } from '../../src/providers/fetch.ts';
import {
  CERTIFICATES,
  drip,
  findClosedPort,
  startHttpServer,
  startRawServer,
  startTcpServer,
  startTlsServer,
  writeForever,
} from '../support/servers.ts';
import { FETCHED_AT } from '../support/providers.ts';

const INCIDENT = { id: 'x1', name: 'Errors', status: 'investigating', created_at: '2026-11-20T10:05:00Z' };
const DOCUMENT = JSON.stringify({ page: { url: 'https://status.acme.example' }, incidents: [INCIDENT] });

interface Options {
  earlier?: ProviderSnapshot | undefined;
  timeoutMs?: number;
  now?: number;
}

function fetchFrom(
  url: string,
  { now = FETCHED_AT, ...options }: Options = {},
  type: ProviderSource['type'] = 'statuspage',
): Promise<ProviderSnapshot> {
  return fetchProvider({ id: 'acme', type, url }, { now, signal: new AbortController().signal, ...options });
}

async function whyUnknown(url: string, options: Options = {}): Promise<string> {
  const { report, documents } = await fetchFrom(url, options);
  expect(documents).toEqual([]);
  expect(report).toMatchObject({ kind: 'unknown', provider: 'acme', fetchedAt: FETCHED_AT });
  return report.kind === 'unknown' ? report.why : '';
}

/** A server that answers with the documents by path, and 404 for any other. */
async function servePaths(paths: Readonly<Record<string, string | RequestListener>>): Promise<string> {
  const { url } = await startHttpServer((request, response) => {
    const answer = paths[request.url ?? ''];
    if (typeof answer === 'function') return answer(request, response);
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(answer);
  });
  return url;
}

describe('fetchProvider()', () => {
  test('reads all documents of a page and says of which version they are', async () => {
    const url = await servePaths({
      '/api/v2/summary.json': DOCUMENT,
      '/api/v2/incidents.json': (_, response) => response.setHeader('etag', '"7"').end(DOCUMENT.replace('x1', 'x0')),
    });
    expect(await fetchFrom(url)).toMatchObject({
      report: {
        kind: 'read',
        provider: 'acme',
        fetchedAt: FETCHED_AT,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        incidents: [{ id: 'x0' }, { id: 'x1' }],
        notes: [],
      },
      type: 'statuspage',
      documents: [{ url: `${url}/api/v2/summary.json` }, { url: `${url}/api/v2/incidents.json`, etag: '"7"' }],
    });
  });

  test('reads one document where the other cannot be had, and tells of it', async () => {
    const url = await servePaths({ '/api/v2/summary.json': DOCUMENT });
    expect((await fetchFrom(url)).report).toMatchObject({
      kind: 'read',
      incidents: [{ id: 'x1' }],
      notes: ['a document was not read: the page answered 404'],
    });
  });

  test('reads what is compressed, and UTF-16 as its header says', async () => {
    const body = Buffer.from('[]', 'utf16le');
    const url = await servePaths({
      '/public/currentevents': (_, response) =>
        response
          .setHeader('content-encoding', 'gzip')
          .setHeader('content-type', 'application/json;charset=utf-16')
          .end(gzipSync(body)),
    });
    expect((await fetchFrom(url, {}, 'aws')).report).toMatchObject({ kind: 'read', incidents: [] });
  });

  test('asks only for what has changed, and counts as fetched now where nothing has', async () => {
    let answers = 0;
    const url = await servePaths({
      '/x.json': (request, response) => {
        if (request.headers['if-none-match'] === '"7"') return void response.writeHead(304).end();
        answers += 1;
        return void response.setHeader('etag', '"7"').end(DOCUMENT);
      },
    });
    const earlier = await fetchFrom(`${url}/x.json`);
    const later = await fetchFrom(`${url}/x.json`, { earlier, now: FETCHED_AT + 60_000 });
    expect(answers).toBe(1);
    expect(later).toEqual({ ...earlier, report: { ...earlier.report, fetchedAt: FETCHED_AT + 60_000 } });
  });

  test('asks again for the document that has not changed where another has, as both are read together', async () => {
    let version = 1;
    const url = await servePaths({
      '/api/v2/summary.json': (request, response) => {
        if (request.headers['if-none-match'] === '"s"') return void response.writeHead(304).end();
        return void response.setHeader('etag', '"s"').end(DOCUMENT);
      },
      '/api/v2/incidents.json': (_, response) => response.end(DOCUMENT.replace('x1', `y${version}`)),
    });
    const earlier = await fetchFrom(url);
    version = 2;
    expect((await fetchFrom(url, { earlier })).report).toMatchObject({
      incidents: [{ id: 'x1' }, { id: 'y2' }],
      notes: [],
    });
  });

  test('follows five redirects and no more, and sends nothing secret', async () => {
    const seen: object[] = [];
    const hop =
      (to: string): RequestListener =>
      (request, response) => {
        seen.push(request.headers);
        response.writeHead(302, { location: to }).end();
      };
    const url = await servePaths({
      '/1.json': hop('/2.json'),
      '/2.json': hop('/3.json'),
      '/3.json': hop('/4.json'),
      '/4.json': hop('/5.json'),
      '/5.json': hop('/6.json'),
      '/6.json': DOCUMENT,
      '/0.json': hop('/1.json'),
    });
    expect((await fetchFrom(`${url.replace('//', '//me:secret@')}/1.json`)).report.kind).toBe('read');
    expect(await whyUnknown(`${url}/0.json`)).toBe('more than 5 redirects');
    expect(JSON.stringify(seen)).not.toMatch(/secret|authorization|cookie/);
  });

  test.each([
    ['ftp://127.0.0.1/x', 'the redirect leads away from http and https, and is not followed'],
    ['file:///etc/passwd', 'the redirect leads away from http and https, and is not followed'],
    ['http://[', 'the redirect has an address that cannot be read'],
  ])('follows no redirect to %s', async (location, why) => {
    const { url } = await startHttpServer((_, response) => response.writeHead(301, { location }).end());
    expect(await whyUnknown(`${url}/x.json`)).toBe(why);
  });

  test.each([
    ['the status 403', (response) => response.writeHead(403).end(DOCUMENT), 'the page answered 403'],
    ['the status 500', (response) => response.writeHead(500).end(), 'the page answered 500'],
    ['the status 304 that nobody asked for', (response) => response.writeHead(304).end(), 'the page answered 304'],
    ['a part', (response) => response.writeHead(206).end(DOCUMENT), 'the page answered 206'],
    [
      'an old copy',
      (response) => response.setHeader('age', '7200').end(DOCUMENT),
      'a cache on the way gave a copy that is more than an hour old',
    ],
    ['nothing', (response) => response.end(), 'expected JSON, and something else came'],
    [
      'gzip that is none',
      (response) => response.setHeader('content-encoding', 'gzip').end('nope'),
      'the body is not valid gzip',
    ],
    [
      'half of what it promised',
      (response) => response.writeHead(200, { 'content-length': '500' }).write(DOCUMENT, () => response.destroy()),
      'the connection was closed before the end of the body',
    ],
    ['more than 5 MB', (response) => response.end(Buffer.alloc(6_000_000, 'x')), 'the document is larger than 5 MB'],
    [
      'a bomb',
      (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(50_000_000))),
      'the document is larger than 5 MB',
    ],
  ] as [string, (response: Parameters<RequestListener>[1]) => unknown, string][])(
    'finds unknown: %s',
    async (_criterion, answer, why) => {
      const { url } = await startHttpServer((_request, response) => void answer(response));
      expect(await whyUnknown(`${url}/x.json`)).toBe(why);
    },
  );

  test('finds unknown what cannot be reached', async () => {
    expect(await whyUnknown(`http://127.0.0.1:${await findClosedPort()}/x.json`)).toBe('the connection was refused');
    expect(await whyUnknown('http://nowhere.invalid/x.json')).toMatch(/^the name could not be resolved/);
    const { url } = await startTlsServer(CERTIFICATES.localhost);
    expect(await whyUnknown(`${url}/x.json`)).toMatch(/certificate/);
  });

  test('finds unknown what does not speak HTTP', async () => {
    const { url } = await startRawServer('220 mail.example ESMTP\r\n');
    expect(await whyUnknown(`${url}/x.json`)).toMatch(/^the answer is not proper HTTP/);
  });

  test.each([
    ['nothing', () => undefined, 'no answer within 300 ms'],
    [
      'a byte at a time',
      (socket) => (socket.write('HTTP/1.1 200 OK\r\n\r\n'), drip(socket, '[', 20)),
      'no complete body within 300 ms',
    ],
    [
      'headers without end',
      (socket) => (socket.write('HTTP/1.1 200 OK\r\n'), drip(socket, 'x', 20)),
      'no complete headers within 300 ms',
    ],
    [
      'a body without end',
      (socket) => (socket.write('HTTP/1.1 200 OK\r\n\r\n'), writeForever(socket, Buffer.alloc(65_536, '['))),
      'the document is larger than 5 MB',
    ],
  ] as [string, (socket: Parameters<Parameters<typeof startTcpServer>[0]>[0]) => unknown, string][])(
    'finds unknown what sends %s',
    async (_criterion, send, why) => {
      const { url } = await startTcpServer((socket) => void socket.once('data', () => send(socket)));
      expect(await whyUnknown(`${url}/x.json`, { timeoutMs: why.includes('MB') ? 30_000 : 300 })).toBe(why);
    },
  );

  test('keeps what one document says while another hangs', async () => {
    const url = await servePaths({ '/api/v2/summary.json': DOCUMENT, '/api/v2/incidents.json': () => undefined });
    expect((await fetchFrom(url, { timeoutMs: 500 })).report).toMatchObject({
      kind: 'read',
      notes: ['a document was not read: no answer within 500 ms'],
    });
  });

  test('ends with the reason of its signal', async () => {
    const { url } = await startHttpServer(() => undefined);
    const controller = new AbortController();
    const fetching = fetchProvider(
      { id: 'acme', type: 'statuspage', url },
      { now: FETCHED_AT, signal: controller.signal },
    );
    controller.abort(new Error('the run is over'));
    await expect(fetching).rejects.toThrow('the run is over');
  });
});
