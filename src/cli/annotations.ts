/** What GitHub shows at the lines of a pull request. */
import { relative, resolve } from 'node:path';

import { describeProblem, type Problem } from '../schema/problems.ts';
import { findClone } from '../store/clone.ts';
import { output } from './output.ts';

/** GitHub's workflow commands want these characters escaped, the first three in the message too. */
function escapeAnnotation(text: string, alsoProperty: boolean): string {
  const escaped = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return alsoProperty ? escaped.replaceAll(':', '%3A').replaceAll(',', '%2C') : escaped;
}

/** A problem as a workflow command of GitHub Actions, which shows it at its line in a pull request. */
function formatAnnotation(problem: Problem, file: string): string {
  const properties = [
    `file=${escapeAnnotation(file, true)}`,
    `line=${problem.line}`,
    `col=${problem.column}`,
    `title=${escapeAnnotation(problem.rule, true)}`,
  ].join(',');
  return `::${problem.severity} ${properties}::${escapeAnnotation(describeProblem(problem), false)}`;
}

/** Paths as GitHub takes those of annotations: from the top of the repository, wherever that was checked out. */
async function placeInRepository(root: string): Promise<(file: string) => string> {
  const prefix = (await findClone(root))?.prefix;
  const base = process.env['GITHUB_WORKSPACE'] ?? root;
  return (file) => (prefix === undefined ? relative(base, resolve(root, file)) : prefix + file);
}

/** Tells problems of a root folder to GitHub where this process is a step of a workflow. */
export async function annotate(root: string, problems: readonly Problem[]): Promise<void> {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return;
  const place = await placeInRepository(root);
  for (const problem of problems) output.command(formatAnnotation(problem, place(problem.file)));
}
