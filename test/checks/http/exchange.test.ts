import { describe, expect, it } from 'vitest';

import { Stopwatch } from '../../../src/checks/attempt.ts';
import { describeRequest } from '../../../src/checks/http/describe.ts';
import { exchange } from '../../../src/checks/http/exchange.ts';
import { httpCheck } from '../../support/checks.ts';
import { expectNothingLeft } from '../../support/left-behind.ts';
import { startHttpServer } from '../../support/servers.ts';

describe('exchange()', () => {
  it('ends quietly when it is given up while its body waits to be read', async () => {
    const { url } = await startHttpServer((_, response) => response.end('x'.repeat(1_000_000)));
    const request = describeRequest(httpCheck(url), (text) => text);
    if ('problem' in request) throw new Error(request.problem);
    const stop = new AbortController();
    const limits = { timeoutMs: 5_000, signal: stop.signal, stopwatch: new Stopwatch() };
    await expectNothingLeft(async () => {
      const work = exchange(request, limits, async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        stop.abort(new Error('given up'));
        await new Promise((resolve) => setTimeout(resolve, 50));
        return 'done';
      });
      expect(await work).toBe('done');
    });
  });
});
