import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { Answer } from 'dns-packet';
import { describe, expect, it } from 'vitest';

import { probeDns } from '../../../src/checks/dns/probe.ts';
import type { ProbeResult } from '../../../src/checks/probe.ts';
import { dnsCheck } from '../../support/checks.ts';
import {
  RCODES,
  response,
  type Respond,
  startLongZone,
  startNameServer,
  startZone,
} from '../../support/name-server.ts';

const name = 'example.org';

function probe(port: number, written: object = {}): Promise<ProbeResult> {
  return probeDns(dnsCheck(port, written), { signal: new AbortController().signal, redact: (text) => text });
}

function addresses(...data: string[]): Answer[] {
  return data.map((address) => ({ type: 'A', name, data: address }));
}

function texts(...data: string[]): Answer[] {
  return data.map((text) => ({ type: 'TXT', name, data: [text] }));
}

/** One or more records of each type, and how they are written in a check. */
const RECORDS: readonly (readonly [string, Answer[], string[]])[] = [
  ['A', addresses('192.0.2.1', '192.0.2.2'), ['192.0.2.2', '192.0.2.1']],
  ['AAAA', [{ type: 'AAAA', name, data: '2001:db8::1' }], ['2001:0DB8:0:0::1']],
  ['AAAA', [{ type: 'AAAA', name, data: '::ffff:192.0.2.1' }], ['::ffff:c000:201']],
  [
    'CAA',
    [{ type: 'CAA', name, data: { flags: 0, tag: 'issue', value: 'ca.example.net' } }],
    ['0 Issue ca.example.net'],
  ],
  ['CAA', [{ type: 'CAA', name, data: { flags: 128, tag: 'issue', value: ';' } }], ['128 issue ";"']],
  ['CNAME', [{ type: 'CNAME', name, data: 'Target.Example.NET' }], ['target.example.net.']],
  ['CNAME', [{ type: 'CNAME', name, data: 'xn--bcher-kva.example' }], ['Bücher.example']],
  [
    'MX',
    [
      { type: 'MX', name, data: { preference: 20, exchange: 'mx2.example.org' } },
      { type: 'MX', name, data: { preference: 10, exchange: 'mx1.example.org' } },
    ],
    ['10 mx1.example.org', '20   MX2.example.org.'],
  ],
  ['MX', [{ type: 'MX', name, data: { preference: 0, exchange: '.' } }], ['0 .']],
  ['NS', [{ type: 'NS', name, data: 'ns1.example.org' }], ['NS1.example.org']],
  ['PTR', [{ type: 'PTR', name, data: 'host.example.org' }], ['host.example.org']],
  [
    'SRV',
    [{ type: 'SRV', name, data: { priority: 10, weight: 5, port: 5060, target: 'sip.example.org' } }],
    ['10 5 5060 sip.example.org'],
  ],
  ['TXT', texts('v=spf1 -all'), ['v=spf1 -all']],
  ['TXT', [{ type: 'TXT', name, data: ['a'.repeat(255), 'b'] }], [`${'a'.repeat(255)}b`]],
  ['TXT', [{ type: 'TXT', name, data: ['v=spf1 ', '-all'] }], ['"v=spf1 " "-all"']],
  ['TXT', [{ type: 'TXT', name, data: [Buffer.from('grüße')] }], ['grüße']],
  ['TXT', texts('v=spf1 -all', 'of another owner'), ['v=spf1 -all']],
];
const SOA: Answer = {
  type: 'SOA',
  name,
  data: {
    mname: 'ns1.example.org',
    rname: 'Hostmaster.example.org',
    serial: 4_294_967_295,
    refresh: 7_200,
    retry: 3_600,
    expire: 1_209_600,
    minimum: 300,
  },
};

