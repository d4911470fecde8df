/** The values of records as people write them, and as they are compared. */
import { isIPv4, isIPv6 } from 'node:net';

import type { DnsCheck } from '../../schema/check.ts';
import { readName, shortenIpv6 } from './name.ts';

export type RecordType = DnsCheck['record'];

/** That a text is no value of a record: what one has to look like, and one that does. */
export interface RecordProblem {
  expected: string;
  example: string;
}

interface Form {
  expected: string;
  example: string;
  /** The value as it is compared; undefined for a text that is none. */
  read(text: string): string | undefined;
}

/** Numbers of at most these sizes, then names, with spaces between them. */
function readParts(text: string, limits: readonly number[], names: number): string | undefined {
  const parts = text.split(/\s+/);
  if (parts.length !== limits.length + names) return undefined;
  const numbers = parts.slice(0, limits.length);
  if (!numbers.every((part, index) => /^\d{1,10}$/.test(part) && Number(part) <= (limits[index] ?? 0)))
    return undefined;
  const read = parts.slice(limits.length).map(readName);
  return read.includes(undefined) ? undefined : [...numbers.map(Number), ...read].join(' ');
}

const BYTE = 0xff;
const SHORT = 0xffff;
const LONG = 0xffff_ffff;

/** Two names, alone or with the five numbers that follow them. */
function readSoa(text: string): string | undefined {
  const parts = text.split(/\s+/);
  if (parts.length === 2) return readParts(text, [], 2);
  const names = readParts(parts.slice(0, 2).join(' '), [], 2);
  const numbers = readParts(parts.slice(2).join(' '), [LONG, LONG, LONG, LONG, LONG], 0);
  return names === undefined || numbers === undefined ? undefined : `${names} ${numbers}`;
}

function readCaa(text: string): string | undefined {
  const [, flags, tag, quoted, bare] = /^(\d{1,3})\s+([a-z0-9]+)\s+(?:"([^"]*)"|([^\s"]+))$/i.exec(text) ?? [];
  if (tag === undefined || Number(flags) > BYTE) return undefined;
  return formatCaa({ flags: Number(flags), tag, value: quoted ?? bare ?? '' });
}

/** A CAA record as it is compared. */
export function formatCaa(record: { flags: number; tag: string; value: string }): string {
  return `${record.flags} ${record.tag.toLowerCase()} "${record.value}"`;
}

/** Texts in quotation marks as zone files have them, `"a" "b"`, are one text; any other stands for itself. */
function readTxt(text: string): string {
  if (!/^"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*$/s.test(text)) return text;
  const pieces = text.match(/"(?:[^"\\]|\\.)*"/gs) ?? [];
  return pieces.map((piece) => piece.slice(1, -1).replace(/\\(.)/gs, '$1')).join('');
}

const NAME: Form = { expected: 'a name', example: 'www.example.org', read: readName };

const FORMS: Readonly<Record<RecordType, Form>> = {
  A: {
    expected: 'an IPv4 address',
    example: '192.0.2.1',
    read: (text) => (isIPv4(text) ? text : undefined),
  },
  AAAA: {
    expected: 'an IPv6 address',
    example: '2001:db8::1',
    read: (text) => (isIPv6(text) && !text.includes('%') ? shortenIpv6(text) : undefined),
  },
  CAA: {
    expected: 'flags, a tag and its value',
    example: '0 issue "ca.example.net"',
    read: readCaa,
  },
  CNAME: NAME,
  MX: {
    expected: 'a preference and the name of a mail server',
    example: '10 mail.example.org',
    read: (text) => readParts(text, [SHORT], 1),
  },
  NS: { ...NAME, example: 'ns1.example.org' },
  PTR: NAME,
  SOA: {
    expected: 'the names of name server and mailbox, alone or with all five numbers',
    example: 'ns1.example.org hostmaster.example.org',
    read: readSoa,
  },
  SRV: {
    expected: 'priority, weight, port and the name of a server',
    example: '10 5 5060 sip.example.org',
    read: (text) => readParts(text, [SHORT, SHORT, SHORT], 1),
  },
  TXT: { expected: 'a text', example: 'v=spf1 -all', read: readTxt },
};

/** `an MX record`, `a TXT record`. */
export function nameType(record: RecordType): string {
  return `${/^[AMNS]/.test(record) ? 'an' : 'a'} ${record} record`;
}

/** Reads what a person expects of a record: as DNS compares it, or why it is no value of such a record. */
export function readRecordValue(text: string, record: RecordType): { value: string } | RecordProblem {
  const { expected, example, read } = FORMS[record];
  const value = read(record === 'TXT' ? text : text.trim());
  return value === undefined ? { expected, example } : { value };
}

/** Whether a value of an answer is one that was expected; both as they are compared. */
export function isSameValue(came: string, expected: string, record: RecordType): boolean {
  return came === expected || (record === 'SOA' && came.startsWith(`${expected} `));
}
