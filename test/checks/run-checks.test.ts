import { describe, expect, it, onTestFinished } from 'vitest';

import { runChecks, type RunChecksOptions } from '../../src/checks/run-checks.ts';
import { httpCheck, tcpCheck } from '../support/checks.ts';
import { findClosedPort, startHttpServer, startTcpServer } from '../support/servers.ts';

const OPTIONS: RunChecksOptions = { environment: {}, sleep: async () => undefined };

describe('runChecks()', () => {
  it('has an outcome for each check, in their order', async () => {
    const slow = await startHttpServer((_, response) => setTimeout(() => response.end(), 50));
    const checks = [
      httpCheck(slow.url, { id: 'slow' }),
      tcpCheck(await findClosedPort(), { id: 'closed' }),
      tcpCheck(slow.port, { id: 'quick' }),
    ];
    const outcomes = await runChecks(checks, OPTIONS);
    expect(outcomes.map(({ check, state }) => [check, state])).toEqual([
      ['slow', 'up'],
      ['closed', 'down'],
      ['quick', 'up'],
    ]);
  });

  it('has no outcome for no check', async () => {
    expect(await runChecks([], OPTIONS)).toEqual([]);
  });

  it.each([1, 3])('has at most %i checks under way at once', async (concurrency) => {
    let running = 0;
    let most = 0;
    const { url } = await startHttpServer((_, response) => {
      most = Math.max(most, (running += 1));
      setTimeout(() => {
        running -= 1;
        response.end('ok');
      }, 10);
    });
    const checks = Array.from({ length: 9 }, (_, index) => httpCheck(url, { id: `c${index}`, expect: { body: 'ok' } }));
    await runChecks(checks, { ...OPTIONS, concurrency });
    expect(most).toBe(concurrency);
  });

  it('leaves what has not finished or not begun at the deadline unknown, and the rest as it is', async () => {
    const hanging = await startTcpServer(() => undefined);
    const good = await startHttpServer((_, response) => response.end());
    const checks = [
      httpCheck(good.url, { id: 'good' }),
      httpCheck(hanging.url, { id: 'hangs', timeout: '5m' }),
      httpCheck(hanging.url, { id: 'waits' }),
    ];
    const outcomes = await runChecks(checks, { ...OPTIONS, concurrency: 1, deadlineMs: 2_000 });
    const message = 'not finished within the 2 s of the run';
    expect(outcomes).toMatchObject([
      { check: 'good', state: 'up' },
      { check: 'hangs', state: 'unknown', message },
      { check: 'waits', state: 'unknown', message },
    ]);
    expect(hanging.connections()).toBe(1);
  });

  it('does not wait for a probe that takes no notice of the deadline', async () => {
    const stuck = new Promise<never>(() => undefined);
    const outcomes = await runChecks([tcpCheck(1)], { ...OPTIONS, probe: () => stuck, deadlineMs: 20 });
    expect(outcomes).toEqual([
      { check: 'mail', state: 'unknown', message: 'not finished within the 20 ms of the run' },
    ]);
  });

  it('ends with the signal it is given, also one that is aborted before', async () => {
    const hanging = await startTcpServer(() => setTimeout(() => stop.abort(), 10));
    const stop = new AbortController();
    const checks = [httpCheck(hanging.url)];
    const expected = [{ check: 'api', state: 'unknown', message: 'the run was stopped before the check had finished' }];
    expect(await runChecks(checks, { ...OPTIONS, signal: stop.signal })).toEqual(expected);
    expect(await runChecks(checks, { ...OPTIONS, signal: stop.signal })).toEqual(expected);
    expect(hanging.connections()).toBe(1);
  });

  it('keeps a bug in one probe to its check', async () => {
    const good = await startHttpServer((_, response) => response.end());
    const broken = Object.defineProperty(httpCheck(good.url, { id: 'broken' }), 'url', {
      enumerable: true,
      get: () => {
        throw new RangeError('no url today');
      },
    });
    const outcomes = await runChecks([broken, httpCheck(good.url, { id: 'good' })], OPTIONS);
    expect(outcomes).toMatchObject([
      {
        check: 'broken',
        state: 'unknown',
        message: expect.stringMatching(/^the http probe failed unexpectedly, RangeError/),
      },
      { check: 'good', state: 'up' },
    ]);
  });

  it('runs hundreds of checks of one run without a warning of the system', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    onTestFinished(() => void process.off('warning', onWarning));
    const { url } = await startHttpServer((_, response) => response.end());
    const checks = Array.from({ length: 300 }, (_, index) => httpCheck(url, { id: `c${index}` }));
    const outcomes = await runChecks(checks, OPTIONS);
    expect(outcomes.filter(({ state }) => state !== 'up')).toEqual([]);
    expect(warnings).toEqual([]);
  });
});
