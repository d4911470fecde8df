/** What an attempt of a check leaves behind: sockets that it opened, timers that it set. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';

function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}

/** Carries out work that connects to servers, and expects that all of its connections are gone soon after it. */
export async function expectNothingLeft<T>(work: () => Promise<T>): Promise<T> {
  const sockets: Socket[] = [];
  const collect = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);
  const before = timers();
  subscribe('net.client.socket', collect);
  try {
    const result = await work();
    const isClean = (): boolean => sockets.every(({ closed }) => closed) && timers() <= before;
    for (let tries = 0; tries < 100 && !isClean(); tries += 1) await wait(10);
    expect(sockets.filter(({ closed }) => !closed).map(({ remotePort }) => remotePort)).toEqual([]);
    expect(timers()).toBeLessThanOrEqual(before);
    return result;
  } finally {
    unsubscribe('net.client.socket', collect);
  }
}
