/** What becomes of a filled form: a file of incidents/, or what has to be changed first. Pure. */
import { sortUpdates } from '../../domain/update.ts';
import { phaseTitle } from '../../schema/phase.ts';
import type { Problem } from '../../schema/problems.ts';
import { parseInstant } from '../../schema/timestamp.ts';
import { shorten } from '../../schema/visible-text.ts';
import { composeIncident, composeMaintenance } from '../compose-entry.ts';
import { type Composition, exampleInField, type FieldProblem } from '../compose-problems.ts';
import { composeUpdate } from '../compose-update.ts';
import type { FieldFinding, Finding } from '../finding.ts';
import { parseIncidentFile } from '../incident-file.ts';
import { nameOwn } from '../own-names.ts';
import { parseFormBody } from './body.ts';
import { findNamedEntry } from './named-entry.ts';
import { FieldReader, type FormContext } from './fields.ts';
import { type EntryForm, FORMS } from './forms.ts';

/** Something to change, told by the label of its field; by a line of a file where it is no field's. */
export interface FormLetter extends Finding {
  label?: string | undefined;
  place?: Pick<Problem, 'file' | 'line'> | undefined;
}

/** GitHub takes no longer title of a pull request. */
const LONGEST_SUBJECT = 256;

export type FormPlan =
  | {
      kind: 'file';
      path: string;
      text: string;
      /** The id of what it is about. */
      id: string;
      /** What it does, one line: `Open 2026-11-20-api: Slow answers`. */
      subject: string;
      /** What is odd and yet right. */
      warnings: FormLetter[];
    }
  | { kind: 'letters'; letters: FormLetter[] };

type Filled = Pick<FormContext, 'config'> & { form: EntryForm };

function labelOf(form: EntryForm, field: string | undefined): string | undefined {
  const labels: Readonly<Record<string, string>> = FORMS[form];
  return field === undefined ? undefined : labels[field];
}

function toLetter({ form, config }: Filled, problem: FieldProblem): FormLetter {
  const [{ example } = problem] = nameOwn([problem], config);
  const { severity, message, expected = '', received, hint, file, line } = problem;
  const label = labelOf(form, problem.field);
  const place = label === undefined ? { file, line } : undefined;
  return {
    ...{ severity, message, expected, received, hint, label, place },
    example: exampleInField({ ...problem, example }),
  };
}

function fromFinding({ form }: Filled, { field, ...finding }: FieldFinding): FormLetter {
  return { ...finding, label: labelOf(form, field) };
}

/** A letter for each field whose heading somebody has taken out. */
function missingFields(form: EntryForm, values: ReadonlyMap<string, string>): FormLetter[] {
  return Object.values(FORMS[form])
    .filter((label) => !values.has(label))
    .map((label) => ({
      label,
      message: 'Cannot find this field',
      expected: 'its heading in a line of its own, where the form had it',
      example: `### ${label}`,
      received: 'nothing',
    }));
}

/** What was composed; undefined where a finding leaves nothing to compose from. */
function compose(form: EntryForm, fields: FieldReader, context: FormContext): Composition | undefined {
  switch (form) {
    case 'incident': {
      const impact = fields.choice('impact');
      const written = {
        title: fields.text('title'),
        category: fields.choice('category'),
        impact,
        components: fields.affected('components', impact),
        phase: fields.phase('phase'),
        next: fields.time('next'),
        message: fields.text('message'),
      };
      return composeIncident(written, context);
    }
    case 'update':
      return composeNamed(fields, context);
    case 'maintenance': {
      const from = fields.requiredTime('from');
      const until = fields.requiredTime('until', parseInstant(from) ?? context.writtenAt);
      const components = fields.componentIds('components');
      return composeMaintenance(
        { title: fields.text('title'), components, from, until, message: fields.text('message') },
        context,
      );
    }
  }
}

function composeNamed(fields: FieldReader, context: FormContext): Composition | undefined {
  const named = findNamedEntry(fields.text('entry'), context.incidents, context.writtenAt);
  const written = {
    phase: fields.phase('phase'),
    components: fields.changed('components'),
    next: fields.time('next'),
    message: fields.text('message'),
  };
  if (named.finding !== undefined) {
    fields.findings.unshift({ ...named.finding, field: 'entry' });
    return undefined;
  }
  const { path } = named.entry;
  return composeUpdate({ path, text: context.texts.get(path) ?? '' }, written, context);
}

function describeEntry(form: EntryForm, path: string, text: string): string {
  const { id, file } = parseIncidentFile(path, text);
  const title = file?.frontMatter.title ?? id;
  const phase = sortUpdates(file?.updates ?? []).at(-1)?.phase;
  switch (form) {
    case 'incident':
      return `Open ${id}: ${title}`;
    case 'update':
      return `Update ${id}: ${phase === undefined ? title : phaseTitle(phase)}`;
    case 'maintenance':
      return `Schedule ${id}: ${title}`;
  }
}

/** Turns the text of a form into a file, or into all letters at once. */
export function planForm(form: EntryForm, body: string, context: FormContext): FormPlan {
  const labels = Object.values(FORMS[form]);
  const byLabel = parseFormBody(body, labels);
  const missing = missingFields(form, byLabel);
  if (missing.length > 0) return { kind: 'letters', letters: missing };
  const values = new Map(Object.entries(FORMS[form]).map(([key, label]) => [key, byLabel.get(label) ?? '']));
  const fields = new FieldReader(values, context);
  const composition = compose(form, fields, context);
  const filled = { form, config: context.config };
  const wrong = new Set(fields.findings.map(({ field }) => field));
  // What a field is composed to that cannot be read is no further letter.
  const problems = (composition?.problems ?? []).filter(({ field }) => field === undefined || !wrong.has(field));
  const found = problems.map((problem) => toLetter(filled, problem));
  const letters = [...fields.findings.map((finding) => fromFinding(filled, finding)), ...found];
  if (composition?.text === undefined || letters.some(({ severity = 'error' }) => severity === 'error')) {
    return { kind: 'letters', letters: letters.filter(({ severity = 'error' }) => severity === 'error') };
  }
  const { id, path, text } = composition;
  return {
    kind: 'file',
    id,
    path,
    text,
    subject: shorten(describeEntry(form, path, text), LONGEST_SUBJECT),
    warnings: letters,
  };
}
