import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';

import type { CheckOutcome } from '../../src/domain/measurement.ts';
import { probeCheck } from '../../src/checks/registry.ts';
import { runCheck } from '../../src/checks/run-check.ts';
import { anyCheck } from '../support/checks.ts';
import { startHttpServer, startTcpServer } from '../support/servers.ts';
import { acceptHandshake, frame } from '../support/websocket-servers.ts';

const ENVIRONMENT = {
  CANDOR_PATH: 'path-Kq83/zu&17',
  CANDOR_HEADER: 'header-Wm29+pL=x',
  CANDOR_USER: 'user-Tz61 vb"q',
  CANDOR_PASS: 'pass-Gx40:ü<hj>',
  CANDOR_TEXT: 'text-Rn57{"k":1}',
};

/** As many characters of a secret as must never be read together. */
const PIECE = 8;

const HEADERS = { 'X-Key': '${CANDOR_HEADER}', Cookie: 'a=${CANDOR_HEADER}' };
const AUTH = { username: '${CANDOR_USER}', password: '${CANDOR_PASS}' };

async function run(written: object): Promise<CheckOutcome> {
  return runCheck(anyCheck({ id: 'a', retries: 0, timeout: '500ms', ...written }), {
    environment: ENVIRONMENT,
    sleep: () => Promise.resolve(),
    signal: new AbortController().signal,
    probe: probeCheck,
  });
}

/** Expects a failure in the words of which no secret is read, also in base64. */
function expectDiscreet(outcome: CheckOutcome): void {
  expect(outcome.state).toBe('down');
  const told = JSON.stringify(outcome);
  for (const value of Object.values(ENVIRONMENT)) {
    for (const form of [value, Buffer.from(value).toString('base64').slice(0, -4), encodeURIComponent(value)]) {
      const pieces = Array.from({ length: form.length - PIECE + 1 }, (_, at) => form.slice(at, at + PIECE));
      for (const piece of pieces) expect(told).not.toContain(piece);
    }
  }
}

/** All that a request has said, on one line: nothing that a header may not hold. */
function echoOf({ url, headers }: IncomingMessage, body = ''): string {
  return [url, ...Object.values(headers), body].join(' ');
}

type Answer = (response: ServerResponse, echo: string) => unknown;

const fail: Answer = (response, echo) => response.writeHead(503, echo, { 'x-echo': echo }).end(echo);
const HTTP_ANSWERS: Record<string, [Answer, object]> = {
  'a status': [fail, {}],
  'a header': [
    (response, echo) => response.setHeader('x-echo', echo).end(),
    { expect: { headers: { 'x-echo': '/^a/' } } },
  ],
  'a body': [(response, echo) => response.end(echo), { expect: { body: '/^a/' } }],
  'no JSON': [(response, echo) => response.end(echo), { expect: { json: { a: 1 } } }],
  'a value of JSON': [(response, echo) => response.end(JSON.stringify({ a: echo })), { expect: { json: { a: 1 } } }],
  'an encoding': [
    (response, echo) => response.setHeader('content-encoding', echo).end(echo),
    { expect: { body: 'a' } },
  ],
  'a redirect that leads away': [(response, echo) => response.writeHead(302, { location: `x-a:${echo}` }).end(), {}],
  'a redirect that leads nowhere': [
    (response, echo) => response.writeHead(302, { location: `http://[${echo}/` }).end(),
    {},
  ],
  'a redirect in a circle': [(response, echo) => response.writeHead(307, { location: `/?${echo}` }).end(), {}],
};

async function startEcho(answer: Answer): Promise<string> {
  const { port } = await startHttpServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
    request.on('end', () => answer(response, echoOf(request, body)));
  });
  return `http://127.0.0.1:${port}/\${CANDOR_PATH}`;
}

