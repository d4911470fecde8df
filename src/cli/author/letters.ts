/** What is told to a person whose entry cannot be written as it was given. */
import { exampleInField, type FieldProblem } from '../../content/compose-problems.ts';
import { StatusError } from '../../errors.ts';
import { describeProblem, formatProblem } from '../../schema/problems.ts';

/** The flags of fields whose names differ from them by more than hyphens. */
const FLAGS: Readonly<Record<string, string>> = { components: '--component', exdates: '--exdate' };

function flagOf(field: string): string {
  return FLAGS[field] ?? `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * A problem by the flag that it came from; without one by its place in the file. `asked` are the fields that have another
 * name on the command line.
 */
export function describeFieldProblem(problem: FieldProblem, asked: readonly { field: string; flag: string }[]): string {
  const { field, severity } = problem;
  if (field === undefined) return formatProblem(problem);
  const flag = asked.find((each) => each.field === field)?.flag ?? flagOf(field);
  const word = severity === 'error' ? '' : 'warning: ';
  return `${flag}: ${word}${describeProblem({ ...problem, example: exampleInField(problem) })}`;
}

/** That something is missing, of which nobody can be asked. */
export function missingLetter(
  task: string,
  missing: readonly (readonly [flag: string, example: string])[],
): StatusError {
  const lines = missing.map(([flag, example]) => `  ${flag} ${example}`);
  return new StatusError(`Cannot ${task}: there is no terminal to ask at. Missing, each with an example:`, {
    hint: lines.join('\n'),
  });
}
