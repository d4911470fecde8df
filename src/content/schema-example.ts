/** What a schema says of a place in a file: which keys may stand there, and what would be right. */
import { z } from 'zod';

import type { DocumentPath, YamlDocument } from './yaml.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

export interface SchemaSource {
  file: string;
  yaml: YamlDocument;
  schema: z.ZodType;
}

const TYPE_EXAMPLES: Record<string, string> = {
  string: 'some text',
  number: '1',
  integer: '1',
  boolean: 'true',
  array: '[]',
  object: '{}',
};

const jsonSchemas = new WeakMap<z.ZodType, JsonSchema>();

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const known = jsonSchemas.get(schema);
  if (known !== undefined) return known;
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  jsonSchemas.set(schema, made);
  return made;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The alternatives of a schema; of a union told apart by `type` or `kind` the one that the data chose stands first. */
function alternatives(schema: JsonSchema, data: unknown): JsonSchema[] {
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(isSchema);
  if (options.length === 0) return [schema];
  const chosen = options.filter((option) => matchesDiscriminator(option, data));
  return [...chosen, ...options.filter((option) => !chosen.includes(option))].flatMap((option) =>
    alternatives(option, data),
  );
}

function matchesDiscriminator(option: JsonSchema, data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return ['type', 'kind'].some((key) => {
    const property = option.properties?.[key];
    return isSchema(property) && property.const !== undefined && property.const === Reflect.get(data, key);
  });
}

function childSchema(schema: JsonSchema, key: PropertyKey): JsonSchema | undefined {
  const named = schema.properties?.[String(key)];
  if (isSchema(named)) return named;
  if (typeof key === 'number') return isSchema(schema.items) ? schema.items : undefined;
  return isSchema(schema.additionalProperties) ? schema.additionalProperties : undefined;
}

/** The value at a path of plain data; undefined where there is none. */
export function valueAt(data: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }, data);
}

/** The part of the schema that describes a path, following the union members that the data chose. */
function schemaAt(root: JsonSchema, data: unknown, path: DocumentPath): JsonSchema | undefined {
  let schema: JsonSchema | undefined = root;
  for (const [index, key] of path.entries()) {
    const here: unknown = valueAt(data, path.slice(0, index));
    schema = alternatives(schema, here)
      .map((option) => childSchema(option, key))
      .find((child) => child !== undefined);
    if (schema === undefined) return undefined;
  }
  return schema;
}

function exampleValue(schema: JsonSchema | undefined): string | undefined {
  if (schema === undefined) return undefined;
  const written = schema.examples?.[0];
  if (written !== undefined) return String(written);
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum?.[0] !== undefined) return String(schema.enum[0]);
  const first = alternatives(schema, undefined)[0];
  if (first !== undefined && first !== schema) return exampleValue(first);
  if (schema.type === 'object') return exampleBlock(schema);
  if (schema.type === 'array' && isSchema(schema.items)) return `[${exampleValue(schema.items) ?? ''}]`;
  return TYPE_EXAMPLES[String(schema.type)];
}

/** A block with the keys that it must have; `{}` where there is none. */
function exampleBlock(schema: JsonSchema): string {
  const keys = (schema.required ?? []).map((key) => {
    const property = schema.properties?.[key];
    return `${key}: ${exampleValue(isSchema(property) ? property : undefined) ?? 'some text'}`;
  });
  return keys.length === 0 ? '{}' : `{ ${keys.join(', ')} }`;
}

/** A correct line for a path: `impact: major`, or `- major` in a list. */
export function exampleAt(source: SchemaSource, path: DocumentPath): string {
  const value = exampleValue(schemaAt(jsonSchemaOf(source.schema), source.yaml.data, path)) ?? 'some text';
  const key = path.findLast((part) => typeof part === 'string');
  const text = typeof path.at(-1) === 'number' ? `[${value}]` : value;
  if (key !== undefined) return `${key}: ${text}`;
  const [first] = jsonSchemaOf(source.schema).required ?? [];
  return first === undefined ? text : exampleAt(source, [first]);
}

/** The keys that may stand in the block at a path. */
export function knownKeys(source: SchemaSource, path: DocumentPath): string[] {
  const schema = schemaAt(jsonSchemaOf(source.schema), source.yaml.data, path);
  const chosen = schema === undefined ? undefined : alternatives(schema, valueAt(source.yaml.data, path))[0];
  return Object.keys(chosen?.properties ?? {});
}
