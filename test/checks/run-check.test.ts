import { describe, expect, it } from 'vitest';

import { probeCheck } from '../../src/checks/registry.ts';
import { runCheck, type RunCheckOptions } from '../../src/checks/run-check.ts';
import type { Check } from '../../src/schema/check.ts';
import { anyCheck, httpCheck, tcpCheck } from '../support/checks.ts';
import { findClosedPort, startHttpServer } from '../support/servers.ts';

function options(overrides: Partial<RunCheckOptions> = {}): RunCheckOptions {
  return {
    environment: {},
    sleep: async () => undefined,
    signal: new AbortController().signal,
    probe: probeCheck,
    ...overrides,
  };
}

describe('runCheck()', () => {
  it('is the first success, tried again after a failure', async () => {
    let requests = 0;
    const server = await startHttpServer((_, response) => response.writeHead((requests += 1) < 3 ? 500 : 200).end());
    const outcome = await runCheck(httpCheck(server.url, { retries: 5 }), options());
    expect(outcome).toMatchObject({ check: 'api', state: 'up', code: '200' });
    expect(server.connections()).toBe(3);
  });

  it('is the last failure when no attempt succeeds', async () => {
    let requests = 0;
    const server = await startHttpServer((_, response) => response.writeHead(500 + (requests += 1)).end());
    const outcome = await runCheck(httpCheck(server.url, { retries: 2 }), options());
    expect(outcome).toMatchObject({ state: 'down', code: '503', errorClass: 'http_5xx' });
    expect(server.connections()).toBe(3);
  });

  it('pauses before each retry twice as long as before the last, up to 5 s', async () => {
    const pauses: number[] = [];
    const check = tcpCheck(await findClosedPort(), { retries: 7 });
    await runCheck(check, options({ sleep: async (ms) => void pauses.push(ms) }));
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('does not try again what is degraded or unknown', async () => {
    const server = await startHttpServer((_, response) => response.end());
    const outcome = await runCheck(httpCheck(server.url, { retries: 5, degradedAbove: 0 }), options());
    expect(outcome.state).toBe('degraded');
    expect(server.connections()).toBe(1);
  });

  it.each([
    [{ id: 'n', type: 'tcp', host: '${CANDOR_HOST}', port: 1 }, 'the environment variable CANDOR_HOST is not set'],
  ])('is unknown for a check that cannot be carried out: %j', async (written, message) => {
    expect(await runCheck(anyCheck(written), options())).toEqual({ check: 'n', state: 'unknown', message });
  });

  it('shows no secret that a server gives back', async () => {
    const server = await startHttpServer((request, response) => {
      response.end(`${request.headers.authorization} ${request.headers['x-key']} ${request.url}`);
    });
    const check = httpCheck(`${server.url}/\${CANDOR_PATH}`, {
      auth: { username: 'me', password: '${CANDOR_PASS}' },
      headers: { 'x-key': '${CANDOR_KEY}' },
      expect: { body: 'fine' },
    });
    const environment = { CANDOR_PATH: 'a b/c', CANDOR_PASS: 'pässword', CANDOR_KEY: 'k' };
    const outcome = await runCheck(check, options({ environment }));
    expect(outcome.message).toBe(
      'expected the body to contain "fine", got "Basic me:${CANDOR_PASS} ${CANDOR_KEY} /${CANDOR_PATH}"',
    );
  });

  it('shows no secret of an expectation that cannot be read', async () => {
    const check = httpCheck('http://127.0.0.1:1/', { expect: { body: '/(${CANDOR_KEY}/' } });
    const outcome = await runCheck(check, options({ environment: { CANDOR_KEY: 'hush-hush' } }));
    expect(outcome.state).toBe('unknown');
    expect(outcome.message).toBe(
      'Cannot use the regular expression /(${CANDOR_KEY}/: error parsing regexp: missing closing ): `(${CANDOR_KEY}`',
    );
  });

  it('is unknown, with the place, when a probe fails by a bug', async () => {
    // What a bug in reading status.yml would make: headers that are none.
    const check = { ...httpCheck('http://127.0.0.1:1/'), headers: undefined } as unknown as Check;
    const outcome = await runCheck(check, options());
    expect(outcome).toMatchObject({ check: 'api', state: 'unknown' });
    expect(outcome.message).toMatch(
      /^the http probe failed unexpectedly, TypeError at src\/checks\/http\/describe\.ts:\d+: "Cannot convert undefined or null to object"$/,
    );
  });

  it('is unknown when the run ends it', async () => {
    const run = new AbortController();
    const server = await startHttpServer(() => run.abort());
    expect(await runCheck(httpCheck(server.url), options({ signal: run.signal }))).toEqual({
      check: 'api',
      state: 'unknown',
      message: 'the run was stopped before the check had finished',
    });
  });
});
