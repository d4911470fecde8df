import { createServer as createTls } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AddressInfo } from 'node:net';

import type { ProbeResult } from '../../../src/checks/probe.ts';
import { probeTls } from '../../../src/checks/tls/probe.ts';
import {
  type ChainOptions,
  issueCertificate,
  issueChain,
  type IssuedCertificate,
  KEYS,
  servedPem,
  trustOnly,
} from '../../support/certificates.ts';
import { tlsCheck } from '../../support/checks.ts';
import {
  findClosedPort,
  startHttp2Server,
  startTcpServer,
  startTlsServer,
  writeForever,
} from '../../support/servers.ts';

const chain = issueChain();

function probe(port: number, written: object = {}): Promise<ProbeResult> {
  return probeTls(tlsCheck(port, written), { signal: new AbortController().signal, redact: (text) => text });
}

/** Probes a server that shows these certificates, the server's own first, for a machine that trusts the root. */
async function probeServed(
  served: readonly IssuedCertificate[],
  root: IssuedCertificate,
  written: object = {},
): Promise<ProbeResult> {
  trustOnly(root);
  const { cert, key } = servedPem(...served);
  const { port } = await startTlsServer(cert, { key });
  return probe(port, written);
}

describe('probeTls() of a certificate that holds', () => {
  it('is up without a code, with the time of each phase', async () => {
    expect(await probeServed([chain.server, chain.intermediate], chain.root)).toEqual({
      state: 'up',
      ms: expect.any(Number),
      phases: {
        dns: expect.any(Number),
        connect: expect.any(Number),
        tls: expect.any(Number),
        firstByte: expect.any(Number),
        total: expect.any(Number),
      },
    });
  });

  it.each([
    ['its root is sent along', [chain.server, chain.intermediate, chain.root], {}],
    ['the target is an address', [chain.server, chain.intermediate], { host: '127.0.0.1' }],
    ['the name has a point at its end', [chain.server, chain.intermediate], { serverName: 'localhost.' }],
    ['as many whole days are left as are expected', [chain.server, chain.intermediate], { expect: { daysLeft: 89 } }],
    ['no day has to be left', [chain.server, chain.intermediate], { expect: { daysLeft: 0 } }],
  ])('is up when %s', async (_, served, written) => {
    expect(await probeServed(served, chain.root, written)).toMatchObject({ state: 'up' });
  });

  it.each([
    ['localhost', {}, 'localhost'],
    ['127.0.0.1', {}, false],
    ['127.0.0.1', { serverName: 'LocalHost.' }, 'localhost'],
    ['127.0.0.1', { serverName: 'bücher.example' }, 'xn--bcher-kva.example'],
  ])('asks %s for the name of its certificate, %j: %s', async (host, written, expected) => {
    trustOnly(chain.root);
    const names: unknown[] = [];
    const server = createTls(servedPem(chain.server, chain.intermediate), (socket) => names.push(socket.servername));
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    await probe((server.address() as AddressInfo).port, { host, ...written });
    await expect.poll(() => names).toEqual([expected]);
  });

  it('ends the connection so that the server has nothing to complain of', async () => {
    trustOnly(chain.root);
    const complaints: Error[] = [];
    const ended: boolean[] = [];
    const server = createTls(servedPem(chain.server, chain.intermediate), (socket) => {
      socket
        .on('error', (error) => complaints.push(error))
        .on('end', () => ended.push(true))
        .resume();
    });
    server.on('tlsClientError', (error) => complaints.push(error));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    await probe((server.address() as AddressInfo).port);
    await expect.poll(() => ended).toEqual([true]);
    expect(complaints).toEqual([]);
  });

  it('is degraded when it takes longer than degradedAbove', async () => {
    const result = await probeServed([chain.server, chain.intermediate], chain.root, { degradedAbove: 0 });
    expect(result).toMatchObject({ state: 'degraded' });
  });

  it('is down when it takes as long as expect.under', async () => {
    const result = await probeServed([chain.server, chain.intermediate], chain.root, { expect: { under: 0 } });
    expect(result).toMatchObject({ state: 'down', code: 'assertion' });
    expect(result.message).toMatch(/^expected an answer in under 0 ms, it took \d+ ms$/);
  });

  it('asks a server for no protocol, so that one for HTTP/2 alone is measured too', async () => {
    const { port } = await startHttp2Server();
    expect(await probe(port)).toMatchObject({ message: expect.stringContaining('it is self-signed') });
  });
});

