import { connect as connectTcp, isIP, type Socket, type TcpNetConnectOpts } from 'node:net';
import { connect as connectTls } from 'node:tls';

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
  /** Of the whole attempt; at most a third of it goes to one address of the host while there are others. */
  timeoutMs: number;
  /** Destroys the socket, also after it was handed out. */
  signal: AbortSignal;
  stopwatch: Stopwatch;
}

/**
 * How long one address of several is tried. Node's own 250 ms cut off a slow IPv4 host and then blame the IPv6 that
 * this machine does not have; two seconds outlast a lost first packet, which is sent again after one.
 */
const ADDRESS_TIMEOUT_MS = { min: 250, max: 2_000 };

function bareHost(target: ConnectTarget): string {
  return target.host.replace(/^\[|\]$/g, '');
}

function startSocket(target: ConnectTarget, timeoutMs: number): Socket {
  const options: TcpNetConnectOpts = {
    host: bareHost(target),
    port: target.port,
    lookup: sharedLookup,
    noDelay: true,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: Math.max(
      ADDRESS_TIMEOUT_MS.min,
      Math.min(ADDRESS_TIMEOUT_MS.max, Math.floor(timeoutMs / 3)),
    ),
  };
  if (target.tls === undefined) return connectTcp(options);
  return connectTls({
    ...options,
    servername: target.tls.serverName,
    rejectUnauthorized: true,
    ALPNProtocols: [...target.tls.protocols],
  });
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

/** Times each phase by the socket's own events. */
function followPhases(socket: Socket, target: ConnectTarget, stopwatch: Stopwatch): void {
  const isTls = target.tls !== undefined;
  stopwatch.restart(isIP(bareHost(target)) === 0 ? 'dns' : 'connect');
  socket.once('lookup', (error) => {
    if (error === null) stopwatch.finish('dns', 'connect');
  });
  socket.once('connect', () => stopwatch.finish('connect', isTls ? 'tls' : 'answer'));
  if (isTls) socket.once('secureConnect', () => stopwatch.finish('tls', 'answer'));
}

/**
 * Opens a fresh connection, with TLS and a certificate that must hold where the target asks for it.
 * Resolves once something can be sent; rejects with Node's error. Whoever gets the socket destroys it.
 */
export function openSocket(target: ConnectTarget, limits: ConnectLimits): Promise<Socket> {
  return new Promise((resolve, reject) => {
    limits.signal.throwIfAborted();
    const socket = startSocket(target, limits.timeoutMs);
    followPhases(socket, target, limits.stopwatch);
    const onAbort = (): unknown => socket.destroy();
    limits.signal.addEventListener('abort', onAbort, { once: true });
    socket.once('close', () => {
      limits.signal.removeEventListener('abort', onAbort);
      reject(limits.signal.aborted ? limits.signal.reason : Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    });
    // Stays for the life of the socket: an error that nobody listens to would end the process.
    socket.on('error', reject);
    socket.once(target.tls ? 'secureConnect' : 'connect', () => resolve(socket));
  });
}
