/** One thing wrong in one file, told as a letter to the person who wrote it. */
import { showInvisible } from './visible-text.ts';

export const SEVERITIES = ['error', 'warning'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Problem {
  severity: Severity;
  /** Path relative to the root folder, with forward slashes. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** Name of the rule that found it, kebab-case, for programs. */
  rule: string;
  /** What cannot be done or does not hold, one clause without a final period: `Cannot read "impact"`. */
  message: string;
  /** What was expected: `one of none, minor, major, critical`. */
  expected?: string | undefined;
  /** A correct piece of text: `impact: major`. */
  example?: string | undefined;
  /** What was found, cut to 200 characters. */
  received?: string | undefined;
  /** `Did you mean "major"?`, or what to do. */
  hint?: string | undefined;
}

const RECEIVED_LIMIT = 200;
/** Names of things are at most 100 characters; what stands in their place may be anything. */
const NAME_LIMIT = 120;

function cut(text: string): string {
  return text.length <= RECEIVED_LIMIT ? text : `${text.slice(0, RECEIVED_LIMIT)}…`;
}

/** A number that JSON has no word for, as YAML writes it. */
function plainNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Shows a value as it was found, on one line, control characters visible, cut to 200 characters. */
export function showReceived(value: unknown): string {
  if (value === null || value === '') return value === null ? 'nothing' : '""';
  if (typeof value === 'number') return String(value);
  return showInvisible(cut(JSON.stringify(value, plainNumber) ?? String(value)));
}

/** Shows a name of any length within a sentence. */
export function showName(name: string): string {
  return name.length <= NAME_LIMIT ? name : `${name.slice(0, NAME_LIMIT)}…`;
}

/** The problem as one sentence on one line without its place: message, expected, example, received, hint. */
export function describeProblem(problem: Omit<Problem, 'severity' | 'file' | 'line' | 'column' | 'rule'>): string {
  const expectation = [
    problem.expected === undefined ? undefined : `expected ${problem.expected}`,
    problem.example === undefined ? undefined : `for example ${problem.example}`,
    problem.received === undefined ? undefined : `got ${problem.received}`,
  ].filter((part) => part !== undefined);
  const sentence = expectation.length === 0 ? problem.message : `${problem.message}: ${expectation.join(', ')}`;
  return showInvisible(problem.hint === undefined ? sentence : `${sentence}. ${problem.hint}`);
}

/** The problem as one line for a terminal: `FILE:LINE:COLUMN: error: SENTENCE`. */
export function formatProblem(problem: Problem): string {
  const place = `${showInvisible(problem.file)}:${problem.line}:${problem.column}`;
  return `${place}: ${problem.severity}: ${describeProblem(problem)}`;
}

/** Orders problems by file, line and column, so that a person can walk through a file from the top. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      a.file.localeCompare(b.file, 'en') ||
      a.line - b.line ||
      a.column - b.column ||
      a.rule.localeCompare(b.rule, 'en'),
  );
}
