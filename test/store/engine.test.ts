import { describe, expect, test } from 'vitest';

import { describeEngine, nameEngine } from '../../src/store/engine.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

const FILES = { 'src/a.ts': 'a', 'src/pages/index.astro': 'b', 'package.json': '{}', 'package-lock.json': '{}' };

function makeEngine(more: Readonly<Record<string, string>> = {}): string {
  const folder = makeFolder();
  writeFiles(folder, { ...FILES, ...more });
  return folder;
}

describe('nameEngine()', () => {
  test('is the same wherever the same files lie, whatever lies beside them', () => {
    const name = nameEngine(makeEngine());
    expect(name).toMatch(/^[0-9a-f]{16}$/);
    expect(nameEngine(makeEngine({ 'src/.DS_Store': 'x', 'incidents/2026/a.md': 'x', 'test/a.ts': 'x' }))).toBe(name);
  });

  test.each(['src/a.ts', 'src/b.ts', 'src/pages/index.astro', 'package-lock.json', 'astro.config.mjs'])(
    'is another one where %s is',
    (file) => {
      expect(nameEngine(makeEngine({ [file]: 'c' }))).not.toBe(nameEngine(makeEngine()));
      expect(describeEngine(makeEngine({ [file]: 'c' }))).not.toBe(describeEngine(makeEngine()));
    },
  );
});