describe('probeDns() of a name server that answers', () => {
  it('is up without a code when there is any record of the type', async () => {
    const { port, questions } = await startZone(addresses('192.0.2.1'));
    expect(await probe(port)).toEqual({
      state: 'up',
      ms: expect.any(Number),
      phases: { dns: expect.any(Number), firstByte: expect.any(Number), total: expect.any(Number) },
    });
    expect(questions).toMatchObject([{ type: 'A', name: 'example.org' }]);
  });

  it.each(RECORDS)('compares %s as DNS does, %j with %j', async (record, answers, records) => {
    const { port } = await startZone(answers);
    expect(await probe(port, { record, expect: { records } })).toMatchObject({ state: 'up' });
  });

  it.each([
    'ns1.example.org. hostmaster.EXAMPLE.org',
    'ns1.example.org hostmaster.example.org 4294967295 7200 3600 1209600 300',
  ])('compares SOA with %s', async (soa) => {
    const { port } = await startZone([SOA]);
    expect(await probe(port, { record: 'SOA', expect: { records: [soa] } })).toMatchObject({ state: 'up' });
  });

  it('follows an alias', async () => {
    const { port } = await startNameServer((query) =>
      response(query, [
        { type: 'CNAME', name, data: 'b.example' },
        { type: 'A', name: 'b.example', data: '192.0.2.1' },
      ]),
    );
    expect(await probe(port, { expect: { records: ['192.0.2.1'] } })).toMatchObject({ state: 'up' });
  });

  it('asks by TCP for an answer that is too long', async () => {
    const all = Array.from({ length: 2_000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    const { port } = await startLongZone(addresses(...all));
    expect(await probe(port, { expect: { records: all } })).toMatchObject({ state: 'up' });
    expect(await probe(port, { expect: { records: ['192.0.2.1'] } })).toMatchObject({
      code: 'assertion',
      message: 'expected the A record "192.0.2.1", got "10.0.0.0", "10.0.0.1", "10.0.0.2" and 1997 others',
    });
  });

  it.each([
    ['192.0.2.1', '1.2.0.192.in-addr.arpa'],
    ['[2001:db8::1]', `1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`],
    ['1.2.0.192.in-addr.arpa', '1.2.0.192.in-addr.arpa'],
  ])('asks for the name of the address %s', async (host, asked) => {
    const { port, questions } = await startZone([{ type: 'PTR', name: asked, data: 'host.example.org' }]);
    expect(await probe(port, { record: 'PTR', host })).toMatchObject({ state: 'up' });
    expect(questions).toMatchObject([{ type: 'PTR', name: asked }]);
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((found) => found?.some(({ address }) => address === '::1'));
  it.each(['localhost', ...(hasIpv6 ? ['[::1]'] : [])])('asks the resolver %s', async (host) => {
    const family = host === '[::1]' ? 'udp6' : 'udp4';
    const { port } = await startNameServer((query) => response(query, addresses('192.0.2.1')), { family });
    expect(await probe(0, { resolver: `${host}:${port}` })).toMatchObject({ state: 'up' });
  });

  it('is down when the answer takes as long as expect.under, and degraded above degradedAbove', async () => {
    const { port } = await startZone(addresses('192.0.2.1'));
    const slow = await probe(port, { expect: { under: 0 } });
    expect(slow).toMatchObject({ state: 'down', code: 'assertion' });
    expect(slow.message).toMatch(/^expected an answer in under 0 ms, it took \d+ ms$/);
    expect(await probe(port, { degradedAbove: 0 })).toMatchObject({ state: 'degraded' });
  });
});

describe('probeDns() of an answer that is not as expected', () => {
  it.each<[string, Answer[], object, string]>([
    [
      'another value',
      addresses('203.0.113.9'),
      { records: ['192.0.2.1'] },
      'expected the A record "192.0.2.1", got "203.0.113.9"',
    ],
    [
      'one too few',
      addresses('192.0.2.1'),
      { records: ['192.0.2.1', '192.0.2.2'] },
      'expected the A records "192.0.2.2" and "192.0.2.1", got "192.0.2.1"',
    ],
    [
      'one too many',
      addresses('192.0.2.1', '203.0.113.9'),
      { records: ['192.0.2.1'] },
      'expected the A record "192.0.2.1", got "203.0.113.9" and "192.0.2.1"',
    ],
    ['a record that must not be', addresses('192.0.2.1'), { records: [] }, 'expected no A record, got "192.0.2.1"'],
  ])('is down for %s', async (...[, answers, expectation, message]) => {
    const { port } = await startZone(answers);
    expect(await probe(port, { expect: expectation })).toEqual({
      state: 'down',
      code: 'assertion',
      errorClass: 'assertion',
      message,
      ms: expect.any(Number),
      phases: { dns: expect.any(Number), firstByte: expect.any(Number), total: expect.any(Number) },
    });
  });

  it.each([
    [['V=spf1 -all'], 'expected the TXT record "V=spf1 -all", got "v=spf1 -all"'],
    [[], 'expected no TXT record, got "v=spf1 -all"'],
  ])('compares the case of texts: %j', async (records, message) => {
    const { port } = await startZone(texts('v=spf1 -all'));
    expect(await probe(port, { record: 'TXT', expect: { records } })).toMatchObject({ message });
  });

  it('shows what is invisible in a text, and no more of it than fits', async () => {
    const { port } = await startZone(texts('\u202e\u001b[31m', 'x'.repeat(200)));
    expect(await probe(port, { record: 'TXT', expect: { records: ['y'] } })).toMatchObject({
      message: `expected the TXT record "y", got "\\u{202E}\\u{1B}[31m" and "${'x'.repeat(80)}…"`,
    });
  });

  it('shows a value that was expected as it was written, so that a secret is known by its form', async () => {
    const { port } = await startZone([
      { type: 'AAAA', name, data: '2001:db8::1' },
      { type: 'AAAA', name, data: '2001:db8::2' },
    ]);
    const redact = (text: string): string => text.replaceAll('2001:0DB8:0::1', '${CANDOR_ADDRESS}');
    const check = dnsCheck(port, { record: 'AAAA', expect: { records: ['2001:0DB8:0::1'] } });
    expect(await probeDns(check, { signal: new AbortController().signal, redact })).toMatchObject({
      message: 'expected the AAAA record "${CANDOR_ADDRESS}", got "2001:db8::2" and "${CANDOR_ADDRESS}"',
    });
  });

  it('keeps a secret out of what came', async () => {
    const { port } = await startZone(texts('token=hunter2'));
    const redact = (text: string): string => text.replaceAll('hunter2', '${CANDOR_WORD}');
    const check = dnsCheck(port, { record: 'TXT', expect: { records: ['y'] } });
    expect(await probeDns(check, { signal: new AbortController().signal, redact })).toMatchObject({
      message: 'expected the TXT record "y", got "token=${CANDOR_WORD}"',
    });
  });
});

const AN_A = 'expected an A record, ';
const fails =
  (rcode: number): Respond =>
  (query) =>
    response(query, [], rcode);
/** An answer that would be right, changed on its way. */
const changed =
  (change: (packet: Buffer) => Uint8Array): Respond =>
  (query) =>
    change(response(query, addresses('192.0.2.1')));

describe('probeDns() of a name server without an answer', () => {
  it.each<[string, Respond, string, string]>([
    ['knows no such name', fails(RCODES.NXDOMAIN), 'dns', 'the name does not exist'],
    ['knows no such record', fails(0), 'dns', 'the name has none'],
    ['fails', fails(RCODES.SERVFAIL), 'dns', 'the name server could not find it out (SERVFAIL)'],
    ['refuses', fails(RCODES.REFUSED), 'dns', 'the name server refused to answer (REFUSED)'],
    [
      'does not understand',
      fails(RCODES.FORMERR),
      'protocol',
      'the name server did not understand the question, or nobody does its answer (FORMERR)',
    ],
    ['does not do this', fails(RCODES.NOTIMP), 'dns', 'the name server does not answer such questions (NOTIMP)'],
    [
      'sends garbage',
      () => Buffer.from('garbage that is no packet'),
      'protocol',
      'the answer of the name server cannot be read',
    ],
    [
      'sends half an answer',
      changed((packet) => packet.subarray(0, -3)),
      'protocol',
      'the answer of the name server cannot be read',
    ],
    [
      'sends five bytes',
      changed((packet) => packet.subarray(0, 5)),
      'protocol',
      'the answer of the name server cannot be read',
    ],
  ])('is down when it %s', async (...[, respond, errorClass, message]) => {
    const { port } = await startNameServer(respond);
    expect(await probe(port)).toMatchObject({ state: 'down', code: errorClass, errorClass, message: AN_A + message });
  });

  const OTHER_ID = changed((packet) => Buffer.concat([Buffer.from([(packet[0] ?? 0) ^ 255]), packet.subarray(1)]));
  const OTHER_QUESTION: Respond = (query) =>
    response({ ...query, questions: [{ type: 'A', name: 'other.example' }] }, addresses('192.0.2.1'));
  const OTHER_SERVER: Respond = (query, _, from) => {
    const other = createSocket('udp4');
    other.send(response(query, addresses('192.0.2.1')), from.port, from.address, () => other.close());
    return undefined;
  };
  it.each<[string, Respond]>([
    ['nothing comes', (): undefined => undefined],
    ['the answer is to another query', OTHER_ID],
    ['the answer is to another question', OTHER_QUESTION],
    ['the answer comes from another server', OTHER_SERVER],
  ])('times out when %s', async (_, respond) => {
    const { port } = await startNameServer(respond);
    expect(await probe(port, { timeout: '300ms' })).toEqual({
      state: 'down',
      code: 'timeout',
      errorClass: 'timeout',
      message: 'expected an A record, no answer of the name server within 300 ms',
      phases: {},
    });
  });

  it.each([
    ['knows that there is none', RCODES.NXDOMAIN, true],
    ['does not know', RCODES.SERVFAIL, false],
  ])('takes it for an answer that proves the network when it %s', async (...[, rcode, proves]) => {
    const { port } = await startNameServer(fails(rcode));
    const { phases } = await probe(port);
    expect(phases?.firstByte !== undefined).toBe(proves);
  });

  it('asks again when a packet was lost', async () => {
    let asked = 0;
    const { port } = await startNameServer((query) =>
      (asked += 1) === 1 ? undefined : response(query, addresses('192.0.2.1')),
    );
    expect(await probe(port, { timeout: '1s' })).toMatchObject({ state: 'up' });
  });

  it('is down when nothing listens there', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const { port } = socket.address();
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    expect(await probe(port)).toMatchObject({ code: 'connect', message: `${AN_A}the name server cannot be reached` });
  });

  it('is down when the name of the resolver cannot be resolved', async () => {
    const result = await probe(0, { resolver: `${'x'.repeat(64)}.example`, expect: { records: ['192.0.2.1'] } });
    expect(result).toMatchObject({
      code: 'dns',
      message: 'expected the A record "192.0.2.1", the name of the resolver could not be resolved',
    });
  });

  it.each([
    ['the name does not exist', RCODES.NXDOMAIN],
    ['the name has no such record', 0],
  ])('is up when no record is expected and %s', async (_, rcode) => {
    const { port } = await startNameServer(fails(rcode));
    expect(await probe(port, { expect: { records: [] } })).toMatchObject({ state: 'up', ms: expect.any(Number) });
  });

  it('is down when no record is expected and nobody knows', async () => {
    const { port } = await startNameServer(fails(RCODES.SERVFAIL));
    expect(await probe(port, { expect: { records: [] } })).toMatchObject({
      code: 'dns',
      message: 'expected no A record, the name server could not find it out (SERVFAIL)',
    });
  });

  it('is down for an alias of a name without such a record', async () => {
    const { port } = await startNameServer((query) => response(query, [{ type: 'CNAME', name, data: 'b.example' }]));
    expect(await probe(port, { record: 'MX' })).toMatchObject({
      code: 'dns',
      message: 'expected an MX record, the name has none',
    });
  });

  it('gives up with the run', async () => {
    const { port } = await startNameServer(() => undefined);
    const controller = new AbortController();
    const result = probeDns(dnsCheck(port), { signal: controller.signal, redact: (text) => text });
    controller.abort(new Error('the run is over'));
    await expect(result).rejects.toThrow('the run is over');
  });
});

describe('probeDns() of a check that cannot be asked', () => {
  it.each([
    [{ host: '192.0.2.1' }, 'the host is no name that an A record can be asked for'],
    [{ host: 'a..example' }, 'the host is no name that an A record can be asked for'],
    [{ host: `${'a'.repeat(64)}.example`, record: 'TXT' }, 'the host is no name that a TXT record can be asked for'],
    [
      { record: 'MX', expect: { records: ['mail.example.org'] } },
      'cannot read "mail.example.org" as an MX record: expected a preference and the name of a mail server',
    ],
  ])('is unknown: %j', async (written, message) => {
    expect(await probe(53, written)).toEqual({ state: 'unknown', message });
  });

  it('is unknown when a variable makes no resolver', async () => {
    const check = { ...dnsCheck(53), resolver: 'https://dns.example/dns-query' };
    expect(await probeDns(check, { signal: new AbortController().signal, redact: (text) => text })).toEqual({
      state: 'unknown',
      message: 'the resolver is no host name or address once its variables are filled in',
    });
  });
});
