/** The file `figures.json` of a site that somebody has published, read as what a stranger may have written. */
import type { Problem } from '../schema/problems.ts';
import { showReceived } from '../schema/problems.ts';
import { formatInstant, type Instant, parseInstant, TIMESTAMP_EXAMPLE } from '../schema/timestamp.ts';
import { isCommit } from './deploys-file.ts';
import { problemAtLine } from './finding.ts';
import { isRecord, parseJson } from './json.ts';

export const FIGURES_PATH = 'figures.json';
/** Another number for another shape of the file, or for another rule by which a figure is derived. */
export const FIGURES_VERSION = 1;

/** What the file says of itself. */
export interface PublishedFigures {
  /** Commit of main that the site was built from; undefined where it was not built from one. */
  commit: string | undefined;
  /** Commit of `status-data`; undefined where there was none. */
  data: string | undefined;
  now: Instant;
  /** Names the program that built it. */
  engine: string | undefined;
  isDirty: boolean | undefined;
  isShallow: boolean;
  /** All of it, which nobody has looked at. */
  value: Readonly<Record<string, unknown>>;
}

export interface ParsedFiguresFile {
  /** Undefined where there are problems. */
  published: PublishedFigures | undefined;
  problems: Problem[];
}

interface Field {
  key: string;
  isRight(value: unknown): boolean;
  expected: string;
  example: string;
}

function isCommitOrNull(value: unknown): boolean {
  return value === null || (typeof value === 'string' && isCommit(value));
}

/** A time in the very form that a build writes. */
function readNow(value: unknown): Instant | undefined {
  const at = typeof value === 'string' ? parseInstant(value) : undefined;
  return at !== undefined && formatInstant(at) === value ? at : undefined;
}

const COMMIT = { isRight: isCommitOrNull, expected: 'the whole name of a commit, or null' };
const COMMIT_EXAMPLE = '5f1d6c2e8b7a4f3d9c0e1b2a3f4d5c6b7a8e9f01';
const FIELDS: readonly Field[] = [
  {
    key: 'version',
    isRight: (value) => value === FIGURES_VERSION,
    expected: `${FIGURES_VERSION}, the version that this Candor knows`,
    example: `"version": ${FIGURES_VERSION}`,
  },
  { key: 'commit', ...COMMIT, example: `"commit": "${COMMIT_EXAMPLE}"` },
  { key: 'data', ...COMMIT, example: `"data": "${COMMIT_EXAMPLE}"` },
  {
    key: 'now',
    isRight: (value) => readNow(value) !== undefined,
    expected: 'a time in UTC, to the second',
    example: `"now": "${TIMESTAMP_EXAMPLE}"`,
  },
  {
    key: 'engine',
    isRight: (value) => value === null || (typeof value === 'string' && /^[\w.-]{1,64}$/.test(value)),
    expected: 'the name of the program that built the site, or null',
    example: '"engine": "ab243063b9352a1a"',
  },
  {
    key: 'dirty',
    isRight: (value) => value === null || typeof value === 'boolean',
    expected: 'true, false or null',
    example: '"dirty": false',
  },
  {
    key: 'shallow',
    isRight: (value) => typeof value === 'boolean',
    expected: 'true or false',
    example: '"shallow": false',
  },
  {
    key: 'figures',
    isRight: isRecord,
    expected: 'the figures by what they are about',
    example: '"figures": { "components": {}, "incidents": {} }',
  },
];

/** What a value is, at a length that can be shown: of an object not what it holds, however deep that is. */
function showKind(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object' || value === null) return showReceived(value);
  return Array.isArray(value) ? `a list of ${value.length}` : `an object with ${Object.keys(value).length} keys`;
}

/** The line on which a key of the file stands, if it is written as a build writes it. */
function lineOf(text: string, key: string): number {
  const at = text.search(new RegExp(`^ {2}"${key}":`, 'm'));
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Reads the file; everything that is wrong with its head is told at once. */
export function parseFiguresFile(text: string): ParsedFiguresFile {
  const value = parseJson(text)?.value;
  if (!isRecord(value)) {
    const problem = problemAtLine(FIGURES_PATH, 'figures-file', {
      line: 1,
      message: 'Cannot read the figures',
      expected: 'a JSON object as "candor build" writes it',
      received: showReceived(text.slice(0, 100)),
    });
    return { published: undefined, problems: [problem] };
  }
  const read = (key: string): unknown => (Object.hasOwn(value, key) ? value[key] : undefined);
  const problems = FIELDS.filter(({ key, isRight }) => !isRight(read(key))).map(({ key, expected, example }) =>
    problemAtLine(FIGURES_PATH, 'figures-file', {
      line: lineOf(text, key),
      message: `Cannot read "${key}"`,
      expected,
      example,
      received: showKind(read(key)),
    }),
  );
  const now = readNow(read('now'));
  if (problems.length > 0 || now === undefined) return { published: undefined, problems };
  const published: PublishedFigures = {
    commit: textOf(read('commit')),
    data: textOf(read('data')),
    now,
    engine: textOf(read('engine')),
    isDirty: read('dirty') === null ? undefined : read('dirty') === true,
    isShallow: read('shallow') === true,
    value,
  };
  return { published, problems };
}
