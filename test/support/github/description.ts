/** GitHub's OpenAPI description, of the version that the types of the tests were made from. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { Ajv, type ValidateFunction } from 'ajv';

import { REPOSITORY } from '../workflows.ts';
import type { Exchange } from './server.ts';

type Json = Record<string, unknown>;
interface Operation {
  requestBody?: { content?: Record<string, { schema: Json }> };
  responses: Record<string, Json & { content?: Record<string, { schema: Json }> }>;
}
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Operation['responses'][string]> } & Json;
}

const FILE = 'package/generated/api.github.com.json';

/** Installs nothing: of the package, which unpacks to 385 MB, one file is kept in a cache. A reason where it is not to be had. */
export function fetchDescription(): Description | string {
  const types = createRequire(import.meta.url)('@octokit/openapi-types/package.json') as {
    octokit: { 'openapi-version': string };
  };
  const version = types.octokit['openapi-version'];
  const cache = join(REPOSITORY, 'node_modules/.cache/candor-openapi', version);
  if (!existsSync(join(cache, FILE))) {
    mkdirSync(cache, { recursive: true });
    try {
      const pack = ['pack', `@octokit/openapi@${version}`, '--silent', '--pack-destination', cache];
      const archive = execFileSync('npm', pack, { encoding: 'utf8', timeout: 300_000 }).trim();
      execFileSync('tar', ['xzf', join(cache, archive), '-C', cache, FILE]);
    } catch (error) {
      return `the registry gives no @octokit/openapi@${version}: ${String(error).slice(0, 200)}`;
    }
  }
  return JSON.parse(readFileSync(join(cache, FILE), 'utf8')) as Description;
}

/**
 * A schema of OpenAPI 3.0 as JSON Schema: `nullable` becomes a type. Alternatives that overlap, as GitHub's errors do, are
 * taken for what they are.
 */
function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, oneOf, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'example' || key === 'examples' ? null : toJsonSchema(value),
    ]),
  );
  delete rest['example'];
  delete rest['examples'];
  const plain = oneOf === undefined ? rest : { ...rest, anyOf: oneOf };
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}

/** What of an exchange GitHub's description does not have, a line each. */
export function createChecker({ paths, components }: Description): (exchange: Exchange) => string[] {
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema({ $id: 'github', components: toJsonSchema(components) } as Json);
  const known = new Map<string, ValidateFunction>();
  const unnamed = (path: string): string => path.replaceAll(/\{\w+\}/g, '{}');
  const byPath = new Map(Object.entries(paths).map(([path, operations]) => [unnamed(path), operations]));
  const check = (what: string, content: Record<string, { schema: Json }> | undefined, value: unknown): string[] => {
    const schema = content?.['application/json']?.schema;
    if (schema === undefined) return [];
    const text = JSON.stringify(toJsonSchema(schema)).replaceAll('"#/components', '"github#/components');
    const validate = known.get(what) ?? ajv.compile(JSON.parse(text) as Json);
    known.set(what, validate);
    return validate(value) ? [] : [`${what}: ${ajv.errorsText(validate.errors)}`];
  };
  return ({ method, operation = '', body, status, answer, isFault }) => {
    const name = `${method} ${operation}`;
    const described = byPath.get(unnamed(operation))?.[method.toLowerCase()];
    if (described === undefined) return [`${name} is not described`];
    const asked = body === undefined ? [] : check(`${name} body`, described.requestBody?.content, body);
    if (isFault) return asked;
    const found = described.responses[String(status)];
    const reference = String(found?.['$ref'] ?? '').replace('#/components/responses/', '');
    const response = reference === '' ? found : components.responses[reference];
    // Of a repository that a token may not see GitHub says so everywhere, and describes it in places.
    if (response === undefined && status === 404) return asked;
    if (response === undefined) return [...asked, `${name} does not answer ${status}`];
    return [...asked, ...check(`${name} ${status}`, response.content, answer)];
  };
}
