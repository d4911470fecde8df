import { describe, expect, it } from 'vitest';

import { probeTcp } from '../../../src/checks/tcp/probe.ts';
import { tcpCheck } from '../../support/checks.ts';
import { findClosedPort, startTcpServer } from '../../support/servers.ts';

const context = { signal: new AbortController().signal, redact: (text: string): string => text };

describe('probeTcp()', () => {
  it('is up without a code when the port accepts', async () => {
    const { port } = await startTcpServer(() => undefined);
    const result = await probeTcp(tcpCheck(port), context);
    expect(result).toEqual({
      state: 'up',
      ms: expect.any(Number),
      phases: { connect: expect.any(Number), total: expect.any(Number) },
    });
  });

  it('accepts a name', async () => {
    const { port } = await startTcpServer(() => undefined);
    const result = await probeTcp(tcpCheck(port, { host: 'localhost' }), context);
    expect(result).toMatchObject({ state: 'up', phases: { dns: expect.any(Number) } });
  });

  it('is down when the connection is refused', async () => {
    expect(await probeTcp(tcpCheck(await findClosedPort()), context)).toEqual({
      state: 'down',
      code: 'connect',
      errorClass: 'connect',
      message: 'the connection was refused',
      phases: {},
    });
  });

  it('is down when connecting takes as long as expect.under', async () => {
    const { port } = await startTcpServer(() => undefined);
    const result = await probeTcp(tcpCheck(port, { expect: { under: 0 } }), context);
    expect(result).toMatchObject({ state: 'down', code: 'assertion', ms: expect.any(Number) });
    expect(result.message).toMatch(/^expected an answer in under 0 ms, it took \d+ ms$/);
  });

  it('is degraded when connecting takes longer than degradedAbove', async () => {
    const { port } = await startTcpServer(() => undefined);
    const result = await probeTcp(tcpCheck(port, { degradedAbove: 0 }), context);
    expect(result).toMatchObject({ state: 'degraded' });
    expect(result).not.toHaveProperty('code');
  });
});
