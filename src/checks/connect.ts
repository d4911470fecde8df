import type { LookupAddress } from 'node:dns';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

import { connectToFirst, takeTurns } from './address-race.ts';
import type { Stopwatch } from './attempt.ts';
import { sharedLookup } from './lookup.ts';

export interface ConnectTarget {
  /** A name or an address; an IPv6 address with or without brackets. */
  host: string;
  port: number;
  /**
   * TLS with this name in the handshake, empty for an address, which has no name to send; and the protocols that are
   * offered, the best first (ALPN).
   */
  tls?: { serverName: string; protocols: readonly string[] } | undefined;
}

export interface ConnectLimits {
  /** Of the whole attempt. */
  timeoutMs: number;
  /** Destroys the socket, also after it was handed out. */
  signal: AbortSignal;
  stopwatch: Stopwatch;
}

/** How long the other addresses of a host are waited for when one has refused, in milliseconds. */
const GRACE_MS = 2_000;

function bareHost(target: ConnectTarget): string {
  return target.host.replace(/^\[|\]$/g, '');
}

/**
 * Where the connection for a URL leads, and with what in a TLS handshake: the name is that of a `host` header where one
 * is sent. `protocols` are offered in it.
 */
export function targetOf(url: URL, host: string | undefined, protocols: readonly string[]): ConnectTarget {
  const isTls = url.protocol === 'https:' || url.protocol === 'wss:';
  const name = (host ?? url.hostname).replace(/:\d*$/, '');
  const serverName = isIP(name) === 0 && !name.startsWith('[') ? name : '';
  return {
    host: url.hostname,
    port: url.port === '' ? Number(isTls ? 443 : 80) : Number(url.port),
    tls: isTls ? { serverName, protocols } : undefined,
  };
}

/** The addresses of a host, the one to try first in front. */
async function findAddresses(host: string, { signal, stopwatch }: ConnectLimits): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  stopwatch.restart('dns');
  const found = await new Promise<LookupAddress[]>((resolve, reject) => {
    sharedLookup(host, { all: true }, (error, addresses) => {
      if (error === null && Array.isArray(addresses)) resolve(addresses);
      else reject(error ?? new Error('no list of addresses'));
    });
  });
  signal.throwIfAborted();
  stopwatch.finish('dns', 'connect');
  return takeTurns(found);
}

/** One for all, since an error with a stack takes long to make. */
const GIVEN_UP = Object.assign(new Error('given up'), { code: 'ECONNABORTED' });

/**
 * Destroys a socket together with the signal, and with an error: undici takes a connection that ends without one while a
 * body waits to be read for a bug of its own, and would end the process.
 */
function tie(socket: Socket, signal: AbortSignal): void {
  const onAbort = (): unknown => socket.destroy(GIVEN_UP);
  signal.addEventListener('abort', onAbort, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', onAbort));
}

function startTls(socket: Socket, target: ConnectTarget, limits: ConnectLimits): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({
      socket,
      host: bareHost(target),
      servername: target.tls?.serverName ?? '',
      rejectUnauthorized: true,
      ALPNProtocols: [...(target.tls?.protocols ?? [])],
    });
    tie(secured, limits.signal);
    secured.once('close', () => {
      socket.destroy();
      reject(limits.signal.aborted ? limits.signal.reason : Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    });
    // Stays for the life of the socket: an error that nobody listens to would end the process.
    secured.on('error', reject);
    secured.once('secureConnect', () => {
      limits.stopwatch.finish('tls', 'answer');
      resolve(secured);
    });
  });
}

/**
 * Opens a fresh connection, with TLS and a certificate that must hold where the target asks for it. Of the addresses of a
 * name, both families by turns, the first that answers is taken. Resolves once something can be sent; rejects with Node's
 * error. Whoever gets the socket destroys it.
 */
export async function openSocket(target: ConnectTarget, limits: ConnectLimits): Promise<Socket> {
  const { signal, stopwatch, timeoutMs } = limits;
  signal.throwIfAborted();
  stopwatch.restart('connect');
  const addresses = await findAddresses(bareHost(target), limits);
  const socket = await connectToFirst(addresses, {
    start: (address) => connectTcp({ host: address, port: target.port, noDelay: true }),
    graceMs: Math.min(GRACE_MS, timeoutMs / 3),
    signal,
  });
  if (signal.aborted) socket.destroy();
  signal.throwIfAborted();
  stopwatch.finish('connect', target.tls === undefined ? 'answer' : 'tls');
  if (target.tls !== undefined) return startTls(socket, target, limits);
  tie(socket, signal);
  return socket;
}
