import { describe, expect, it } from 'vitest';

import { AttemptTimeout, withTimeout } from '../../src/checks/attempt.ts';

const never = (): Promise<never> => new Promise(() => undefined);
const signal = new AbortController().signal;

describe('withTimeout()', () => {
  it('returns what the work returns', async () => {
    expect(await withTimeout({ timeoutMs: 1_000, signal }, async () => 'done')).toBe('done');
  });

  it('rejects after the time although the work goes on', async () => {
    await expect(withTimeout({ timeoutMs: 10, signal }, never)).rejects.toThrow(AttemptTimeout);
  });

  it('aborts the signal of the work', async () => {
    let seen: AbortSignal | undefined;
    const work = (inner: AbortSignal): Promise<never> => {
      seen = inner;
      return never();
    };
    await expect(withTimeout({ timeoutMs: 10, signal }, work)).rejects.toThrow();
    expect(seen?.reason).toBeInstanceOf(AttemptTimeout);
  });

  it('rejects with the reason of the outer signal', async () => {
    const outer = new AbortController();
    const result = withTimeout({ timeoutMs: 60_000, signal: outer.signal }, never);
    outer.abort(new Error('the run is over'));
    await expect(result).rejects.toThrow('the run is over');
  });

  it('does not begin when the outer signal is aborted', async () => {
    let begun = false;
    const work = async (): Promise<void> => {
      begun = true;
    };
    await expect(withTimeout({ timeoutMs: 10, signal: AbortSignal.abort() }, work)).rejects.toThrow();
    expect(begun).toBe(false);
  });

  it('takes a time beyond what a timer can wait for a long time', async () => {
    const work = (): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('done'), 20));
    expect(await withTimeout({ timeoutMs: 30 * 86_400_000, signal }, work)).toBe('done');
  });
});
