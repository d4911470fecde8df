import { JSONPathError, type JSONValue } from 'json-p3';

import type { HttpCheck } from '../../schema/check.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import type { Failure } from '../error-class.ts';
import type { Redact } from '../redaction.ts';
import { quoteForeign } from '../visible-text.ts';
import { compileJsonPath } from './json-path.ts';
import { compilePattern, requirePattern } from './pattern.ts';

/** What is expected of an answer. */
export type HttpExpect = Omit<HttpCheck['expect'], 'under'>;

/** What came before the body. */
export interface AnswerHead {
  status: number;
  /** By lower-case name; a header that came several times has its values joined by commas. */
  headers: ReadonlyMap<string, string>;
}

/** A body as text, or the beginning of one that is longer than is read. */
export interface AnswerBody {
  text: string;
  isCut: boolean;
}

/** Whether a status is one of those written as `200-399, 404`. */
export function isStatusIn(status: number, ranges: string): boolean {
  return ranges.split(',').some((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return from !== undefined && to !== undefined && from <= status && status <= to;
  });
}

function assertion(message: string): Failure {
  return { errorClass: 'assertion', message: showInvisible(message) };
}

function findStatusFailure(status: number, ranges: string): Failure | undefined {
  if (isStatusIn(status, ranges)) return undefined;
  const wanted = /[-,]/.test(ranges) ? `a status in ${ranges.trim()}` : `status ${ranges.trim()}`;
  const failure = assertion(`expected ${wanted}, got ${status}`);
  if (status >= 500) return { ...failure, errorClass: 'http_5xx' };
  return status >= 400 ? { ...failure, errorClass: 'http_4xx' } : failure;
}

function findHeaderFailure(head: AnswerHead, expected: HttpExpect['headers'], redact: Redact): Failure | undefined {
  for (const [name, text] of Object.entries(expected ?? {})) {
    const pattern = requirePattern(text);
    const value = head.headers.get(name.toLowerCase());
    if (value !== undefined && pattern.isMatch(value)) continue;
    const found = value === undefined ? 'the answer has no such header' : `got ${quoteForeign(value, redact)}`;
    return assertion(`expected the header "${name}" to ${redact(pattern.wanted)}, ${found}`);
  }
  return undefined;
}

function findBodyFailure(body: AnswerBody, text: string, redact: Redact): Failure | undefined {
  const pattern = requirePattern(text);
  if (pattern.isMatch(body.text)) return undefined;
  const found = body.text === '' ? 'got no body' : `got ${quoteForeign(body.text, redact)}`;
  return assertion(
    `expected the ${body.isCut ? 'first 1 MiB of the ' : ''}body to ${redact(pattern.wanted)}, ${found}`,
  );
}

/** The JSON that a text is; undefined when it is none. */
export function parseJson(text: string): { json: JSONValue } | undefined {
  try {
    // JSON.parse gives back nothing but JSON.
    return { json: JSON.parse(text) as JSONValue };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Names a value together with its type, for `3` and `"3"` differ: `the number 3`, `the text "3"`. */
export function nameValue(value: JSONValue, redact: Redact): string {
  if (typeof value === 'string') return `the text ${quoteForeign(value, redact)}`;
  if (typeof value === 'number') return `the number ${redact(String(value))}`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** Undefined when the JSON is nested too deeply to walk. */
function findValues(json: JSONValue, path: string): JSONValue[] | undefined {
  const compiled = compileJsonPath(path);
  if ('problem' in compiled) throw new Error(compiled.problem);
  try {
    return compiled.find(json);
  } catch (error) {
    if (error instanceof JSONPathError) return undefined;
    throw error;
  }
}

/** The one value at a path, or why there is none, as it continues "expected … at status.db, ". */
export function findValue(json: JSONValue, path: string): { value: JSONValue } | { problem: string } {
  const values = findValues(json, path);
  if (values === undefined) return { problem: 'the JSON is nested too deeply' };
  const [value] = values;
  if (value === undefined) return { problem: 'nothing stands there' };
  return values.length > 1 ? { problem: `${values.length} values stand there` } : { value };
}

function findJsonFailure(body: AnswerBody, expected: HttpExpect['json'], redact: Redact): Failure | undefined {
  if (expected === undefined) return undefined;
  if (body.isCut) return assertion('expected JSON, the body is longer than 1 MiB');
  const parsed = parseJson(body.text);
  if (parsed === undefined) return assertion(`expected JSON, got ${quoteForeign(body.text, redact)}`);
  for (const [path, wanted] of Object.entries(expected)) {
    const found = findValue(parsed.json, path);
    if ('value' in found && found.value === wanted) continue;
    const came = 'value' in found ? `got ${nameValue(found.value, redact)}` : found.problem;
    return assertion(`expected ${nameValue(wanted, redact)} at ${redact(path)}, ${came}`);
  }
  return undefined;
}

/** What of an expectation cannot be read, a pattern or a path; one sentence, undefined when all of it can. */
export function findExpectationProblem(expect: HttpExpect): string | undefined {
  const patterns = [expect.body ?? [], Object.values(expect.headers ?? {})].flat().map((text) => compilePattern(text));
  const paths = Object.keys(expect.json ?? {}).map((path) => compileJsonPath(path));
  return [...patterns, ...paths].flatMap((compiled) => ('problem' in compiled ? [compiled.problem] : []))[0];
}

/** Whether the expectation can be judged with the body alone, so that it has to be read. */
export function needsBody(expect: HttpExpect): boolean {
  return expect.body !== undefined || expect.json !== undefined;
}

/** The first thing wrong with status and headers, in this order; undefined when they are as expected. */
export function findHeadFailure(expect: HttpExpect, head: AnswerHead, redact: Redact): Failure | undefined {
  return findStatusFailure(head.status, expect.status) ?? findHeaderFailure(head, expect.headers, redact);
}

/** The first thing wrong with the body, its text before its JSON; undefined when it is as expected. */
export function findContentFailure(expect: HttpExpect, body: AnswerBody, redact: Redact): Failure | undefined {
  const failure = expect.body === undefined ? undefined : findBodyFailure(body, expect.body, redact);
  return failure ?? findJsonFailure(body, expect.json, redact);
}
