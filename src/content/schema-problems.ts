/** Turns what Zod found into letters to the person who wrote the file. */
import { z } from 'zod';

import { type Problem, showReceived } from '../schema/problems.ts';
import { didYouMean } from './suggest.ts';
import type { DocumentPath, YamlDocument } from './yaml.ts';

type Issue = z.core.$ZodIssue;
type JsonSchema = z.core.JSONSchema.JSONSchema;

export interface SchemaSource {
  file: string;
  yaml: YamlDocument;
  schema: z.ZodType;
}

const TYPE_NAMES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
};
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
  if (typeof key === 'number' && isSchema(schema.items)) return schema.items;
  return isSchema(schema.additionalProperties) ? schema.additionalProperties : undefined;
}

function valueAt(data: unknown, path: DocumentPath): unknown {
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
  return TYPE_EXAMPLES[String(schema.type)];
}

/** A correct line for a path: `impact: major`, or `- major` in a list. */
function exampleAt(source: SchemaSource, path: DocumentPath): string {
  const value = exampleValue(schemaAt(jsonSchemaOf(source.schema), source.yaml.data, path)) ?? 'some text';
  const key = path.findLast((part) => typeof part === 'string');
  const text = typeof path.at(-1) === 'number' ? `[${value}]` : value;
  return key === undefined ? text : `${key}: ${text}`;
}

function listed(values: readonly unknown[]): string {
  const words = values.map(String);
  return words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`;
}

function sizeExpected(issue: Issue): string {
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return issue.minimum === 1 ? 'a text' : `at least ${issue.minimum} characters`;
    if (issue.origin === 'array')
      return issue.minimum === 1 ? 'at least one entry' : `at least ${issue.minimum} entries`;
    return `at least ${issue.minimum}`;
  }
  if (issue.code !== 'too_big') return issue.message;
  if (issue.origin === 'string') return `at most ${issue.maximum} characters`;
  return issue.origin === 'array' ? `at most ${issue.maximum} entries` : `at most ${issue.maximum}`;
}

function unionExpected(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if ('options' in issue && Array.isArray(issue.options)) return listed(issue.options);
  if (issue.message !== 'Invalid input') return issue.message;
  const expected = issue.errors.map((errors) => errors[0]).filter((error) => error !== undefined);
  return [...new Set(expected.map(expectedOf))].join(', or ');
}

/** What was expected, in words: our own schemas carry them as their message, the rest follows from the kind of issue. */
function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_NAMES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return listed(issue.values);
    case 'invalid_union':
      return unionExpected(issue);
    case 'invalid_key':
      return issue.issues[0] === undefined ? 'another key' : expectedOf(issue.issues[0]);
    case 'too_small':
    case 'too_big':
      return issue.message.startsWith('Too ') ? sizeExpected(issue) : issue.message;
    case 'custom':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_element':
      return issue.message;
  }
}

function nameOf(path: DocumentPath): string {
  const name = path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
  return name === '' ? 'the file' : `"${name}"`;
}

function unknownKeyProblems(source: SchemaSource, path: DocumentPath, keys: readonly string[]): Problem[] {
  const schema = schemaAt(jsonSchemaOf(source.schema), source.yaml.data, path);
  const chosen = schema === undefined ? undefined : alternatives(schema, valueAt(source.yaml.data, path))[0];
  const known = Object.keys(chosen?.properties ?? {});
  return keys.map((key) => ({
    severity: 'error' as const,
    file: source.file,
    ...source.yaml.placeOfKey(path, key),
    rule: 'known-keys',
    message: `Cannot use the key "${key}"${path.length === 0 ? '' : ` in ${nameOf(path)}`}`,
    expected: known.length === 0 ? 'no key here' : listed(known),
    example: exampleAt(source, [...path, known[0] ?? key]),
    received: showReceived(key),
    hint: didYouMean(key, known),
  }));
}

function suggestion(issue: Issue, received: unknown): string | undefined {
  if (typeof received !== 'string') return undefined;
  if (issue.code === 'invalid_value') return didYouMean(received, issue.values.map(String));
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return didYouMean(received, issue.options.map(String));
  }
  return undefined;
}

function issueProblems(source: SchemaSource, issue: Issue): Problem[] {
  if (issue.code === 'unrecognized_keys') return unknownKeyProblems(source, issue.path, issue.keys);
  const received = issue.code === 'invalid_key' ? issue.path.at(-1) : valueAt(source.yaml.data, issue.path);
  const missing = received === undefined;
  const place =
    issue.code === 'invalid_key'
      ? source.yaml.placeOfKey(issue.path.slice(0, -1), String(received))
      : source.yaml.placeOf(issue.path);
  return [
    {
      severity: 'error',
      file: source.file,
      ...place,
      rule: missing ? 'required-keys' : 'schema',
      message: `Cannot ${missing ? 'find' : 'read'} ${nameOf(issue.path)}`,
      expected: expectedOf(issue),
      example: exampleAt(source, issue.path),
      received: missing ? 'nothing' : showReceived(received),
      hint: suggestion(issue, received),
    },
  ];
}

/** Reads data by a schema. All problems at once, each at its place; `value` only where there is none. */
export function readBySchema<T>(source: SchemaSource & { schema: z.ZodType<T> }): { value?: T; problems: Problem[] } {
  const data = source.yaml.data ?? {};
  const result = source.schema.safeParse(data);
  if (result.success) return { value: result.data, problems: [] };
  return { problems: result.error.issues.flatMap((issue) => issueProblems(source, issue)) };
}
