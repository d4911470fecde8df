import { describe, expect, it } from 'vitest';

import { probeHeartbeat } from '../../../src/checks/heartbeat/probe.ts';
import type { ProbeResult } from '../../../src/checks/probe.ts';
import { heartbeatCheck } from '../../support/checks.ts';
import { expectNothingLeft } from '../../support/left-behind.ts';
import { findClosedPort, startHttpServer, startRawServer, startTcpServer } from '../../support/servers.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

function probe(url: string, written: object = {}): Promise<ProbeResult> {
  const context = { signal: new AbortController().signal, redact: (text: string): string => text, now: NOW };
  return expectNothingLeft(() => probeHeartbeat(heartbeatCheck(url, written), context));
}

interface Answer {
  body?: string;
  headers?: Record<string, string>;
  status?: number;
}

async function probeAnswer(
  { body = '', headers = {}, status = 200 }: Answer,
  written: object = {},
): Promise<ProbeResult> {
  const { url } = await startHttpServer((_, response) => response.writeHead(status, headers).end(body));
  return probe(url, written);
}

const IN_HEADER = { from: { header: 'X-Last-Run' } };
const IN_JSON = { from: { json: 'job.lastRun' } };
const json = (lastRun: unknown): Answer => ({ body: JSON.stringify({ job: { lastRun } }) });

describe('probeHeartbeat() of a beat that is young enough', () => {
  it.each([
    ['the body', { body: '2026-11-20T11:30:00Z\n' }, {}],
    ['a body in quotes', { body: '"2026-11-20T11:30:00Z"' }, {}],
    ['a body of seconds', { body: String(NOW / 1_000 - 60) }, {}],
    ['a header', { headers: { 'x-last-run': 'Fri, 20 Nov 2026 11:30:00 GMT' } }, IN_HEADER],
    ['a path', json('2026-11-20T12:30:00+01:00'), IN_JSON],
    ['a number at a path', json(NOW - 60_000), IN_JSON],
    ['the list at the end of a path', { body: `[{ "at": ${NOW} }]` }, { from: { json: '[0].at' } }],
  ])('is up: %s', async (_, answer: Answer, written) => {
    expect(await probeAnswer(answer, written)).toMatchObject({ state: 'up', code: '200', ms: expect.any(Number) });
  });

  it.each([
    ['exactly as old as it may be', -3_600_000],
    ['of now', 0],
    ['a minute ahead of this clock', 60_000],
  ])('is up for a beat %s', async (_, offset) => {
    expect(await probeAnswer({ body: new Date(NOW + offset).toISOString() })).toMatchObject({ state: 'up' });
  });

  it('asks as an http check does: headers, authentication, redirects, packed bodies', async () => {
    let seen: unknown;
    const { url } = await startHttpServer((request, response) => {
      if (request.url !== '/end') return response.writeHead(302, { location: '/end' }).end();
      seen = [request.method, request.headers.authorization, request.headers['x-a']];
      return response.end(String(NOW));
    });
    const written = { headers: { 'X-A': 'b' }, auth: { token: 'hush' } };
    expect(await probe(url, written)).toMatchObject({ state: 'up' });
    expect(seen).toEqual(['GET', 'Bearer hush', 'b']);
  });

  it('also judges headers, JSON and the response time', async () => {
    const answer = { body: `{"at":${NOW},"ok":false}` };
    const from = { json: 'at' };
    expect(await probeAnswer(answer, { from, expect: { json: { ok: true } } })).toMatchObject({
      code: 'assertion',
      message: 'expected true at ok, got false',
    });
    expect(await probeAnswer(answer, { from, expect: { headers: { a: 'b' } } })).toMatchObject({
      message: 'expected the header "a" to contain "b", the answer has no such header',
    });
    expect(await probeAnswer(answer, { from, expect: { under: 0 } })).toMatchObject({ code: 'assertion' });
    expect(await probeAnswer(answer, { from, degradedAbove: 0 })).toMatchObject({ state: 'degraded', code: '200' });
  });
});

