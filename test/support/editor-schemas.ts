/** The JSON Schemas as an editor has them, and what they say of a file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

import { type JsonSchema, SCHEMAS_FOLDER } from '../../src/editor/json-schemas.ts';
import { REPOSITORY } from './workflows.ts';

export const SCHEMAS = ['status', 'incident', 'postmortem', 'customers'] as const;
export type SchemaName = (typeof SCHEMAS)[number];

/** The schema as it is committed. */
export function committedSchema(name: SchemaName): JsonSchema {
  return JSON.parse(readFileSync(join(REPOSITORY, SCHEMAS_FOLDER, `${name}.schema.json`), 'utf8')) as JsonSchema;
}

const compiled = new Map<SchemaName, ValidateFunction>();

function compile(name: SchemaName): ValidateFunction {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  // Alternatives of a value have no type of their own, and what an editor says instead of a pattern is no keyword.
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  ajv.addKeyword('patternErrorMessage');
  const validate = ajv.compile(committedSchema(name));
  compiled.set(name, validate);
  return validate;
}

/** What an editor underlines in a text: the place of each fault with what is said of it. Times stay text, as in YAML 1.2. */
export function editorProblems(name: SchemaName, yaml: string): string[] {
  const validate = compile(name);
  validate(parse(yaml, { schema: 'core' }));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`.trim());
}

/** The front matter of a file. */
export function frontMatterOf(text: string): string {
  return /^---\n([^]*?\n)---\n/.exec(text)?.[1] ?? '';
}
