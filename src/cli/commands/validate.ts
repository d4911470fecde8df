import { validate, type Validation } from '../../app/validate.ts';
import { PrivateRootError } from '../../errors.ts';
import { formatProblem, type Problem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { readContentChanges } from '../../store/content-changes.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { annotate } from '../annotations.ts';
import type { ExitCode } from '../exit-code.ts';
import { describeFailure } from '../failure.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot } from '../root.ts';
import { selectFiles } from '../selected-files.ts';
import { readKind, validateBeside } from './validate-private.ts';

type Flags = RootFlags & NowFlags & JsonFlags & { since?: string };

function count(problems: readonly Problem[], severity: Problem['severity']): string {
  const found = problems.filter((problem) => problem.severity === severity).length;
  return `${found} ${severity}${found === 1 ? '' : 's'}`;
}

interface Outcome {
  problems: readonly Problem[];
  /** How many of them are errors that were there before. */
  earlier: number;
  files: number;
  /** Whether files were asked for of which none is read. */
  isVain: boolean;
}

function describeOutcome({ problems, earlier, files, isVain }: Outcome): string {
  if (isVain) return 'Nothing of what was asked for was looked at.';
  const before =
    earlier === 0
      ? ''
      : ` (${earlier} of them ${earlier === 1 ? 'an error that was' : 'errors that were'} there before)`;
  const counts = `${count(problems, 'error')}, ${count(problems, 'warning')}${before}`;
  return `${files} ${files === 1 ? 'file' : 'files'} read: ${problems.length === 0 ? 'no problem' : counts}.`;
}

async function printProblems(root: string, outcome: Outcome): Promise<void> {
  const { problems } = outcome;
  for (const problem of problems) output.print(formatProblem(problem));
  await annotate(root, problems);
  output.note(describeOutcome(outcome));
}

/** What the output of a workflow, which everybody reads, may say of the private root. */
function countPrivate(problems: readonly Problem[]): string {
  const counts = `${count(problems, 'error')}, ${count(problems, 'warning')}`;
  return `Private root: ${counts}${problems.length === 0 ? '.' : '; "candor validate" on a machine of your own says which.'}`;
}

interface Beside {
  result: Validation | undefined;
  /** Why the private root could not be looked at. */
  letter: string | undefined;
}

async function lookBeside(root: string, now: Instant): Promise<Beside> {
  try {
    return { result: await validateBeside(root, now), letter: undefined };
  } catch (error) {
    if (!(error instanceof PrivateRootError)) throw error;
    return { result: undefined, letter: describeFailure(error) };
  }
}

function joinResults(own: Validation, beside: Validation | undefined): Validation {
  if (beside === undefined) return own;
  return {
    paths: [...own.paths, ...beside.paths],
    problems: [...own.problems, ...beside.problems],
    earlier: own.earlier,
  };
}

function exitCodeOf(problems: readonly Problem[], letter: string | undefined): ExitCode {
  if (letter !== undefined) {
    output.note(letter);
    return 2;
  }
  return problems.some((problem) => problem.severity === 'error') ? 1 : 0;
}

/** `candor validate`: 1 where there is an error, in the private root too where there is one; warnings alone are 0. */
export async function runValidate(selected: readonly string[], flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  const now = flags.now ?? Date.now();
  const changes = await readContentChanges(root, flags.since);
  const options = { now, changes, isRelative: flags.since !== undefined, ...(await readKind(root)) };
  const own = await validate(await openRootFiles(root), options);
  const beside = await lookBeside(root, now);
  const isPublic = process.env['GITHUB_ACTIONS'] === 'true';
  const result = joinResults(own, isPublic ? undefined : beside.result);
  const known = new Set([...result.paths, ...result.problems.map(({ file }) => file)]);
  const isSelected = selectFiles(root, selected, known);
  const problems = result.problems.filter(({ file }) => isSelected(file));
  if (flags.json === true) printJson({ files: result.paths.length, problems });
  else {
    const earlier = problems.filter((problem) => result.earlier.has(problem)).length;
    const isVain = ![...known].some(isSelected);
    await printProblems(root, { problems, earlier, files: result.paths.length, isVain });
  }
  const hidden = isPublic ? (beside.result?.problems ?? []) : [];
  if (isPublic && beside.result !== undefined) output.note(countPrivate(hidden));
  return exitCodeOf([...problems, ...hidden], beside.letter);
}
