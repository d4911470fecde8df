/** Writes the JSON Schemas for editors: `npm run schemas`; with `--check` it only says which are not current. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { hasCode } from '../errors.ts';
import { readDocComments } from './doc-comments.ts';
import { formatJsonSchema, makeJsonSchemas, SCHEMAS_FOLDER } from './json-schemas.ts';

const ROOT = path.join(import.meta.dirname, '../..');

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

const isCheck = process.argv.includes('--check');
mkdirSync(path.join(ROOT, SCHEMAS_FOLDER), { recursive: true });
for (const [name, schema] of Object.entries(makeJsonSchemas(readDocComments()))) {
  const file = `${SCHEMAS_FOLDER}/${name}`;
  const text = formatJsonSchema(schema);
  if (readText(path.join(ROOT, file)) === text) continue;
  if (!isCheck) writeFileSync(path.join(ROOT, file), text);
  else process.exitCode = 1;
  process.stdout.write(`${file} ${isCheck ? 'is not what the schemas say: run "npm run schemas"' : 'is written'}\n`);
}
