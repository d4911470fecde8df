/** One thing wrong in one file, told as a letter to the person who wrote it. */

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

/** Shows a value as it was found, on one line, control characters visible, cut to 200 characters. */
export function showReceived(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= RECEIVED_LIMIT ? text : `${text.slice(0, RECEIVED_LIMIT)}…`;
}

/** The problem as one sentence without its place: message, expected, example, received, hint. */
export function describeProblem(problem: Problem): string {
  const expectation = [
    problem.expected === undefined ? undefined : `expected ${problem.expected}`,
    problem.example === undefined ? undefined : `for example ${problem.example}`,
    problem.received === undefined ? undefined : `got ${problem.received}`,
  ].filter((part) => part !== undefined);
  const sentence = expectation.length === 0 ? problem.message : `${problem.message}: ${expectation.join(', ')}`;
  return problem.hint === undefined ? sentence : `${sentence}. ${problem.hint}`;
}

/** The problem as one line for a terminal: `FILE:LINE:COLUMN: error: SENTENCE`. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.severity}: ${describeProblem(problem)}`;
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
