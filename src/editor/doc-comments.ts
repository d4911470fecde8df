/** What the doc comments of the schemas say of each key. TypeScript carries them from a schema to the type that it reads. */
import path from 'node:path';

import ts from 'typescript';

import type { JsonSchema, Written } from './json-schemas.ts';

const SCHEMAS = path.join(import.meta.dirname, 'json-schemas.ts');

type Properties = NonNullable<JsonSchema['properties']>;

/** A comment as one line a paragraph or a list entry. */
function unwrap(comment: string): string {
  return comment.replace(/\n(?![\n-])\s*/g, (found, at: number) => (comment[at - 1] === '\n' ? found : ' ')).trim();
}

/** The members of a union, or the type alone. */
function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** Reads types in step with the JSON Schemas that were made of the same Zod schemas. */
class Describer {
  private readonly checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
  }

  /** The schema with what is said of each of its keys. */
  describe(schema: JsonSchema, type: ts.Type): JsonSchema {
    const { properties } = schema;
    const keys = properties === undefined ? {} : { properties: this.describeKeys(properties, type) };
    return { ...schema, ...keys, ...this.describeBelow(schema, type) };
  }

  private describeKeys(properties: Properties, type: ts.Type): Properties {
    const keys = Object.keys(properties);
    const block = this.findBlock(keys, type);
    return Object.fromEntries(
      keys.map((key) => {
        const [schema, symbol] = [properties[key], block.getProperty(key)];
        if (typeof schema !== 'object' || symbol === undefined) throw new Error(`Cannot find the type of "${key}"`);
        const description = unwrap(ts.displayPartsToString(symbol.getDocumentationComment(this.checker)));
        const below = this.describe(schema, this.checker.getNonNullableType(this.checker.getTypeOfSymbol(symbol)));
        return [key, description === '' ? below : { description, ...below }];
      }),
    );
  }

  /** The member of a union that has these keys and no others. */
  private findBlock(keys: readonly string[], type: ts.Type): ts.Type {
    const block = membersOf(type).find((member) => {
      const names = member.getProperties().map(({ name }) => name);
      return names.length === keys.length && keys.every((key) => names.includes(key));
    });
    if (block === undefined) throw new Error(`Cannot find a type with the keys ${keys.join(', ')}`);
    return block;
  }

  /** What lies below lists, alternatives and blocks of any keys. */
  private describeBelow(schema: JsonSchema, type: ts.Type): Partial<JsonSchema> {
    const within = (below: JsonSchema | boolean, kind: ts.IndexKind): JsonSchema | boolean => {
      const [inner] = membersOf(type).flatMap((member) => this.checker.getIndexTypeOfType(member, kind) ?? []);
      return typeof below === 'boolean' || inner === undefined ? below : this.describe(below, inner);
    };
    const each = (options: readonly JsonSchema[]): JsonSchema[] => options.map((option) => this.describe(option, type));
    const { items, additionalProperties, anyOf, oneOf } = schema;
    return {
      ...(items === undefined || Array.isArray(items) ? {} : { items: within(items, ts.IndexKind.Number) }),
      ...(additionalProperties === undefined
        ? {}
        : { additionalProperties: within(additionalProperties, ts.IndexKind.String) }),
      ...(anyOf === undefined ? {} : { anyOf: each(anyOf as JsonSchema[]) }),
      ...(oneOf === undefined ? {} : { oneOf: each(oneOf as JsonSchema[]) }),
    } as Partial<JsonSchema>;
  }
}

/** The type of what a Zod schema reads, before defaults are filled in. */
function inputOf(checker: ts.TypeChecker, type: ts.Type): ts.Type {
  return ['_zod', 'input'].reduce((found, name) => {
    const property = checker.getPropertyOfType(found, name);
    if (property === undefined) throw new Error(`Cannot find "${name}" of a schema`);
    return checker.getTypeOfSymbol(property);
  }, type);
}

/** Reads the types of all schemas, which takes seconds, and returns what puts their comments into JSON Schemas. */
export function readDocComments(): (written: Written, schema: JsonSchema) => JsonSchema {
  const root = path.join(import.meta.dirname, '../..');
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [SCHEMAS] }, ts.sys, root);
  const program = ts.createProgram([SCHEMAS], { ...options, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(SCHEMAS);
  const file = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const written = file?.exports?.get(ts.escapeLeadingUnderscores('WRITTEN'));
  if (written === undefined) throw new Error('Cannot find the schemas of what people write');
  const schemas = checker.getTypeOfSymbol(written);
  const describer = new Describer(checker);
  return (name, schema) => {
    const property = checker.getPropertyOfType(schemas, name);
    if (property === undefined) throw new Error(`Cannot find the schema of "${name}"`);
    return describer.describe(schema, inputOf(checker, checker.getTypeOfSymbol(property)));
  };
}