describe('probeHeartbeat() of a beat that is not as it should be', () => {
  it.each<[string, Answer, object]>([
    [
      'expected a beat in the last 25 h, the last was 26.5 h ago, at 2026-11-19T09:30:00Z',
      { body: '2026-11-19T09:30:00Z' },
      { maxAge: '25h' },
    ],
    [
      'expected a beat in the last 5 min, the last was 10 d ago, at 2026-11-10T12:00:00Z',
      json('2026-11-10T12:00:00Z'),
      { maxAge: '5m', ...IN_JSON },
    ],
    [
      'expected the last beat to lie in the past, it lies 3 h in the future, at 2026-11-20T15:00:00Z',
      { headers: { 'x-last-run': '2026-11-20T15:00:00Z' } },
      IN_HEADER,
    ],
    [
      'expected the time of the last beat as the body with its offset from UTC, such as 2026-11-20T10:05:00Z, got "2026-11-20 11:30"',
      { body: '2026-11-20 11:30\n' },
      {},
    ],
    [
      'expected the time of the last beat as the body, such as 2026-11-20T10:05:00Z, got "<h1>\\u{1B}[31mLogin"',
      { body: '<h1>\u001b[31mLogin' },
      {},
    ],
    [
      `expected the time of the last beat as the body, such as 2026-11-20T10:05:00Z, got "${'1'.repeat(80)}…"`,
      { body: '1'.repeat(9_999) },
      {},
    ],
    ['expected the time of the last beat as the body, got no body', { body: ' \n' }, {}],
    [
      'expected the time of the last beat as the body, the body is longer than 1 MiB',
      { body: '1'.repeat(2 ** 21) },
      {},
    ],
    [
      'expected the time of the last beat in the header "X-Last-Run", the answer has no such header',
      { body: String(NOW) },
      IN_HEADER,
    ],
    [
      'expected the time of the last beat in the header "X-Last-Run", such as 2026-11-20T10:05:00Z, got "never"',
      { headers: { 'x-last-run': 'never' } },
      IN_HEADER,
    ],
    ['expected the time of the last beat at job.lastRun, nothing stands there', { body: '{}' }, IN_JSON],
    ['expected the time of the last beat at job.lastRun, got null', json(null), IN_JSON],
    ['expected the time of the last beat at job.lastRun, got a list', json([1]), IN_JSON],
    [
      'expected the time of the last beat at job.lastRun, such as 2026-11-20T10:05:00Z, got the number 0',
      json(0),
      IN_JSON,
    ],
    [
      'expected the time of the last beat at job.lastRun, such as 2026-11-20T10:05:00Z, got the text "soon"',
      json('soon'),
      IN_JSON,
    ],
    ['expected the time of the last beat at job.lastRun, the body is no JSON: "nope"', { body: 'nope' }, IN_JSON],
    [
      'expected the time of the last beat at $..a, 2 values stand there',
      { body: '[{"a":1},{"a":2}]' },
      { from: { json: '$..a' } },
    ],
    [
      'expected the time of the last beat at $..a, the JSON is nested too deeply',
      { body: `${'['.repeat(9_999)}${']'.repeat(9_999)}` },
      { from: { json: '$..a' } },
    ],
  ])('is down: %s', async (message, answer, written) => {
    expect(await probeAnswer(answer, written)).toMatchObject({
      state: 'down',
      code: 'assertion',
      errorClass: 'assertion',
      message,
    });
  });

  it.each([
    [404, '404', 'http_4xx'],
    [503, '503', 'http_5xx'],
    [304, 'assertion', 'assertion'],
  ])('is down for the status %i, whatever it says', async (status, code, errorClass) => {
    expect(await probeAnswer({ status, headers: { 'x-last-run': String(NOW) } }, IN_HEADER)).toMatchObject({
      state: 'down',
      code,
      errorClass,
      message: `expected a status in 200-299, got ${status}`,
    });
  });

  it('is down when it cannot be asked, or does not answer as an HTTP server', async () => {
    expect(await probe(`http://127.0.0.1:${await findClosedPort()}/`)).toMatchObject({ code: 'connect' });
    expect(await probe((await startRawServer('SSH-2.0-OpenSSH_9.9\r\n')).url)).toMatchObject({ code: 'protocol' });
    const silent = await startTcpServer(() => undefined);
    expect(await probe(silent.url, { timeout: '100ms' })).toMatchObject({
      code: 'timeout',
      message: 'no answer within 100 ms',
    });
  });

  it('is unknown for what cannot be sent or judged', async () => {
    const written = { from: { json: 'a b' } };
    expect(await probe('http://127.0.0.1:1/', written)).toEqual({
      state: 'unknown',
      message: expect.stringMatching(/^Cannot use the path "a b": ./),
    });
    expect(await probe('http://127.0.0.1:1/', { headers: { Upgrade: 'a' } })).toEqual({
      state: 'unknown',
      message: 'cannot send the header "upgrade": it belongs to the connection',
    });
  });
});