describe('runCheck() against an HTTP server that repeats all that it was sent', () => {
  it.each(Object.entries(HTTP_ANSWERS))('tells no secret when it comes in %s', async (_, [answer, written]) => {
    const common = { type: 'http', url: await startEcho(answer), headers: HEADERS };
    expectDiscreet(await run({ ...common, ...written, auth: AUTH, method: 'POST', body: '${CANDOR_TEXT}' }));
    expectDiscreet(await run({ ...common, ...written, auth: { token: '${CANDOR_TEXT}' } }));
  });

  it.each<[string, Answer, object]>([
    ['a status', fail, {}],
    ['a body', (response, echo) => response.end(echo), {}],
    ['a header', (response, echo) => response.setHeader('x-a', echo).end(), { from: { header: 'x-a' } }],
    ['no JSON', (response, echo) => response.end(echo), { from: { json: 'a' } }],
    ['a value of JSON', (response, echo) => response.end(JSON.stringify({ a: echo })), { from: { json: 'a' } }],
    [
      'no value there',
      (response, echo) => response.end(JSON.stringify({ a: echo })),
      { from: { json: '${CANDOR_HEADER}' } },
    ],
  ])('tells no secret of a heartbeat when it comes in %s', async (_, answer, written) => {
    const url = await startEcho(answer);
    expectDiscreet(await run({ type: 'heartbeat', url, maxAge: '1h', headers: HEADERS, auth: AUTH, ...written }));
  });
});

const TEXT = 0x81;
const CLOSE = 0x88;
type Reply = (socket: Socket, request: string, echo: string) => unknown;

const open = (socket: Socket, request: string): unknown => socket.write(acceptHandshake(request));

describe('runCheck() against a WebSocket server that repeats all that it was sent', () => {
  it.each<[string, Reply]>([
    ['a status', (socket, _, echo) => socket.end(`HTTP/1.1 403 ${echo}\r\nx-a: ${echo}\r\n\r\n${echo}`)],
    ['no HTTP', (socket, _, echo) => socket.end(`${echo}\r\n\r\n`)],
    [
      'the accepted key',
      (socket, request, echo) => socket.write(acceptHandshake(request, { 'Sec-WebSocket-Accept': echo })),
    ],
    ['the upgrade', (socket, request, echo) => socket.write(acceptHandshake(request, { Upgrade: echo }))],
    [
      'a subprotocol',
      (socket, request, echo) => socket.write(acceptHandshake(request, { 'Sec-WebSocket-Protocol': echo })),
    ],
    [
      'an extension',
      (socket, request, echo) => socket.write(acceptHandshake(request, { 'Sec-WebSocket-Extensions': echo })),
    ],
    ['a message', (socket, request, echo) => open(socket, request) && socket.write(frame(TEXT, echo))],
    [
      'the reason of a close',
      (socket, request, echo) => {
        open(socket, request);
        for (const at of [0, 40, 80]) socket.write(frame(TEXT, echo.slice(at)));
        socket.write(frame(CLOSE, Buffer.concat([Buffer.from([3, 232]), Buffer.from(echo).subarray(0, 120)])));
      },
    ],
  ])('tells no secret when it comes in %s', async (_, reply) => {
    const { port } = await startTcpServer((socket) => {
      socket.once('data', (chunk: Buffer) => {
        const request = chunk.toString('latin1');
        reply(socket, request, [...request.matchAll(/^(?:GET|[\w-]+:) (.*)\r$/gm)].map(([, value]) => value).join(' '));
      });
    });
    const url = `ws://\${CANDOR_USER}:\${CANDOR_PASS}@127.0.0.1:${port}/\${CANDOR_PATH}`;
    const written = { type: 'websocket', url, headers: HEADERS, send: '${CANDOR_TEXT}' };
    expectDiscreet(await run({ ...written, expect: { body: '/^a${CANDOR_HEADER}/' } }));
  });

  it('tells no secret that it has sent', async () => {
    const { port } = await startTcpServer((socket) => {
      socket.on('data', (chunk: Buffer) => {
        const head = chunk.toString('latin1');
        if (head.startsWith('GET')) return open(socket, head);
        const mask = chunk.subarray(2, 6);
        const text = Buffer.from(chunk.subarray(6)).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
        return socket.write(frame(TEXT, text));
      });
    });
    const written = { type: 'websocket', url: `ws://127.0.0.1:${port}/`, send: '${CANDOR_TEXT}' };
    const outcome = await run({ ...written, expect: { body: 'fine' } });
    expectDiscreet(outcome);
    expect(outcome.message).toContain('the only one was "${CANDOR_TEXT}"');
  });
});
