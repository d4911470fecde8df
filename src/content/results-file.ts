/** The file of a shard's results: plain JSON, a line a result. What stands in it comes from another machine. */
import type { CheckOutcome } from '../domain/measurement.ts';
import type { CanaryAnswer } from '../domain/triage/blindness.ts';
import { type Problem, showReceived } from '../schema/problems.ts';
import { type Results, RESULTS_FORMAT, RESULTS_VERSION, ResultsSchema } from '../schema/results.ts';
import type { Shard } from '../schema/shard.ts';
import { formatInstant, type Instant, parseInstant } from '../schema/timestamp.ts';
import { type Finding, problemAtLine } from './finding.ts';
import { expectedOf, nameOf, readBySchema } from './schema-problems.ts';
import { type DocumentPath, type Place, readYaml, type YamlDocument } from './yaml.ts';

/** Thousands of checks that all fail at length come to less. */
export const MAX_RESULTS_BYTES = 8 * 1024 * 1024;
/** Of a longer text no places of values are looked for, which takes many times as long as reading it. */
const MAX_LOCATED = 512 * 1024;
/** Nobody reads more letters about what a program wrote. */
const MAX_PROBLEMS = 10;

/** What one machine found. */
export interface ShardResults {
  /** Start of the run, whole seconds. */
  at: Instant;
  shard: Shard;
  /** Where the machine stands; undefined for nowhere in particular. */
  location: string | undefined;
  /** Digest of all checks of status.yml. */
  checks: string;
  /** How the canaries fared where the shard asked them, as nothing had answered there. */
  canaries?: CanaryAnswer | undefined;
  /** Set where they are of a private root. */
  isPrivate?: true | undefined;
  outcomes: CheckOutcome[];
}

export interface ParsedResults {
  /** Undefined where anything is wrong. */
  results?: ShardResults;
  problems: Problem[];
  /** Place of the value at a path; the beginning of a file that is too long to look for it. */
  placeOf(path: DocumentPath): Place;
}

/** Writes results; the inverse of {@link parseResultsFile}. */
export function formatResultsFile(results: ShardResults): string {
  const { at, shard, location, checks, canaries, isPrivate, outcomes } = results;
  const head = {
    format: RESULTS_FORMAT,
    version: RESULTS_VERSION,
    at: formatInstant(at),
    shard,
    location,
    checks,
    canaries,
    private: isPrivate,
  };
  const lines = JSON.stringify(head, undefined, 2).split('\n').slice(1, -1);
  const list = outcomes.map((outcome) => `    ${JSON.stringify(outcome)}`).join(',\n');
  return `{\n${lines.join('\n')},\n  "outcomes": [${list === '' ? '' : `\n${list}\n  `}]\n}\n`;
}

/** Where the engine says that JSON ends to be JSON: at an offset, else at the end of the text. */
function placeOfSyntaxError(text: string, message: string): Place {
  const found = /at position (\d{1,9})/.exec(message)?.[1];
  const before = found === undefined ? text : text.slice(0, Number(found));
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

const JSON_EXPECTED = {
  expected: 'the file as "check --shard" has left it',
  example: '{ "format": "candor-results", …',
};

function syntaxProblem(file: string, text: string, error: SyntaxError): Problem {
  const place = placeOfSyntaxError(text, error.message);
  const line = text.split('\n', place.line).at(-1) ?? '';
  const received = line.trim() === '' ? 'the end of the text' : showReceived(line.trim().slice(0, 80));
  const finding = { ...JSON_EXPECTED, message: 'Cannot read the file as JSON', line: place.line, received };
  return { ...problemAtLine(file, 'results-json', finding), column: place.column };
}

/** The text as JSON, or what is wrong with it. */
function readJson(file: string, text: string): { data?: unknown; problem?: Problem } {
  try {
    return { data: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: syntaxProblem(file, text, error) };
  }
}

/** JSON is YAML, whose reader knows the place of each value; of a text that is too long it is not asked. */
function locate(file: string, text: string): YamlDocument {
  return readYaml({ file, text: text.length > MAX_LOCATED ? '' : text });
}

function toResults({ at, private: isPrivate, ...rest }: Results): ShardResults {
  const { shard, location, checks, canaries, outcomes } = rest;
  return { at: parseInstant(at) ?? NaN, shard, location, checks, canaries, isPrivate, outcomes };
}

type Issues = readonly { path: DocumentPath; message: string }[];

/** What the schema found, in whole letters where a person may have written it, in short where there is no end to it. */
function schemaProblems(file: string, yaml: YamlDocument, issues: Issues): Problem[] {
  const isDeep = yaml.problems.some(({ rule }) => rule === 'yaml-depth');
  const isLocated = yaml.document.contents !== null;
  if (isLocated && !isDeep && issues.length <= MAX_PROBLEMS) {
    return readBySchema({ file, yaml, schema: ResultsSchema }).problems;
  }
  return issues.slice(0, MAX_PROBLEMS).map(({ path, message }) => {
    const finding = { ...JSON_EXPECTED, line: 1, message: `Cannot read ${nameOf(path)}`, expected: message };
    return { ...problemAtLine(file, 'results-schema', finding), ...yaml.placeOf(path) };
  });
}

/** Reads results. Never throws for what stands in the file; where anything is wrong, nothing of it is used. */
export function parseResultsFile(file: string, text: string): ParsedResults {
  let yaml: YamlDocument | undefined;
  const located = (): YamlDocument => (yaml ??= locate(file, text));
  const placeOf = (path: DocumentPath): Place => located().placeOf(path);
  const { data, problem } = readJson(file, text);
  if (problem !== undefined) return { problems: [problem], placeOf };
  const read = ResultsSchema.safeParse(data, { error: expectedOf });
  if (read.success) return { results: toResults(read.data), problems: [], placeOf };
  return { problems: schemaProblems(file, { ...located(), data }, read.error.issues), placeOf };
}

/** A finding about a value of a file of results. */
export function problemInResults(
  file: string,
  parsed: ParsedResults,
  finding: Finding & { at: DocumentPath },
): Problem {
  const { at, ...rest } = finding;
  return { severity: 'error', file, ...parsed.placeOf(at), rule: 'results-fit', ...rest };
}
