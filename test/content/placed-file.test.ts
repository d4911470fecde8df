import { expect, test } from 'vitest';

import { openPlacedFile } from '../../src/content/placed-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';

test('openPlacedFile() says which name would be an id', () => {
  const { id, content, problems } = openPlacedFile('incidents/API errors.md', '---\ntitle: T\n---\n');
  expect(id).toBe('API errors');
  expect(content?.yaml.data).toEqual({ title: 'T' });
  expect(problems.map(formatProblem)).toEqual([
    'incidents/API errors.md:1:1: error: Cannot use this file name as an id: expected small letters, digits and hyphens, at most 100, for example 2026-11-20-api-errors.md, got "API errors.md". Did you mean "api-errors.md"?',
  ]);
});
