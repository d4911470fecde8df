import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { selectFiles } from '../../src/cli/selected-files.ts';
import { StatusError } from '../../src/errors.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

const FILES = ['status.yml', 'incidents/2026/api.md', 'incidents/2026/mail.md', 'postmortems/2026/api.md'];
const KNOWN = new Set(FILES);

let notes = '';

beforeEach(() => {
  notes = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    notes += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function makeRoot(): string {
  const root = join(makeFolder(), 'root');
  writeFiles(root, Object.fromEntries([...FILES, 'notes/plan.txt'].map((file) => [file, ''])));
  return root;
}

function selected(root: string, named: readonly string[], known: ReadonlySet<string> = KNOWN): string[] {
  return FILES.filter(selectFiles(root, named, known));
}

describe('selectFiles()', () => {
  test.each([
    ['nothing, for all', [], FILES],
    ['a file', ['incidents/2026/api.md'], ['incidents/2026/api.md']],
    ['a folder, with a slash at its end', ['incidents/'], ['incidents/2026/api.md', 'incidents/2026/mail.md']],
    ['the root itself', ['.'], FILES],
    ['several', ['status.yml', './postmortems'], ['status.yml', 'postmortems/2026/api.md']],
  ])('takes %s', (_, named, expected) => {
    const root = makeRoot();
    expect(
      selected(
        root,
        named.map((name) => join(root, name)),
      ),
    ).toEqual(expected);
    expect(notes).toBe('');
  });

  test('takes a name from where the person stands', () => {
    const root = makeRoot();
    vi.stubEnv('INIT_CWD', join(root, 'incidents'));
    expect(selected(root, ['2026/mail.md', '../status.yml'])).toEqual(['status.yml', 'incidents/2026/mail.md']);
  });

  test('takes no folder for another whose name begins the same', () => {
    const root = makeRoot();
    writeFiles(root, { 'incidents/20/old.md': '' });
    expect(selected(root, [join(root, 'incidents/20')])).toEqual([]);
  });

  test('takes a file that is gone from the disk but known', () => {
    const root = makeRoot();
    writeFiles(root, { 'incidents/2026/mail.md': undefined });
    expect(selected(root, [join(root, 'incidents/2026/mail.md')])).toEqual(['incidents/2026/mail.md']);
  });

  test('takes a file by a way that leads over a symbolic link', () => {
    const root = makeRoot();
    const link = join(makeFolder(), 'link');
    symlinkSync(root, link);
    expect(selected(link, [join(root, 'status.yml')])).toEqual(['status.yml']);
    expect(selected(root, [join(link, 'incidents/2026/api.md')])).toEqual(['incidents/2026/api.md']);
  });

  test('throws for a name that nothing has, in the words of the person', () => {
    expect(() => selected(makeRoot(), ['incidents/2026/ap.md'])).toThrow(
      new StatusError('Cannot open the file "incidents/2026/ap.md": there is none.'),
    );
  });

  test('says so of a file that is there and is not read', () => {
    const root = makeRoot();
    const file = join(root, 'notes/plan.txt');
    expect(selected(root, [file])).toEqual([]);
    expect(notes).toBe(
      `${file} is not read: it is not status.yml and holds no .md file of incidents/ or postmortems/.\n`,
    );
  });
});
