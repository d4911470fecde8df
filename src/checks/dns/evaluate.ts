import { hasCode } from '../../errors.ts';
import type { ErrorClass } from '../../schema/check.ts';
import { AttemptTimeout } from '../attempt.ts';
import type { Failure, Stage } from '../error-class.ts';
import type { Redact } from '../redaction.ts';
import { quoteForeign, showDuration } from '../visible-text.ts';
import type { DnsQuestion, ExpectedValue } from './question.ts';
import { isSameValue, nameType } from './record-value.ts';

/** Why a name server that answered had no record to give. */
export type Absence = 'no such name' | 'no such record';

/** The name of a resolver has no address. */
export class ResolverUnknown extends Error {
  override readonly name = 'ResolverUnknown';
}

export interface DnsAnswer {
  /** As they are compared, in the order in which they came; none with an absence. */
  values: readonly string[];
  absence?: Absence | undefined;
}

/** More values than a sentence needs. */
const SHOWN_VALUES = 4;

const ABSENT: Readonly<Record<Absence, string>> = {
  'no such name': 'the name does not exist',
  'no such record': 'the name has none',
};

/** What no answer that can be used means, by the codes of Node. */
const FAULTS: ReadonlyMap<string, readonly [ErrorClass, string]> = new Map([
  ['ESERVFAIL', ['dns', 'the name server could not find it out (SERVFAIL)']],
  ['EREFUSED', ['dns', 'the name server refused to answer (REFUSED)']],
  // Node says the same of some answers that cannot be read.
  ['EFORMERR', ['protocol', 'the name server did not understand the question, or nobody does its answer (FORMERR)']],
  ['ENOTIMP', ['dns', 'the name server does not answer such questions (NOTIMP)']],
  ['EBADRESP', ['protocol', 'the answer of the name server cannot be read']],
  ['ECONNREFUSED', ['connect', 'the name server cannot be reached']],
  ['ETIMEOUT', ['timeout', 'no answer of the name server in time']],
]);

/** `"a"`, `"a" and "b"`, `"a", "b" and 12 others`. */
function listValues(values: readonly string[], redact: Redact): string {
  const shown = values.length > SHOWN_VALUES ? values.slice(0, SHOWN_VALUES - 1) : values;
  const quoted = shown.map((value) => quoteForeign(value, redact));
  const parts = shown.length < values.length ? [...quoted, `${values.length - shown.length} others`] : quoted;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

function differingFirst<T>(values: readonly T[], isKnown: (value: T) => boolean): T[] {
  return [...values.filter((value) => !isKnown(value)), ...values.filter(isKnown)];
}

/** `expected the MX record "10 mail.example.org"`. */
function tellExpected({ record, expected }: DnsQuestion, redact: Redact): string {
  if (expected === undefined) return `expected ${nameType(record)}`;
  if (expected.length === 0) return `expected no ${record} record`;
  const written = expected.map((each) => each.written);
  return `expected the ${record} record${expected.length > 1 ? 's' : ''} ${listValues(written, redact)}`;
}

/**
 * What is wrong with an answer; undefined when it is as expected. The expected values are the whole answer, in any
 * order; texts of many owners stand under one name, so that of TXT other ones may be there too.
 */
export function findAnswerFailure(question: DnsQuestion, answer: DnsAnswer, redact: Redact): Failure | undefined {
  const { record, expected } = question;
  if (answer.absence !== undefined) {
    if (expected?.length === 0) return undefined;
    return { errorClass: 'dns', message: `${tellExpected(question, redact)}, ${ABSENT[answer.absence]}` };
  }
  if (expected === undefined) return undefined;
  const came = [...new Set(answer.values)];
  const wantedAs = (value: string): ExpectedValue | undefined =>
    expected.find((each) => isSameValue(value, each.value, record));
  const isWanted = (value: string): boolean => wantedAs(value) !== undefined;
  const hasCome = ({ value }: ExpectedValue): boolean => came.some((each) => isSameValue(each, value, record));
  const isWhole = record === 'TXT' && expected.length > 0;
  if (expected.every(hasCome) && (isWhole || came.every(isWanted))) return undefined;
  const wanted = tellExpected({ ...question, expected: differingFirst(expected, hasCome) }, redact);
  const shown = differingFirst(came, isWanted).map((value) => wantedAs(value)?.written ?? value);
  const got = listValues(shown, redact);
  return { errorClass: 'assertion', message: `${wanted}, got ${got}` };
}

/** Where an attempt was when an error ended it. */
export interface AttemptEnd {
  stage: Stage;
  timeoutMs: number;
  redact: Redact;
}

function findFault(error: unknown, { stage, timeoutMs }: AttemptEnd): readonly [ErrorClass, string] | undefined {
  const isEarly = stage === 'dns';
  if (error instanceof AttemptTimeout) {
    const late = isEarly ? 'the name of the resolver was not resolved' : 'no answer of the name server';
    return ['timeout', `${late} within ${showDuration(timeoutMs)}`];
  }
  if (error instanceof ResolverUnknown) return ['dns', 'the name of the resolver could not be resolved'];
  return hasCode(error, ...FAULTS.keys()) ? FAULTS.get(error.code ?? '') : undefined;
}

/** What it says of the name server that no answer came; undefined for an error that no name server makes. */
export function describeFault(question: DnsQuestion, error: unknown, end: AttemptEnd): Failure | undefined {
  const fault = findFault(error, end);
  if (fault === undefined) return undefined;
  const [errorClass, what] = fault;
  return { errorClass, message: `${tellExpected(question, end.redact)}, ${what}` };
}
