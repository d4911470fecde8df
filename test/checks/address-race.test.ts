import { connect, Socket } from 'node:net';
import { describe, expect, it } from 'vitest';

import { connectToFirst, takeTurns } from '../../src/checks/address-race.ts';
import { classifyError } from '../../src/checks/error-class.ts';
import { probeHttp } from '../../src/checks/http/probe.ts';
import { httpCheck } from '../support/checks.ts';
import { expectNothingLeft } from '../support/left-behind.ts';
import { findClosedPort, startHttpServer, startTcpServer } from '../support/servers.ts';

const DEAD = 'dead';

interface Tried {
  order: string[];
  sockets: Socket[];
  socket: Promise<Socket>;
}

/** Connects to ports of loopback in the place of addresses; one that is dead never answers. */
function race(
  addresses: readonly (number | typeof DEAD)[],
  { graceMs = 50, signal = new AbortController().signal } = {},
): Tried {
  const order: string[] = [];
  const sockets: Socket[] = [];
  const start = (address: string): Socket => {
    const socket = address === DEAD ? new Socket() : connect(Number(address), '127.0.0.1');
    order.push(address);
    sockets.push(socket);
    return socket;
  };
  return { order, sockets, socket: connectToFirst(addresses.map(String), { start, graceMs, signal }) };
}

const livePort = async (): Promise<number> => (await startTcpServer(() => undefined)).port;

describe('takeTurns()', () => {
  it.each([
    [
      ['::1', '::2', '127.0.0.1', '127.0.0.2'],
      ['::1', '127.0.0.1', '::2', '127.0.0.2'],
    ],
    [
      ['127.0.0.1', '::1', '::2'],
      ['127.0.0.1', '::1', '::2'],
    ],
    [['127.0.0.1'], ['127.0.0.1']],
    [[], []],
    [Array.from({ length: 99 }, (_, at) => `127.0.0.${at}`), Array.from({ length: 10 }, (_, at) => `127.0.0.${at}`)],
  ])('of %j are %j', (addresses, expected) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    expect(takeTurns(found)).toEqual(expected);
  });
});

describe('connectToFirst()', () => {
  it('takes the first address where that answers, and tries no other', async () => {
    const port = await livePort();
    const { order, socket } = race([port, await livePort()]);
    expect((await socket).remotePort).toBe(port);
    expect(order).toEqual([String(port)]);
    (await socket).destroy();
  });

  it('takes the next beside one that is dead, and leaves nothing of that one', async () => {
    const port = await livePort();
    const { sockets, socket } = race([DEAD, port, DEAD]);
    expect((await socket).remotePort).toBe(port);
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, false]);
    (await socket).destroy();
  });

  it('takes the next as soon as one refuses', async () => {
    const port = await livePort();
    const { order, socket } = race([await findClosedPort(), await findClosedPort(), port, DEAD]);
    expect((await socket).remotePort).toBe(port);
    expect(order).toHaveLength(3);
    (await socket).destroy();
  });

  it('rejects when all refuse', async () => {
    const { socket } = race([await findClosedPort(), await findClosedPort()]);
    const error = await socket.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AggregateError);
    expect(classifyError(error, 'connect')).toMatchObject({ message: 'the connection was refused' });
  });

  it('does not wait long for the rest of a host that refuses', async () => {
    const { sockets, socket } = race([DEAD, await findClosedPort()]);
    await expect(socket).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(sockets.every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('ends with its signal, and leaves nothing', async () => {
    const stop = new AbortController();
    const { sockets, socket } = race([DEAD, DEAD], { signal: stop.signal });
    stop.abort(new Error('over'));
    await expect(socket).rejects.toThrow('over');
    expect(sockets.every(({ destroyed }) => destroyed)).toBe(true);
  });
});

describe('probeHttp() of addresses', () => {
  const context = { signal: new AbortController().signal, redact: (text: string): string => text };

  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])('asks %s', async (host) => {
    const { port } = await startHttpServer((_, response) => response.end('ok'));
    const result = await expectNothingLeft(() => probeHttp(httpCheck(`http://${host}:${port}/`), context));
    expect(result).toMatchObject({ state: 'up', code: '200' });
  });
});
