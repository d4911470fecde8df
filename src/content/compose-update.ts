/** Composes a file of `incidents/` with one update more. Pure: nothing is written. */
import { nextUpdateTime, sortUpdates, type Update } from '../domain/update.ts';
import type { Kind } from '../schema/phase.ts';
import { formatInstant } from '../schema/timestamp.ts';
import { weighProblems } from './caused-problems.ts';
import { cleanComponents, cleanMessage, cleanOptional, cleanWord, type UpdateFields } from './compose-fields.ts';
import {
  type ComposeContext,
  type Composition,
  compositionOf,
  type FieldProblem,
  fieldProblem,
  findComposedProblems,
  headingProblems,
  messageProblems,
} from './compose-problems.ts';
import { currentPhase } from './current-phase.ts';
import { kindOf } from './front-matter-format.ts';
import { changeFrontMatter, type ParsedIncidentFile, parseIncidentFile } from './incident-file.ts';
import { readHeadingFields } from './update-heading.ts';
import { appendUpdate } from './updates.ts';

/** A file as it lies in the root folder, its path relative to that. */
export interface ExistingFile {
  path: string;
  text: string;
}

/** What the file had wrong before; what the update brings is told as an error, that as a warning. */
function weigh(problems: readonly FieldProblem[], before: readonly FieldProblem[]): FieldProblem[] {
  const weighed = weighProblems(problems, { changed: new Set(), before });
  return problems.map((problem, index) => {
    const severity = weighed[index]?.severity ?? problem.severity;
    return severity === problem.severity ? problem : { ...problem, severity, field: undefined };
  });
}

function unreadable({ id, path, problems }: ParsedIncidentFile): Composition {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return compositionOf(
    { id, path, text: '' },
    errors.map((problem) => ({ ...problem, field: undefined })),
  );
}

/**
 * Appends an update to a file. Its time is `now`, or the second after the file's latest update; every line that was there
 * stays, but for values of the front matter that the fields replace. A file with an error that keeps it off the page is
 * refused with its own problems; other errors that it had before come as warnings.
 */
export function composeUpdate(existing: ExistingFile, fields: UpdateFields, context: ComposeContext): Composition {
  const parsed = parseIncidentFile(existing.path, existing.text);
  const { id, path, file } = parsed;
  if (file === undefined) return unreadable(parsed);
  const kind = kindOf(file.frontMatter);
  const at = nextUpdateTime(file.updates, context.now);
  const { heading, faults } = readHeadingFields(
    {
      phase: cleanOptional(fields.phase) ?? currentPhase(id, file, context.now),
      components: cleanComponents(fields.components, context.config),
      next: cleanOptional(fields.next),
      notify: cleanOptional(fields.notify),
    },
    kind,
  );
  const update: Update = { ...heading, at, text: cleanMessage(fields.message) };
  const text = appendUpdate(withValues(existing, fields), update);
  const written = parseIncidentFile(path, text).updates.find((candidate) => candidate.at === at);
  const after = findComposedProblems(path, text, context);
  const before = findComposedProblems(path, existing.text, context);
  return compositionOf({ id, path, text }, [
    ...messageProblems(path, fields.message),
    ...headingProblems({ path, line: written?.line ?? 1 }, faults),
    ...(written === undefined ? [lostProblem(path)] : []),
    ...weigh(after, before),
  ]);
}

function withValues({ path, text }: ExistingFile, { impact, category }: UpdateFields): string {
  const set = { impact: cleanOptional(cleanWord(impact ?? '')), category: cleanOptional(cleanWord(category ?? '')) };
  const isSame = Object.values(set).every((value) => value === undefined);
  return isSame ? text : changeFrontMatter(path, text, { set, add: {} });
}

/** The file ends in a block that swallows whatever is written after it. */
function lostProblem(path: string): FieldProblem {
  return {
    ...fieldProblem(path, 'message', {
      message: 'Cannot append an update: what stands last in the file does not end',
      expected: 'every code block, comment and HTML element of the file to be closed',
      example: '"```"',
    }),
    field: undefined,
  };
}

const ENDS_OTHERWISE: Readonly<Record<Exclude<Kind, 'incident'>, string>> = {
  maintenance: 'An update with the phase "completed" ends it.',
  announcement: '"until" ends it.',
};

/** Why an entry cannot be resolved, whatever is said of it; undefined where it can. */
export function findResolutionProblem({ path, file }: ParsedIncidentFile): FieldProblem | undefined {
  if (file === undefined) return undefined;
  const kind = kindOf(file.frontMatter);
  if (kind !== 'incident') {
    return fieldProblem(path, 'id', {
      message: 'Cannot resolve what is no incident',
      expected: 'the id of an incident',
      received: `the ${kind} ${path}`,
      hint: ENDS_OTHERWISE[kind],
    });
  }
  const latest = sortUpdates(file.updates).at(-1);
  if (latest?.phase !== 'resolved') return undefined;
  return fieldProblem(path, 'id', {
    message: 'Cannot resolve an incident that is resolved',
    expected: 'one that is open',
    received: `resolved since ${formatInstant(latest.at)}`,
    hint: 'An update without a phase adds words to it; one with the phase "investigating" reopens it.',
  });
}

/** Appends the update that resolves an incident, after which each of its components is operational. */
export function composeResolution(
  existing: ExistingFile,
  fields: Omit<UpdateFields, 'phase'>,
  context: ComposeContext,
): Composition {
  const problem = findResolutionProblem(parseIncidentFile(existing.path, existing.text));
  const composition = composeUpdate(existing, { ...fields, phase: 'resolved' }, context);
  return problem === undefined ? composition : compositionOf({ ...composition, text: '' }, [problem]);
}
