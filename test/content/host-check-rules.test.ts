import { describe, expect, test } from 'vitest';

import { askedName } from '../../src/checks/dns/question.ts';
import { readRecordValue } from '../../src/checks/dns/record-value.ts';
import { parseConfigFile } from '../../src/content/config-file.ts';
import { findHostCheckProblems } from '../../src/content/host-check-rules.ts';
import { formatProblem } from '../../src/schema/problems.ts';

/** What a person is told of a check, without the place that is the same for all. */
function tell(check: string): string[] {
  const text = `page: { name: E, url: https://status.example.org }\ncomponents: [{ id: a, name: A, checks: [{ id: c, ${check} }] }]\n`;
  const config = parseConfigFile(text);
  const found = [...config.problems, ...findHostCheckProblems(config, { askedName, readRecordValue })];
  return found.map((problem) => formatProblem(problem).replace(/^status\.yml:2:\d+: error: /, ''));
}

const at = (place: string): string => `"components[0].checks[0].${place}"`;
const RESOLVER =
  'expected a host name or an IP address, with a colon and a port where that is not 53, an IPv6 address in brackets, for example resolver: 192.0.2.53';
const SERVER_NAME = 'expected a host name, without scheme, port or wildcard, for example serverName: mail.example.org';

describe('a check of type dns', () => {
  test.each([
    'type: dns, host: example.org',
    'type: dns, host: example.org., record: AAAA, resolver: 192.0.2.53',
    'type: dns, host: _dmarc.example.org, record: TXT, resolver: "192.0.2.53:5353", expect: { records: ["v=DMARC1; p=none"] }',
    'type: dns, host: bücher.example, resolver: "[2001:db8::53]", expect: { records: [] }',
    'type: dns, host: 192.0.2.1, record: PTR, resolver: "ns1.example.org:53", expect: { records: [host.example.org] }',
    'type: dns, host: "2001:db8::1", record: PTR',
    'type: dns, host: "${CANDOR_HOST}", resolver: "${CANDOR_DNS}", expect: { records: ["${CANDOR_ADDRESS}"] }',
  ])('is fine as %s', (check) => {
    expect(tell(check)).toEqual([]);
  });

  test.each([
    [
      'host: 192.0.2.1',
      'Cannot ask for the record A of an address: expected a name, each part of it at most 63 characters and all of it 253, for example host: www.example.org, got "192.0.2.1". Write "record: PTR" to ask for the name of an address.',
    ],
    [
      'host: example..org',
      'Cannot ask for the record A of what is no name: expected a name, each part of it at most 63 characters and all of it 253, for example host: www.example.org, got "example..org"',
    ],
    [
      'host: example.org, record: mx',
      `Cannot read ${at('record')}: expected one of A, AAAA, CAA, CNAME, MX, NS, PTR, SOA, SRV, TXT, for example record: A, got "mx". Did you mean "MX"?`,
    ],
    [
      'host: example.org, expect: { records: 192.0.2.1 }',
      `Cannot read ${at('expect.records')}: expected a list, for example records: [192.0.2.1], got "192.0.2.1"`,
    ],
    [
      'host: example.org, record: TXT, expect: { records: [42] }',
      `Cannot read ${at('expect.records[0]')}: expected a text, for example records: [192.0.2.1], got 42. Put it in quotes: "42".`,
    ],
  ])('is told what is wrong: %s', (check, letter) => {
    expect(tell(`type: dns, ${check}`)).toEqual([letter]);
  });

  test.each([
    ['https://dns.example/dns-query'],
    ['udp://192.0.2.53'],
    ['192.0.2.53:'],
    ['192.0.2.53:0'],
    ['192.0.2.53:65536'],
    ['192.0.2.53#53'],
    ['192.0.2'],
    ['256.0.2.53'],
    ['2001:db8::53'],
    ['[2001:db8::53'],
    ['[192.0.2.53]:53'],
    ['user@192.0.2.53'],
    ['192.0.2.53 192.0.2.54'],
    [''],
  ])('is told what a resolver is: %s', (resolver) => {
    const letter = `Cannot read ${at('resolver')}: ${RESOLVER}, got ${JSON.stringify(resolver)}`;
    expect(tell(`type: dns, host: example.org, resolver: ${JSON.stringify(resolver)}`)).toEqual([letter]);
  });

  test.each([
    ['A', '2001:db8::1', 'an IPv4 address, for example records: [192.0.2.1]'],
    ['A', '192.0.2.256', 'an IPv4 address, for example records: [192.0.2.1]'],
    ['AAAA', '192.0.2.1', 'an IPv6 address, for example records: [2001:db8::1]'],
    ['AAAA', 'fe80::1%eth0', 'an IPv6 address, for example records: [2001:db8::1]'],
    ['CAA', 'letsencrypt.org', 'flags, a tag and its value, for example records: [0 issue "ca.example.net"]'],
    ['CAA', '256 issue x', 'flags, a tag and its value, for example records: [0 issue "ca.example.net"]'],
    ['CNAME', 'https://example.org', 'a name, for example records: [www.example.org]'],
    [
      'MX',
      'mail.example.org',
      'a preference and the name of a mail server, for example records: [10 mail.example.org]',
    ],
    [
      'MX',
      '65536 mail.example.org',
      'a preference and the name of a mail server, for example records: [10 mail.example.org]',
    ],
    [
      'MX',
      'mail.example.org 10',
      'a preference and the name of a mail server, for example records: [10 mail.example.org]',
    ],
    ['NS', '192.0.2.1', 'a name, for example records: [ns1.example.org]'],
    ['PTR', '', 'a name, for example records: [www.example.org]'],
    [
      'SOA',
      'ns1.example.org hostmaster@example.org',
      'the names of name server and mailbox, alone or with all five numbers, for example records: [ns1.example.org hostmaster.example.org]',
    ],
    [
      'SOA',
      'ns1.example.org hostmaster.example.org 1 2 3 4',
      'the names of name server and mailbox, alone or with all five numbers, for example records: [ns1.example.org hostmaster.example.org]',
    ],
    [
      'SRV',
      '10 5 sip.example.org:5060',
      'priority, weight, port and the name of a server, for example records: [10 5 5060 sip.example.org]',
    ],
  ])('is told how a record %s is not written: %s', (record, value, expected) => {
    const letter = `Cannot read ${at('expect.records[0]')} as a record ${record}: expected ${expected}, got ${JSON.stringify(value)}`;
    const written = JSON.stringify(value);
    expect(tell(`type: dns, host: example.org, record: ${record}, expect: { records: [${written}] }`)).toEqual([
      letter,
    ]);
  });

  test('is told of a value of any length in a line', () => {
    const [letter = ''] = tell(`type: dns, host: example.org, expect: { records: [${'x'.repeat(100_000)}] }`);
    expect(letter.length).toBeLessThan(500);
  });
});

