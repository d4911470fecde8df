import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';

type Callback = Parameters<LookupFunction>[2];

const inFlight = new Map<string, Callback[]>();

function answerAll(key: string, error: NodeJS.ErrnoException | null, addresses: LookupAddress[]): void {
  const waiting = inFlight.get(key) ?? [];
  inFlight.delete(key);
  for (const callback of waiting) callback(error, addresses);
}

function lookUpAll(hostname: string, options: LookupOptions, callback: Callback): void {
  const key = `${hostname} ${options.family ?? 0} ${options.hints ?? 0}`;
  const waiting = inFlight.get(key);
  if (waiting !== undefined) {
    waiting.push(callback);
    return;
  }
  inFlight.set(key, [callback]);
  lookup(hostname, { ...options, all: true }, (error, addresses) => answerAll(key, error, addresses ?? []));
}

/**
 * Resolves a name as the system does; lookups of one name that are under way at the same time are one.
 * Node has few threads for this, and many checks of one name whose name server is dead would hold them all.
 */
export const sharedLookup: LookupFunction = (hostname, options, callback) => {
  if (options.all === true) {
    lookUpAll(hostname, options, callback);
    return;
  }
  lookUpAll(hostname, options, (error, found) => {
    const first = Array.isArray(found) ? found[0] : undefined;
    if (error === null && first !== undefined) callback(null, first.address, first.family);
    else callback(error ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
  });
};
