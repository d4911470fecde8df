import { createHook } from 'node:async_hooks';
import type { LookupAddress } from 'node:dns';
import { describe, expect, it, onTestFinished } from 'vitest';

import { sharedLookup } from '../../src/checks/lookup.ts';

type Found = string | LookupAddress[];

function look(hostname: string, options: Parameters<typeof sharedLookup>[1]): Promise<Found> {
  return new Promise((resolve, reject) => {
    sharedLookup(hostname, options, (error, address) => (error === null ? resolve(address) : reject(error)));
  });
}

describe('sharedLookup()', () => {
  it('finds every address for those who ask for all, one for those who do not', async () => {
    const [all, one] = await Promise.all([look('localhost', { all: true }), look('localhost', {})]);
    expect(all).toContainEqual({ address: '127.0.0.1', family: 4 });
    expect(['127.0.0.1', '::1']).toContain(one);
  });

  it('asks the system once for many who ask at the same time', async () => {
    let lookups = 0;
    const hook = createHook({
      init: (_, type) => {
        if (type === 'GETADDRINFOREQWRAP') lookups += 1;
      },
    }).enable();
    onTestFinished(() => void hook.disable());
    await Promise.all(Array.from({ length: 50 }, () => look('localhost', { all: true })));
    expect(lookups).toBe(1);
  });

  it('keeps families apart', async () => {
    const [four, any] = await Promise.all([look('localhost', { family: 4 }), look('localhost', { all: true })]);
    expect(four).toBe('127.0.0.1');
    expect(any).toBeInstanceOf(Array);
  });

  it('tells everybody who waits for a name that it does not exist, and asks again the next time', async () => {
    // A label of 64 characters is none, so that the system asks nobody.
    const name = `${'x'.repeat(64)}.invalid`;
    const results = await Promise.allSettled([look(name, { all: true }), look(name, {}), look(name, { all: true })]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(look(name, {})).rejects.toMatchObject({ syscall: 'getaddrinfo' });
  });
});
