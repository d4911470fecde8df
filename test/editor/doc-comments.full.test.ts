import { expect, test } from 'vitest';

import { readDocComments } from '../../src/editor/doc-comments.ts';
import { makeJsonSchemas } from '../../src/editor/json-schemas.ts';
import { committedSchema, SCHEMAS } from '../support/editor-schemas.ts';

test('the JSON Schemas say of each key what its doc comment says (else: npm run schemas)', () => {
  const made = makeJsonSchemas(readDocComments());
  for (const name of SCHEMAS) expect(committedSchema(name)).toEqual(made[`${name}.schema.json`]);
});
