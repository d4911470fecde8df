/** How old a beat is that an answer tells of, and what is wrong where it tells of none. */
import type { HeartbeatCheck } from '../../schema/check.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import type { Failure } from '../error-class.ts';
import { type AnswerBody, type AnswerHead, findValue, nameValue, parseJson } from '../http/evaluate.ts';
import type { Redact } from '../redaction.ts';
import { quoteForeign, showDuration } from '../visible-text.ts';
import { parseBeat } from './parse-beat.ts';

type BeatPlace = HeartbeatCheck['from'];

/** An answer; its body is there where it was needed. */
export interface BeatAnswer {
  head: AnswerHead;
  body: AnswerBody;
}

/** A text that ought to be a time and how it is shown, or why there is none, as it continues "expected …, ". */
type FoundText = { text: string; shown: string } | { problem: string };

/** How far the clocks of two machines may be apart. */
const CLOCK_SKEW_MS = 60_000;

/** Whether the time of the beat stands in the body. */
export function isInBody(from: BeatPlace): boolean {
  return from === 'body' || 'json' in from;
}

function namePlace(from: BeatPlace, redact: Redact): string {
  if (from === 'body') return 'as the body';
  return 'header' in from ? `in the header "${redact(from.header)}"` : `at ${redact(from.json)}`;
}

function findHeader({ headers }: AnswerHead, name: string, redact: Redact): FoundText {
  const text = headers.get(name.toLowerCase());
  return text === undefined
    ? { problem: 'the answer has no such header' }
    : { text, shown: quoteForeign(text, redact) };
}

function findAtPath(body: AnswerBody, path: string, redact: Redact): FoundText {
  const parsed = parseJson(body.text);
  if (parsed === undefined) return { problem: `the body is no JSON: ${quoteForeign(body.text, redact)}` };
  const found = findValue(parsed.json, path);
  if ('problem' in found) return found;
  const shown = nameValue(found.value, redact);
  const isText = typeof found.value === 'string' || typeof found.value === 'number';
  return isText ? { text: String(found.value), shown } : { problem: `got ${shown}` };
}

function findText({ head, body }: BeatAnswer, from: BeatPlace, redact: Redact): FoundText {
  if (from !== 'body' && 'header' in from) return findHeader(head, from.header, redact);
  if (body.isCut) return { problem: 'the body is longer than 1 MiB' };
  if (body.text.trim() === '') return { problem: 'got no body' };
  if (from !== 'body') return findAtPath(body, from.json, redact);
  return { text: body.text, shown: quoteForeign(body.text.trim(), redact) };
}

function assertion(message: string): Failure {
  return { errorClass: 'assertion', message: showInvisible(message) };
}

function findAgeFailure(at: Instant, maxAge: number, now: Instant): Failure | undefined {
  const age = now - at;
  const when = `at ${formatInstant(at)}`;
  if (age < -CLOCK_SKEW_MS) {
    return assertion(`expected the last beat to lie in the past, it lies ${showDuration(-age)} in the future, ${when}`);
  }
  if (age <= maxAge) return undefined;
  return assertion(
    `expected a beat in the last ${showDuration(maxAge)}, the last was ${showDuration(age)} ago, ${when}`,
  );
}

/**
 * What is wrong with the beat of which an answer tells, as of `now`; undefined when it is young enough. A beat of up to a
 * minute in the future is one of now, since clocks differ.
 */
export function findBeatFailure(
  { from, maxAge }: Pick<HeartbeatCheck, 'from' | 'maxAge'>,
  answer: BeatAnswer,
  { redact, now }: { redact: Redact; now: Instant },
): Failure | undefined {
  const expected = `expected the time of the last beat ${namePlace(from, redact)}`;
  const found = findText(answer, from, redact);
  if ('problem' in found) return assertion(`${expected}, ${found.problem}`);
  const beat = parseBeat(found.text);
  if ('at' in beat) return findAgeFailure(beat.at, maxAge, now);
  const form = beat.problem === 'no zone' ? ' with its offset from UTC' : '';
  return assertion(`${expected}${form}, such as 2026-11-20T10:05:00Z, got ${found.shown}`);
}
