import type { DnsCheck } from '../../schema/check.ts';
import { parseResolver, type ResolverAddress } from '../../schema/resolver.ts';
import type { Redact } from '../redaction.ts';
import { quoteForeign } from '../visible-text.ts';
import { readName, reverseName } from './name.ts';
import { nameType, readRecordValue, type RecordType } from './record-value.ts';

/** What is asked, ready to ask, and what has to be the answer. */
export interface DnsQuestion {
  name: string;
  record: RecordType;
  /** Undefined for the name servers of this machine. */
  resolver: ResolverAddress | undefined;
  /** Undefined where any value will do. */
  expected: readonly ExpectedValue[] | undefined;
}

export interface ExpectedValue {
  /** As it is compared. */
  value: string;
  /** As it is shown, so that a secret in it is known by its form. */
  written: string;
}

/** Why a check cannot be asked as it is written; one sentence. */
export interface UnaskableQuestion {
  problem: string;
}

/** The name that is asked for: for the record PTR an address stands for the name that belongs to it. */
export function askedName(host: string, record: RecordType): string | undefined {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return (record === 'PTR' ? reverseName(bare) : undefined) ?? readName(bare);
}

/** Says what a check asks and expects. Its variables are filled in already. */
export function describeQuestion(check: DnsCheck, redact: Redact): DnsQuestion | UnaskableQuestion {
  const { record, expect } = check;
  const name = askedName(check.host, record);
  if (name === undefined) return { problem: `the host is no name that ${nameType(record)} can be asked for` };
  const resolver = check.resolver === undefined ? undefined : parseResolver(check.resolver);
  if (check.resolver !== undefined && resolver === undefined) {
    return { problem: 'the resolver is no host name or address once its variables are filled in' };
  }
  const expected: ExpectedValue[] = [];
  for (const text of expect.records ?? []) {
    const read = readRecordValue(text, record);
    if (!('value' in read)) {
      return { problem: `cannot read ${quoteForeign(text, redact)} as ${nameType(record)}: expected ${read.expected}` };
    }
    expected.push({ value: read.value, written: text });
  }
  return { name, record, resolver, expected: expect.records === undefined ? undefined : expected };
}
