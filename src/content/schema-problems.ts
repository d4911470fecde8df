/** Turns what Zod found into letters to the person who wrote the file. */
import type { z } from 'zod';

import { ID_EXPECTED } from '../schema/component.ts';
import { LOCALE_EXPECTED, localeHint } from '../schema/locale.ts';
import { type Problem, showName, showReceived } from '../schema/problems.ts';
import { DAY_EXPECTED, TIMESTAMP_EXPECTED, timestampHint } from '../schema/timestamp.ts';
import { exampleAt, knownKeys, type SchemaSource, valueAt } from './schema-example.ts';
import { findSlips, placeKey, type Slips } from './schema-slips.ts';
import { didYouMean, nearest, nearestId } from './suggest.ts';
import type { DocumentPath } from './yaml.ts';

type Issue = z.core.$ZodIssue;

const TYPE_NAMES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
};
function listed(values: readonly unknown[]): string {
  const words = values.map(String);
  return words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`;
}

type SizeIssue = z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>;

function sizeExpected(issue: SizeIssue): string {
  const [most, limit] =
    issue.code === 'too_small' ? ['at least', Number(issue.minimum)] : ['at most', Number(issue.maximum)];
  if (issue.code === 'too_small' && limit === 1 && issue.origin === 'string') return 'a text';
  if (issue.origin === 'string') return `${most} ${limit} characters`;
  if (issue.origin !== 'array') return `${most} ${limit}`;
  return `${most} ${limit === 1 ? 'one entry' : `${limit} entries`}`;
}

function unionExpected(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  if (Array.isArray(issue.options)) return listed(issue.options);
  const expected = issue.errors.map((errors) => errors[0]?.message).filter((message) => message !== undefined);
  return [...new Set(expected)].join(', or ');
}

/** What was expected, in words, where our schema has none itself: Zod asks the schema first and then this. */
export const expectedOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_NAMES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return listed(issue.values);
    case 'invalid_union':
      return unionExpected(issue);
    case 'too_small':
    case 'too_big':
      return sizeExpected(issue);
    default:
      return undefined;
  }
};

/** The name of a place within a sentence: `"components[0].id"`, `the file` for the whole of it. */
export function nameOf(path: DocumentPath): string {
  const name = path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
  return name === '' ? 'the file' : `"${showName(name)}"`;
}

/** Of a bad key what is expected of keys; the schema of its block only says what the block is. */
function expectationOf(issue: Issue): string {
  return issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
}

/** A source with what its issues have in common. */
interface Reading extends SchemaSource {
  slips: Slips;
}

/** What to do about keys that other formats have, where an incident is read. */
const INCIDENT_KEY_HINTS: Readonly<Record<string, string>> = {
  severity: 'Did you mean "impact"?',
  status: 'The status is derived from the updates and never typed.',
  updates: 'Updates are headings with "##" below the front matter.',
  scheduled: 'A window needs "kind: maintenance".',
};

function hintForKey(path: DocumentPath, key: string, known: readonly string[]): string | undefined {
  const isIncident = path.length === 0 && known.includes('category');
  return isIncident && Object.hasOwn(INCIDENT_KEY_HINTS, key) ? INCIDENT_KEY_HINTS[key] : undefined;
}

function unknownKeyProblem(source: Reading, path: DocumentPath, key: string): Problem {
  const known = knownKeys(source, path);
  const meant = source.slips.meant.get(placeKey([...path, key]));
  const isNear = meant !== undefined && nearest(key, [meant]) === meant;
  return {
    severity: 'error',
    file: source.file,
    ...source.yaml.placeOfKey(path, key),
    rule: 'known-keys',
    message: `Cannot use the key "${showName(key)}"${path.length === 0 ? '' : ` in ${nameOf(path)}`}`,
    expected: known.length === 0 ? 'no key here' : listed(known),
    example: exampleAt(source, [...path, meant ?? known[0] ?? key]),
    received: showReceived(key),
    hint:
      meant === undefined
        ? hintForKey(path, key, known)
        : `Did you mean "${meant}"${isNear ? '' : ', which is missing'}?`,
  };
}

/** What a person may have overlooked who wrote this value here. */
function hintFor(source: Reading, issue: Issue, received: unknown): string | undefined {
  if (issue.code === 'invalid_key') return hintForId(received);
  const spilled = source.slips.spilled.get(placeKey(issue.path));
  if (spilled?.some((key) => HARD_SPACE.test(key))) {
    return `Set "${spilled.map((key) => key.trim()).join('", "')}" in by ordinary spaces: U+00A0, a space that does not break, is none.`;
  }
  if (spilled !== undefined) return `Put "${spilled.join('", "')}" in it, set in by two spaces.`;
  if (received === null) {
    const hasComment = source.yaml.lineAt(issue.path).includes('#');
    return hasComment ? 'What follows "#" is a comment; put a text that begins with it in quotes.' : undefined;
  }
  const isText = issue.code === 'invalid_type' && issue.message === TYPE_NAMES['string'];
  if (isText && ['number', 'boolean'].includes(typeof received)) {
    return `Put it in quotes: "${String(received)}".`;
  }
  return typeof received === 'string' ? hintForText(issue, received) : undefined;
}

const HARD_SPACE = /^\u00a0/;

function hintForId(written: unknown): string | undefined {
  const [, key, value] = /^([a-z0-9-]+):(.+)$/.exec(String(written)) ?? [];
  if (key !== undefined && value !== undefined) return `Write a space after the colon: "${key}: ${value}".`;
  const id = nearestId(String(written));
  return id === undefined ? undefined : `Did you mean "${id}"?`;
}

function hintForText(issue: Issue, received: string): string | undefined {
  if (issue.message === TIMESTAMP_EXPECTED || issue.message === DAY_EXPECTED) return timestampHint(received);
  if (issue.message === LOCALE_EXPECTED) return localeHint(received);
  if (issue.message === ID_EXPECTED) return hintForId(received);
  if (issue.code === 'invalid_type' && issue.path.length === 0) return 'Write a colon and a space after each key.';
  if (issue.code === 'invalid_value') return didYouMean(received, issue.values.map(String));
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return didYouMean(received, issue.options.map(String));
  }
  return undefined;
}

function issueProblems(source: Reading, issue: Issue): Problem[] {
  const isHidden = (path: DocumentPath): boolean => source.slips.hidden.has(placeKey(path));
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.filter((key) => !isHidden([...issue.path, key]));
    return keys.map((key) => unknownKeyProblem(source, issue.path, key));
  }
  if (isHidden(issue.path)) return [];
  const received = issue.code === 'invalid_key' ? issue.path.at(-1) : valueAt(source.yaml.data, issue.path);
  const missing = received === undefined;
  const place =
    issue.code === 'invalid_key'
      ? source.yaml.placeOfKey(issue.path.slice(0, -1), String(received))
      : source.yaml.placeOf(issue.path);
  return [
    {
      severity: 'error',
      file: source.file,
      ...place,
      rule: missing ? 'required-keys' : 'schema',
      message: `Cannot ${missing ? 'find' : 'read'} ${nameOf(issue.path)}`,
      expected: expectationOf(issue),
      example: exampleAt(source, issue.code === 'invalid_key' ? issue.path.slice(0, -1) : issue.path),
      received: missing ? 'nothing' : showReceived(received),
      hint: hintFor(source, issue, received),
    },
  ];
}

/** Of several issues of one value the first: the others follow from it. */
function firstOfEach(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter(({ code, path }) => {
    if (code === 'unrecognized_keys') return true;
    const isFirst = !seen.has(placeKey(path));
    seen.add(placeKey(path));
    return isFirst;
  });
}

/** Reads data by a schema. All problems at once, each at its place; `value` only where there is none. */
export function readBySchema<T>(source: SchemaSource & { schema: z.ZodType<T> }): { value?: T; problems: Problem[] } {
  const result = source.schema.safeParse(source.yaml.data ?? {}, { error: expectedOf });
  if (result.success) return { value: result.data, problems: [] };
  const issues = firstOfEach(result.error.issues);
  const reading = { ...source, slips: findSlips(source, issues) };
  return { problems: issues.flatMap((issue) => issueProblems(reading, issue)) };
}
