/** What becomes of a message to a program that answers well, badly, slowly or not at all. */
import type { Socket } from 'node:net';

import { describe, expect, test } from 'vitest';

import type { SendOutcome } from '../../src/channel-ports.ts';
import { webhook } from '../../src/notify/webhook/send.ts';
import { makeDelivery } from '../support/channel-delivery.ts';
import { type Answer, makePorts, startService } from '../support/channel-server.ts';
import { startRawServer, startTcpServer } from '../support/servers.ts';

const SHORT_MS = 150;

async function sendTo(url: string, timeoutMs?: number): Promise<SendOutcome> {
  const delivery = makeDelivery<'webhook'>({ type: 'webhook', url, secret: undefined });
  return webhook.send(delivery, makePorts(timeoutMs === undefined ? {} : { timeoutMs }));
}

async function answered(answer: Answer): Promise<SendOutcome> {
  return sendTo((await startService(answer)).url);
}

/** Says a beginning, and then the same again and again without an end. */
function drip(socket: Socket, beginning: string, more: string): void {
  socket.on('error', () => undefined);
  socket.write(beginning);
  const timer = setInterval(() => socket.write(more), 10);
  socket.on('close', () => clearInterval(timer));
}

describe('webhook', () => {
  test.each([
    [200, { result: 'sent' }],
    [204, { result: 'sent' }],
    [302, { result: 'refused', reason: 'the server answered 302' }],
    [400, { result: 'refused', reason: 'the server answered 400' }],
    [401, { result: 'retry', reason: 'the server answered 401' }],
    [410, { result: 'refused', reason: 'the server answered 410' }],
    [429, { result: 'retry', reason: 'the server answered 429' }],
    [500, { result: 'retry', reason: 'the server answered 500' }],
  ])('takes an answer of %i for what it says', async (status, outcome) => {
    expect(await answered({ status, headers: { location: 'http://127.0.0.1:1/elsewhere' } })).toEqual(outcome);
  });

  test.each<[string, number | undefined]>([
    ['7', 7_000],
    ['0', 0],
    [' 1.5 ', 1_500],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
    ['999999999', 999_999_999_000],
    ['NaN', undefined],
    ['', undefined],
  ])('reads how long it is to wait in "%s"', async (value, afterMs) => {
    expect(await answered({ status: 429, headers: { 'retry-after': value } })).toMatchObject({
      result: 'retry',
      afterMs,
    });
  });

  test('waits until the date that it is given', async () => {
    const date = new Date(Date.now() + 7_200_000).toUTCString();
    const outcome = await answered({ status: 503, headers: { 'retry-after': date } });
    const afterMs = outcome.result === 'retry' ? (outcome.afterMs ?? 0) : 0;
    expect(afterMs).toBeGreaterThan(3_600_000);
    expect(afterMs).toBeLessThanOrEqual(7_200_000);
  });

  test.each<[string, (socket: Socket) => void]>([
    ['says nothing', (socket) => void socket.on('error', () => undefined)],
    ['hangs up', (socket) => void socket.destroy()],
    ['never comes to the end of its head', (socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'a: b\r\n')],
    ['speaks something else', (socket) => drip(socket, '220 mail.example\r\n', '220 mail.example\r\n')],
  ])('tries one again that %s', async (_, onConnection) => {
    const { url } = await startTcpServer(onConnection);
    expect(await sendTo(url, SHORT_MS)).toMatchObject({ result: 'retry' });
  });

  test('has told one that says so and hangs up within its answer', async () => {
    const { url } = await startRawServer('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok"');
    expect(await sendTo(url)).toEqual({ result: 'sent' });
  });
});
