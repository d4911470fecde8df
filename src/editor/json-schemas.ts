/** JSON Schemas of the files that people write, made from the Zod schemas that read them. Editors complete by these. */
import { parse } from 'yaml';
import { z } from 'zod';

import { ConfigSchema } from '../schema/config.ts';
import { CustomersSchema } from '../schema/customers.ts';
import { FRONT_MATTER_SCHEMAS } from '../schema/incident.ts';
import { PostmortemFrontMatterSchema } from '../schema/postmortem.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Everything that people write, each with the schema that reads it. */
export const WRITTEN = {
  status: ConfigSchema,
  customers: CustomersSchema,
  postmortem: PostmortemFrontMatterSchema,
  ...FRONT_MATTER_SCHEMAS,
} as const;
export type Written = keyof typeof WRITTEN;

/** Where the schemas lie, relative to the root folder. */
export const SCHEMAS_FOLDER = '.github/schemas';

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** Milliseconds as a person writes them: `3h`. */
function formatDuration(ms: number): string {
  const [unit, size] = UNITS.find(([, unitMs]) => ms % unitMs === 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
}

function isDuration({ anyOf = [] }: JsonSchema): boolean {
  return anyOf.some((option) => typeof option === 'object' && option.const === 0);
}

/** What the checks of a schema say that they expect; undefined where only the form of the schema says it. */
function expectedOf({ _zod: { def } }: z.core.$ZodTypes): string | undefined {
  for (const check of def.checks ?? []) {
    const { error }: { error?: unknown } = check._zod.def;
    const message: unknown = typeof error === 'function' ? Reflect.apply(error, undefined, [{}]) : undefined;
    if (typeof message === 'string') return message;
  }
  return undefined;
}

/** Puts right what Zod writes for programs and an editor would put into a file, or show a person. */
function suitEditors({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  const { def } = zodSchema._zod;
  if (def.type === 'default' && isDuration(jsonSchema)) jsonSchema.default = formatDuration(Number(def.defaultValue));
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const expected = expectedOf(zodSchema);
  if (jsonSchema.pattern !== undefined && expected !== undefined) {
    jsonSchema['patternErrorMessage'] = `Expected ${expected}`;
  }
}

/** Examples are what a person writes; an editor wants what that means. What a file is, its whole says once. */
function settle(key: string, value: unknown): unknown {
  if (key === '$schema') return undefined;
  if (key !== 'examples' || !Array.isArray(value)) return value;
  return value.map((written: unknown) => {
    const read: unknown = typeof written === 'string' ? parse(written, { schema: 'core' }) : written;
    return read;
  });
}

/** The schema of what stands in a file, before defaults are filled in. Draft 7 is what editors know best. */
function toJsonSchema(schema: z.ZodType): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-07',
    unrepresentable: 'any',
    override: suitEditors,
  });
  return JSON.parse(JSON.stringify(made), settle) as JsonSchema;
}

function ofKind(kind: string, then: JsonSchema, otherwise: JsonSchema): JsonSchema {
  return { if: { properties: { kind: { const: kind } }, required: ['kind'] }, then, else: otherwise };
}

/** What a person is told of each key; the plain schemas come back with descriptions in them. */
export type Describe = (written: Written, schema: JsonSchema) => JsonSchema;

/** The schemas by the names of their files. Of a file in incidents/ its `kind` says what may stand in it. */
export function makeJsonSchemas(describe: Describe = (_, schema) => schema): Record<string, JsonSchema> {
  const made = (written: Written): JsonSchema => describe(written, toJsonSchema(WRITTEN[written]));
  const byKind = ofKind(
    'maintenance',
    made('maintenance'),
    ofKind('announcement', made('announcement'), made('incident')),
  );
  const schemas: Record<string, JsonSchema> = {
    status: { title: 'status.yml of Candor', ...made('status') },
    incident: { title: 'Front matter of a file in incidents/', type: 'object', ...byKind },
    postmortem: { title: 'Front matter of a file in postmortems/', ...made('postmortem') },
    customers: { title: 'customers.yml of a private root of Candor', ...made('customers') },
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      { $schema: 'http://json-schema.org/draft-07/schema#', ...schema },
    ]),
  );
}

/** The text of a schema's file. */
export function formatJsonSchema(schema: JsonSchema): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