const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`;

describe('probeTls() of a certificate that does not hold', () => {
  const ended = { validFrom: -20, validUntil: -5.5 };
  const early = { validFrom: 2, validUntil: 50 };
  it.each([
    ['expired', { server: ended }, `it expired on ${TIME}, 5 days ago`],
    ['expired today', { server: { validUntil: -0.5 } }, `it expired on ${TIME}, less than a day ago`],
    ['not valid yet', { server: early }, `it is not before ${TIME}`],
    [
      'expired in between',
      { intermediate: ended },
      `that of its authority "Test Intermediate" expired on ${TIME}, 5 days ago`,
    ],
    [
      'not valid in between',
      { intermediate: early },
      `that of its authority "Test Intermediate" is not before ${TIME}`,
    ],
  ])('says that it is %s', async (_, options, found) => {
    const { server, intermediate, root } = issueChain(options);
    const result = await probeServed([server, intermediate], root);
    expect(result).toMatchObject({ state: 'down', code: 'tls', errorClass: 'tls', ms: expect.any(Number) });
    expect(result.phases).toHaveProperty('firstByte');
    expect(result.message).toMatch(new RegExp(`^expected a certificate that is valid, ${found}$`));
  });

  it('says that it is self-signed', async () => {
    const own = issueCertificate({ subject: { name: 'localhost', key: KEYS.server }, names: ['localhost'] });
    expect(await probeServed([own], chain.root)).toMatchObject({
      code: 'tls',
      message: 'expected a certificate of a trusted authority, it is self-signed',
    });
  });

  const stranger = issueCertificate({ subject: { name: 'Other Root', key: KEYS.server } });
  it.each([
    [
      'the root is not trusted',
      [chain.server, chain.intermediate, chain.root],
      'expected a certificate of a trusted authority, it comes from "Test Root", which is not trusted here',
    ],
    [
      'the root is neither trusted nor sent',
      [chain.server, chain.intermediate],
      'expected a chain of certificates to a trusted authority, it ends at the issuer "Test Root", which is not trusted here',
    ],
    [
      'the server sends its own alone',
      [chain.server],
      'expected a chain of certificates to a trusted authority, an intermediate certificate is missing or the issuer "Test Intermediate" is not trusted here',
    ],
  ])('says what is not trusted when %s', async (_, served, message) => {
    expect(await probeServed(served, stranger)).toMatchObject({ state: 'down', code: 'tls', message });
  });

  it('says that an intermediate certificate is missing', async () => {
    expect(await probeServed([chain.server], chain.root)).toMatchObject({
      code: 'tls',
      message: expect.stringContaining('an intermediate certificate is missing'),
    });
  });

  it.each([
    [['a.example.org'], {}, 'expected a certificate for "localhost", it is for "a.example.org"'],
    [
      ['a.example.org', 'b.example.org', '127.0.0.2', 'c.example.org', 'd.example.org'],
      {},
      'expected a certificate for "localhost", it is for "a.example.org", "b.example.org", "127.0.0.2" and 2 others',
    ],
    [['localhost'], { host: '127.0.0.1' }, 'expected a certificate for "127.0.0.1", it is for "localhost"'],
    [
      ['localhost'],
      { serverName: 'mail.example.org' },
      'expected a certificate for "mail.example.org", it is for "localhost"',
    ],
    [['a\u009b31m\n.example'], {}, 'expected a certificate for "localhost", it is for'],
  ])('says that it is for %j', async (names, written, message) => {
    const { server, intermediate, root } = issueChain({ names });
    const result = await probeServed([server, intermediate], root, written);
    expect(result).toMatchObject({ state: 'down', code: 'tls' });
    expect(result.message?.startsWith(message)).toBe(true);
    expect(result.message).not.toMatch(/[\u009b\n]/);
  });
});

describe('probeTls() with expect.daysLeft', () => {
  const daysLeft = (days: number): object => ({ expect: { daysLeft: days } });
  it.each<[string, ChainOptions, number, string]>([
    ['fewer whole days are left', { server: { validUntil: 13.9 } }, 14, 'it is for 13 days'],
    ['one day is left', { server: { validUntil: 1.5 } }, 14, 'it is for 1 day'],
    ['it ends today', { server: { validUntil: 0.5 } }, 1, 'it is for less than a day'],
    [
      'its authority ends before it',
      { intermediate: { validUntil: 3.5 } },
      14,
      'that of its authority "Test Intermediate" is for 3 days',
    ],
  ])('is down when %s', async (...[, options, days, found]) => {
    const { server, intermediate, root } = issueChain(options);
    const result = await probeServed([server, intermediate], root, daysLeft(days));
    expect(result).toMatchObject({ state: 'down', code: 'assertion', errorClass: 'assertion' });
    const wanted = days === 1 ? '1 day' : `${days} days`;
    const sentence = `^expected a certificate that is valid for ${wanted} or more, ${found}, until ${TIME}$`;
    expect(result.message).toMatch(new RegExp(sentence));
  });

  it.each([3, -3])('passes over what is sent for older clients and ends in %s days', async (validUntil) => {
    const old = issueCertificate({ subject: { name: 'Old Root', key: KEYS.server } });
    const crossed = issueCertificate({ subject: chain.root, issuer: old, validFrom: -9, validUntil });
    const served = [chain.server, chain.intermediate, crossed];
    expect(await probeServed(served, chain.root, daysLeft(14))).toMatchObject({ state: 'up' });
  });

  it('counts the end of the authority that is trusted', async () => {
    const root = issueCertificate({ subject: chain.root, validUntil: 5.5 });
    const result = await probeServed([chain.server, chain.intermediate], root, daysLeft(14));
    expect(result.message).toMatch(/that of its authority "Test Root" is for 5 days/);
  });

  it('says why a certificate does not hold, before how long', async () => {
    const result = await probeServed([chain.server], chain.root, daysLeft(400));
    expect(result).toMatchObject({ code: 'tls' });
  });
});

describe('probeTls() of a server that does not shake hands', () => {
  it('is down when the connection is refused', async () => {
    expect(await probe(await findClosedPort())).toMatchObject({
      code: 'connect',
      message: 'the connection was refused',
    });
  });

  it.each([
    ['closes at once', 'the connection was closed during the TLS handshake', ''],
    ['speaks another protocol', 'the server does not speak TLS on this port', 'SSH-2.0-x\r\n'],
  ])('is down when it %s', async (_, message, said) => {
    const { port } = await startTcpServer((socket) => socket.end(said));
    expect(await probe(port)).toMatchObject({ state: 'down', code: 'tls', errorClass: 'tls', message });
  });

  it('is down when it resets the connection in the middle', async () => {
    const { port } = await startTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await probe(port)).toMatchObject({
      code: 'tls',
      message: 'the connection was closed during the TLS handshake',
    });
  });

  it('is down when it sends garbage without end', async () => {
    const server = await startTcpServer((socket) => writeForever(socket, new Uint8Array(65_536)));
    expect(await probe(server.port)).toMatchObject({ state: 'down', code: 'tls' });
  });

  it('times out when it says nothing', async () => {
    const { port } = await startTcpServer(() => undefined);
    expect(await probe(port, { timeout: '100ms' })).toEqual({
      state: 'down',
      code: 'timeout',
      errorClass: 'timeout',
      message: 'no complete TLS handshake within 100 ms',
      phases: { dns: expect.any(Number), connect: expect.any(Number) },
    });
  });

  it('gives up with the run', async () => {
    const { port } = await startTcpServer(() => undefined);
    const controller = new AbortController();
    const result = probeTls(tlsCheck(port), { signal: controller.signal, redact: (text) => text });
    controller.abort(new Error('the run is over'));
    await expect(result).rejects.toThrow('the run is over');
  });
});
