import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeEach, describe, expect, test } from 'vitest';

import { openKeptPages } from '../../src/store/kept-pages.ts';
import { makeFolder } from '../support/make-repo.ts';

const KEYS = new Map([
  ['incidents/a/index.html', 'key of a'],
  ['incidents/b/index.html', 'key of b'],
]);
let base: string;
let target: string;
let fresh: string;

/** Builds into the target as a first build does. */
function buildFirst(): void {
  const kept = openKeptPages({ target, folder: path.join(base, 'records') });
  kept.take(KEYS, fresh);
  for (const [file, key] of KEYS) {
    mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    writeFileSync(path.join(target, file), `page with ${key}`);
  }
  kept.record();
}

function takeAgain(keys: ReadonlyMap<string, string> = KEYS): string[] {
  return [...openKeptPages({ target, folder: path.join(base, 'records') }).take(keys, fresh)];
}

beforeEach(() => {
  base = makeFolder();
  target = path.join(base, 'dist');
  fresh = path.join(base, 'fresh');
});

describe('openKeptPages()', () => {
  test('takes nothing where nothing was built before', () => {
    expect(takeAgain()).toEqual([]);
  });

  test('puts what follows from the same into the new folder, byte by byte', () => {
    buildFirst();
    expect(takeAgain()).toEqual([...KEYS.keys()]);
    expect(readFileSync(path.join(fresh, 'incidents/a/index.html'), 'utf8')).toBe('page with key of a');
  });

  test('takes over again what was taken over', () => {
    buildFirst();
    const kept = openKeptPages({ target, folder: path.join(base, 'records') });
    kept.take(KEYS, fresh);
    rmSync(target, { recursive: true });
    mkdirSync(target);
    for (const file of KEYS.keys()) {
      mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
      linkSync(path.join(fresh, file), path.join(target, file));
    }
    kept.record();
    fresh = path.join(base, 'third');
    expect(takeAgain()).toEqual([...KEYS.keys()]);
  });

  test('leaves what follows from something else now, or is wanted no more', () => {
    buildFirst();
    expect(takeAgain(new Map([['incidents/a/index.html', 'another key']]))).toEqual([]);
  });

  test('leaves a file that somebody changed since, with the same length too', () => {
    buildFirst();
    writeFileSync(path.join(target, 'incidents/a/index.html'), 'page with kye of a');
    utimesSync(path.join(target, 'incidents/a/index.html'), 1_000, 1_000);
    expect(takeAgain()).toEqual(['incidents/b/index.html']);
    expect(() => statSync(path.join(fresh, 'incidents/a/index.html'))).toThrow('ENOENT');
  });

  test('leaves a file that is gone, and a link in its place', () => {
    buildFirst();
    rmSync(path.join(target, 'incidents/a'), { recursive: true });
    rmSync(path.join(target, 'incidents/b/index.html'));
    mkdirSync(path.join(target, 'incidents/b/index.html'));
    expect(takeAgain()).toEqual([]);
  });

  test.each(['', '{', '{"target":1}', '[]', '{"target":"x","files":[["../../etc/passwd",1]]}'])(
    'takes nothing by a record that reads %j',
    (text) => {
      buildFirst();
      const [name = ''] = readdirSync(path.join(base, 'records'));
      writeFileSync(path.join(base, 'records', name), text);
      expect(takeAgain()).toEqual([]);
    },
  );

  test('builds on where no record can be written', () => {
    writeFileSync(path.join(base, 'records'), 'a file where the folder should be');
    buildFirst();
    expect(takeAgain()).toEqual([]);
  });

  test('forgets folders that are gone', () => {
    buildFirst();
    const first = readdirSync(path.join(base, 'records'));
    rmSync(target, { recursive: true });
    target = path.join(base, 'elsewhere');
    buildFirst();
    const second = readdirSync(path.join(base, 'records'));
    expect(second).toHaveLength(1);
    expect(second).not.toEqual(first);
  });
});
