import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { exampleDigest, isTemplateExample } from '../../src/app/template-examples.ts';
import { REPOSITORY } from '../support/workflows.ts';

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const CONFIG = read('status.yml');
/** Whoever has made a page of their own has content that is no example. */
const isTemplate = CONFIG.includes('url: https://status.example.org');

function contentPaths(): string[] {
  const below = ['incidents', 'postmortems'].flatMap((folder) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  );
  return ['status.yml', ...below.filter((path) => path.endsWith('.md'))];
}

describe('isTemplateExample()', () => {
  test.runIf(isTemplate)('knows everything that this template comes with; add digests, and take none out', () => {
    const unknown = contentPaths().filter((path) => !isTemplateExample(read(path)));
    expect(unknown.map((path) => `${path}: ${exampleDigest(read(path))}`)).toEqual([]);
  });

  test.runIf(isTemplate)('knows one that Windows has given other line ends', () => {
    expect(isTemplateExample(CONFIG.replaceAll('\n', '\r\n'))).toBe(true);
  });

  test('takes what somebody has changed by a letter for theirs', () => {
    expect(isTemplateExample(`${CONFIG}# mine\n`)).toBe(false);
    expect(isTemplateExample('')).toBe(false);
  });
});