describe('a check of type tls', () => {
  test.each([
    'type: tls, host: example.org',
    'type: tls, host: 192.0.2.1, port: 8443, serverName: example.org, expect: { daysLeft: 14, under: 2s }',
    'type: tls, host: mail.example.org, port: 587, starttls: smtp',
    'type: tls, host: mail.example.org, serverName: "${CANDOR_NAME}"',
  ])('is fine as %s', (check) => {
    expect(tell(check)).toEqual([]);
  });

  test.each([
    [
      'host: example.org, starttls: smtp',
      'Cannot find a mail server on port 443: expected the port on which it speaks SMTP, 25 or 587, for example port: 587, got port 443, which is used where none is given',
    ],
    [
      'host: example.org, starttls: true',
      `Cannot read ${at('starttls')}: expected smtp, for example starttls: smtp, got true`,
    ],
    [
      'host: "example.org:443"',
      `Cannot read ${at('host')}: expected a host name or an IP address, without scheme, port or path, for example host: mail.example.org, got "example.org:443"`,
    ],
    [
      'host: example.org, expect: { daysLeft: 14d }',
      `Cannot read ${at('expect.daysLeft')}: expected a whole number of days, for example daysLeft: 14, got "14d"`,
    ],
    [
      'host: example.org, expect: { daysLeft: -1 }',
      `Cannot read ${at('expect.daysLeft')}: expected at least 0, for example daysLeft: 14, got -1`,
    ],
    [
      'host: example.org, serverName: "*.example.org"',
      `Cannot read ${at('serverName')}: ${SERVER_NAME}, got "*.example.org"`,
    ],
    ['host: example.org, serverName: 192.0.2.1', `Cannot read ${at('serverName')}: ${SERVER_NAME}, got "192.0.2.1"`],
    [
      'host: example.org, serverName: "https://e.org"',
      `Cannot read ${at('serverName')}: ${SERVER_NAME}, got "https://e.org"`,
    ],
  ])('is told what is wrong: %s', (check, letter) => {
    expect(tell(`type: tls, ${check}`)).toEqual([letter]);
  });
});
