/** Several addresses of one host, tried beside each other (RFC 8305, "Happy Eyeballs"): one that is dead costs little. */
import type { LookupAddress } from 'node:dns';
import type { Socket } from 'node:net';

import { hasCode } from '../errors.ts';

/** How long an address has before the next is tried as well; RFC 8305 section 8 recommends it. */
const NEXT_AFTER_MS = 250;

export interface RaceTerms {
  /** Begins to connect to an address. */
  start(address: string): Socket;
  /** How long others are still waited for once one address has refused, in milliseconds. */
  graceMs: number;
  /** Ends the race; its reason is what it is rejected with. */
  signal: AbortSignal;
}

/** A name may be given more addresses than are worth a connection. */
const MAX_ADDRESSES = 10;

/** The first addresses in the order in which the system prefers them, the two families by turns. */
export function takeTurns(addresses: readonly LookupAddress[]): string[] {
  const first = addresses.filter(({ family }) => family === addresses[0]?.family);
  const second = addresses.filter(({ family }) => family !== addresses[0]?.family);
  const longer = Math.max(first.length, second.length);
  return Array.from({ length: longer }, (_, at) => [first[at], second[at]])
    .flat()
    .flatMap((found) => (found === undefined ? [] : [found.address]))
    .slice(0, MAX_ADDRESSES);
}

class AddressRace {
  readonly #waiting: string[];
  readonly #terms: RaceTerms;
  readonly #done = Promise.withResolvers<Socket>();
  readonly #running = new Set<Socket>();
  readonly #errors: Error[] = [];
  readonly #onAbort = (): void => this.#fail(this.#terms.signal.reason);
  #nextTimer: NodeJS.Timeout | undefined;
  #graceTimer: NodeJS.Timeout | undefined;

  constructor(addresses: readonly string[], terms: RaceTerms) {
    this.#waiting = [...addresses];
    this.#terms = terms;
  }

  run(): Promise<Socket> {
    this.#terms.signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#startNext();
    return this.#done.promise;
  }

  #startNext(): void {
    clearTimeout(this.#nextTimer);
    const address = this.#waiting.shift();
    if (address === undefined) return;
    const socket = this.#terms.start(address);
    this.#running.add(socket);
    socket.once('connect', () => this.#win(socket));
    // Stays for the life of the socket: an error that nobody listens to would end the process.
    socket.on('error', (error) => this.#lose(socket, error));
    if (this.#waiting.length > 0) this.#nextTimer = setTimeout(() => this.#startNext(), NEXT_AFTER_MS);
    this.#limitRest();
  }

  #lose(socket: Socket, error: Error): void {
    if (!this.#running.delete(socket)) return;
    this.#errors.push(error);
    if (this.#waiting.length > 0) this.#startNext();
    else if (this.#running.size === 0) this.#giveUp();
    else this.#limitRest();
  }

  /** A host that refuses has answered; its other addresses are not given all of the time. */
  #limitRest(): void {
    const isAnswered = this.#errors.some((error) => hasCode(error, 'ECONNREFUSED'));
    if (this.#waiting.length > 0 || !isAnswered) return;
    this.#graceTimer ??= setTimeout(() => this.#giveUp(), this.#terms.graceMs);
  }

  #win(socket: Socket): void {
    this.#running.delete(socket);
    this.#end();
    this.#done.resolve(socket);
  }

  #giveUp(): void {
    this.#fail(this.#errors.length === 1 ? this.#errors[0] : new AggregateError(this.#errors));
  }

  #fail(reason: unknown): void {
    this.#end();
    this.#done.reject(reason);
  }

  #end(): void {
    clearTimeout(this.#nextTimer);
    clearTimeout(this.#graceTimer);
    this.#terms.signal.removeEventListener('abort', this.#onAbort);
    for (const socket of this.#running) socket.destroy();
    this.#running.clear();
  }
}

/**
 * Resolves with the first socket that is connected; the others are gone. Rejects with the error of the only address, or
 * with an `AggregateError` of those of all.
 */
export function connectToFirst(addresses: readonly string[], terms: RaceTerms): Promise<Socket> {
  return new AddressRace(addresses, terms).run();
}
