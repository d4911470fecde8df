/** The forms in .github/ISSUE_TEMPLATE against what reads them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { choiceOf, type FormName, FORMS, labelOfForm } from '../../src/content/form/forms.ts';
import { PHASES, phaseTitle } from '../../src/schema/phase.ts';
import { IMPACTS } from '../../src/schema/component.ts';
import { CATEGORIES } from '../../src/schema/category.ts';
import { REPOSITORY } from '../support/workflows.ts';

const FOLDER = join(REPOSITORY, '.github/ISSUE_TEMPLATE');

/** GitHub takes a form with other keys for none, and shows it to nobody. */
const FieldSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: z.string().min(1) }) }),
  z.strictObject({
    type: z.enum(['input', 'textarea', 'dropdown']),
    id: z.string().regex(/^[\w-]+$/),
    attributes: z.strictObject({
      label: z.string().min(1),
      description: z.string().optional(),
      placeholder: z.string().optional(),
      options: z.array(z.string().min(1)).optional(),
      default: z.int().optional(),
    }),
    validations: z.strictObject({ required: z.boolean() }).optional(),
  }),
]);
const FormSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  title: z.string(),
  labels: z.array(z.string()).length(1),
  body: z.array(FieldSchema).min(1),
});

const readForm = (name: FormName) => {
  const file = readdirSync(FOLDER).find((each) => each.endsWith(`-${name}.yml`)) ?? '';
  return FormSchema.parse(parse(readFileSync(join(FOLDER, file), 'utf8')));
};
const read = (name: FormName) => readForm(name).body.flatMap((field) => (field.type === 'markdown' ? [] : [field]));
const optionsOf = (name: FormName, id: string): string[] =>
  read(name).find((field) => field.id === id)?.attributes.options ?? [];

describe('the issue forms', () => {
  test.each(Object.keys(FORMS) as FormName[])('%s has the fields that are read, in their order', (name) => {
    expect(Object.fromEntries(read(name).map(({ id, attributes }) => [id, attributes.label]))).toEqual(FORMS[name]);
    expect(read(name).map(({ id }) => id)).toEqual(Object.keys(FORMS[name]));
    expect(readForm(name).labels).toEqual([labelOfForm(name)]);
  });

  test('are told apart by their first field', () => {
    const firsts = Object.values(FORMS).map((labels) => Object.values(labels)[0]);
    expect(new Set(firsts).size).toBe(firsts.length);
    const others = Object.values(FORMS).flatMap((labels) => Object.values(labels).slice(1));
    expect(others.filter((label) => firsts.includes(label as never))).toEqual([]);
  });

  test('end in the one field with free text', () => {
    for (const name of ['incident', 'update', 'maintenance'] as const) {
      expect(read(name).at(-1)).toMatchObject({ type: 'textarea', id: 'message', validations: { required: true } });
    }
  });

  test('offer the impacts, categories and phases that there are', () => {
    expect(optionsOf('incident', 'impact').map(choiceOf).sort()).toEqual([...IMPACTS].sort());
    expect(optionsOf('incident', 'category').map(choiceOf).sort()).toEqual([...CATEGORIES].sort());
    const phases = [...optionsOf('incident', 'phase'), ...optionsOf('update', 'phase').slice(1)];
    expect(phases.filter((phase) => !PHASES.map(phaseTitle).includes(phase))).toEqual([]);
    expect(optionsOf('update', 'phase')[0]).toBe('As it is now');
  });
});
