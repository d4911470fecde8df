import { describe, expect, test } from 'vitest';

import { isContentPath } from '../../../src/content/pull-request/content-path.ts';

describe('isContentPath()', () => {
  test.each([
    'status.yml',
    'incidents/2026/2026-11-20-api-errors.md',
    'incidents/2026/.gitkeep',
    'postmortems/2026/2026-11-20-api-errors.md',
    'assets/logo.svg',
    'logo.png',
    'brand/page.css',
  ])('takes %s for content', (path) => {
    expect(isContentPath(path)).toBe(true);
  });

  test.each([
    ['the engine', 'src/cli/main.ts'],
    ['a style sheet of the engine', 'src/styles/page.css'],
    ['a picture of the tests', 'test/fixtures/logo.svg'],
    ['a workflow', '.github/workflows/validate.yml'],
    ['a picture in a hidden folder', '.github/logo.svg'],
    ['the packages', 'package.json'],
    ['where packages come from', '.npmrc'],
    ['what Git does with files', '.gitattributes'],
    ['submodules', '.gitmodules'],
    ['a script named as a picture is', 'assets/logo.svg.mjs'],
    ['status.yml of another folder', 'other/status.yml'],
    ['incidents in place of the folder', 'incidents'],
    ['a name that only begins like the folder', 'incidents.ts'],
    ['a way out', 'incidents/../src/cli/main.ts'],
    ['a way out of the pictures', 'assets/../src/logo.svg'],
  ])('takes %s for more than content', (_, path) => {
    expect(isContentPath(path)).toBe(false);
  });
});
