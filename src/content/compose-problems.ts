/** What is wrong with a composed file, told of the field that it came from. */
import { type Problem, showReceived, sortProblems } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Config } from '../schema/config.ts';
import { type FieldFinding, type Finding, problemAtLine } from './finding.ts';
import { INCIDENT_KEYS } from './front-matter-format.ts';
import { type ParsedIncidentFile, parseIncidentFile } from './incident-file.ts';
import { findRecurrenceProblems } from './recurrence-rules.ts';
import { findRepositoryProblems } from './repository-rules.ts';
import { decodeText, hasForbiddenCharacter, readText } from './text.ts';
import type { HeadingFault } from './heading-reader.ts';
import { hasVisibleWords } from './visible-words.ts';

/** What a file is composed beside. */
export interface ComposeContext {
  /** Undefined where status.yml cannot be read; components and providers are then not looked up. */
  config: Config | undefined;
  /** Every file of incidents/, so that an id is taken only once. */
  incidents: readonly ParsedIncidentFile[];
  now: Instant;
}

/** A problem with the name of the field that has to be changed, `components`; undefined for the file as it was. */
export interface FieldProblem extends Problem {
  field: string | undefined;
}

/** A composed file. */
export interface Composition {
  id: string;
  /** Relative to the root folder. */
  path: string;
  /** The whole file in its canonical form; undefined where an error stands among the problems. */
  text: string | undefined;
  /** All at once, ordered by their lines in the composed text. */
  problems: FieldProblem[];
}

const RULE_FIELDS: Readonly<Record<string, string>> = {
  'components-exist': 'components',
  'components-in-use': 'components',
  'impact-fits-components': 'components',
  'update-component': 'components',
  'update-part': 'components',
  'resolved-is-operational': 'components',
  'incident-is-no-maintenance': 'components',
  'update-phase': 'phase',
  'first-phase-opens': 'phase',
  'update-next': 'next',
  'promise-lies-ahead': 'next',
  'update-notify': 'notify',
  'confidence-needs-category': 'confidence',
  'start-before-end': 'startedAt',
  'window-ends-after-start': 'until',
  'recurrence-needs-zone': 'timeZone',
  'recurrence-starts-on-rule': 'from',
  'recurrence-recurs': 'recurrence',
  'recurrence-ends-before-next': 'until',
  'exdates-exist': 'exdates',
  'providers-exist': 'provider',
  'provider-is-relied-on': 'provider',
  'file-name': 'id',
  'file-size': 'message',
  'update-level': 'message',
  'update-swallowed': 'message',
  'no-control-characters': 'message',
};

/** The field that a problem is about, by its rule, else by the key that it names first. */
function fieldOf({ rule, message }: Problem): string | undefined {
  const [, key = '', below] = /"([A-Za-z]+)(?:\.(\w+))?/.exec(message) ?? [];
  const named = key === 'scheduled' ? (below ?? 'from') : key;
  return RULE_FIELDS[rule] ?? (INCIDENT_KEYS.includes(key) ? named : undefined);
}

function withField(problem: Problem): FieldProblem {
  return { ...problem, field: fieldOf(problem) };
}

/** Everything that `validate` would say of a file in this place, and of no other. */
export function findComposedProblems(path: string, text: string, context: ComposeContext): FieldProblem[] {
  const { config, incidents, now } = context;
  const parsed = parseIncidentFile(path, text);
  const all = [...incidents.filter((other) => other.path !== path), parsed];
  const across = findRepositoryProblems({ config, incidents: all, postmortems: [], now });
  const { problems } = decodeText(path, new TextEncoder().encode(text));
  const tooLong = problems.filter(({ rule }) => rule === 'file-size');
  const windows = findRecurrenceProblems([parsed]);
  // Of the message it is an error, and of what was written before no business of this change.
  const own = parsed.problems.filter(({ rule }) => rule !== 'text-is-seen');
  return [...tooLong, ...own, ...windows, ...across.filter(({ file }) => file === path)].map(withField);
}

/** A problem of a field that no file could hold, so that `validate` has no rule for it. */
export function fieldProblem(path: string, field: string, finding: Finding): FieldProblem {
  return { ...problemAtLine(path, `${field}-given`, { line: 1, ...finding }), field };
}

/** The example of a problem as it stands in a field or behind a flag: without the key that it has in a file. */
export function exampleInField({ field, example }: Pick<FieldProblem, 'field' | 'example'>): string | undefined {
  return field !== undefined && example?.startsWith(`${field}: `) ? example.slice(field.length + 2) : example;
}

/** The faults of a heading's fields, at the line where the heading stands. */
export function headingProblems(
  place: { path: string; line: number },
  faults: readonly HeadingFault[],
): FieldProblem[] {
  return faults.map(({ rule, ...fault }) => withField(problemAtLine(place.path, rule, { line: place.line, ...fault })));
}

const MESSAGE_EXAMPLE = '"We see elevated error rates and are looking into it."';

/** What is wrong with a text that readers are told: nothing to be seen in it, or characters that no file may hold. */
export function messageProblems(path: string, message: string): FieldProblem[] {
  if (hasForbiddenCharacter(message)) {
    const { problems } = readText(path, message);
    return problems.filter(({ rule }) => rule === 'no-control-characters').map(withField);
  }
  if (hasVisibleWords(message)) return [];
  const what = { message: 'Cannot tell people nothing', expected: 'a text', example: MESSAGE_EXAMPLE };
  const hint = message.includes('<!--') ? 'Comments are not shown.' : undefined;
  return [fieldProblem(path, 'message', { ...what, received: showReceived(message), hint })];
}

/** The composition of a text with what is wrong with it. */
export function compositionOf(
  file: { id: string; path: string; text: string },
  problems: readonly FieldProblem[],
): Composition {
  const ordered = sortProblems(problems) as FieldProblem[];
  const isWrong = problems.some(({ severity }) => severity === 'error');
  return { ...file, text: isWrong ? undefined : file.text, problems: ordered };
}

/** The composition with what was wrong with fields before anything could be composed from them. */
export function withFindings(composition: Composition, findings: readonly FieldFinding[]): Composition {
  if (findings.length === 0) return composition;
  const wrong = new Set<string | undefined>(findings.map(({ field }) => field));
  const { text = '', path } = composition;
  // What such a field was composed to is no further problem.
  const others = composition.problems.filter(({ field }) => !wrong.has(field));
  const own = findings.map(({ field, ...finding }) => fieldProblem(path, field, finding));
  return compositionOf({ ...composition, text }, [...own, ...others]);
}
