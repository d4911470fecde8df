import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { validate } from '../../src/app/validate.ts';
import { runInit } from '../../src/cli/commands/init.ts';
import { parseConfigFile } from '../../src/content/config-file.ts';
import { readContentChanges } from '../../src/store/content-changes.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { git, makeFolder, makeTestRepo, writeFiles } from '../support/make-repo.ts';
import { listen } from '../support/said.ts';
import { REPOSITORY } from '../support/workflows.ts';

const now = at('2026-11-26T09:00:00Z');
const GIVEN = { name: 'Acme', url: 'https://status.acme.dev', checkUrl: 'www.acme.dev', now };
const EXAMPLE = 'incidents/2026/2026-09-30-slow-api.md';
const isTemplate = readFileSync(join(REPOSITORY, 'status.yml'), 'utf8').includes('url: https://status.example.org');

/** A repository with the examples of this template, as whoever uses it gets them. */
function makeTemplate(): string {
  const root = makeTestRepo();
  for (const part of ['status.yml', 'incidents', 'postmortems']) {
    cpSync(join(REPOSITORY, part), join(root, part), { recursive: true });
  }
  git(root, ['add', '--all']);
  git(root, ['commit', '--quiet', '-m', 'Begin']);
  return root;
}

async function lettersOf(root: string): Promise<string[]> {
  const changes = await readContentChanges(root, undefined);
  const { problems } = await validate(await openRootFiles(root), { now, changes });
  return problems.map(({ message }) => message);
}

const configOf = (root: string) => parseConfigFile(readFileSync(join(root, 'status.yml'), 'utf8')).config;

describe('runInit()', () => {
  test.runIf(isTemplate)('makes a template one’s own, uncommitted, with nothing wrong in it', async () => {
    const root = makeTemplate();
    git(root, ['remote', 'add', 'origin', 'https://ada:secret@github.com/Acme/status.git']);
    const { value, stdout, stderr } = await listen(() => runInit({ ...GIVEN, root }));
    expect(value).toBe(0);
    expect(stderr).toBe('Wrote status.yml.\nRemoved 6 examples of the template.\n');
    expect(readdirSync(root).sort()).toEqual(['.git', 'status.yml']);
    expect(configOf(root)?.page).toMatchObject({ name: 'Acme', url: 'https://status.acme.dev' });
    expect(configOf(root)?.page.id).toMatch(/^[a-z0-9]{12}$/);
    expect(configOf(root)?.components).toMatchObject([
      { id: 'website', name: 'Website', since: '2026-11-26', checks: [{ type: 'http', url: 'https://www.acme.dev' }] },
    ]);
    expect(await lettersOf(root)).toEqual([]);
    expect(git(root, ['diff', '--cached', '--name-only'])).toBe('');
    for (const path of ['pages', 'actions', 'rules', 'secrets/actions']) {
      expect(stdout).toContain(`https://github.com/Acme/status/settings/${path}\n`);
    }
    expect(stdout).toContain('Custom domain: "status.acme.dev"');
    expect(stdout).not.toContain('secret@');
  });

  test.runIf(isTemplate)('leaves what somebody has written in, and commits exactly what it did', async () => {
    const root = makeTemplate();
    const own = `${readFileSync(join(root, EXAMPLE), 'utf8')}\nOurs.\n`;
    writeFiles(root, { [EXAMPLE]: own, 'notes.txt': 'mine' });
    git(root, ['add', 'notes.txt']);
    const { stderr } = await listen(() => runInit({ ...GIVEN, root, commit: true }));
    const said = stderr.split('\n');
    const left = said.indexOf(`Left as they are, since somebody has written in them: ${EXAMPLE}.`);
    expect(said.slice(left + 1, left + 3)).toEqual([
      'They do not all go with the new status.yml. Correct these, or delete the files that you do not want:',
      expect.stringMatching(new RegExp(`^${EXAMPLE}:\\d+:\\d+: error: Cannot find the component "api": .*website`)),
    ]);
    expect(await lettersOf(root)).toContain('Cannot find the component "api"');
    expect(readFileSync(join(root, EXAMPLE), 'utf8')).toBe(own);
    const changed = git(root, ['show', '--name-status', '--format=%s']).split('\n');
    expect(changed.slice(0, 2)).toEqual(['Begin a page of our own', '']);
    expect(changed.slice(2).map((line) => line.slice(0, 12))).toEqual([
      ...Array(5).fill('D\tincidents/').slice(1),
      'D\tpostmortem',
      'M\tstatus.yml',
    ]);
    expect(git(root, ['diff', '--cached', '--name-only'])).toBe('notes.txt');
  });

  test('begins in an empty folder outside Git, where a second time changes nothing', async () => {
    const root = makeFolder();
    const { stdout } = await listen(() => runInit({ ...GIVEN, root }));
    expect(stdout).toContain('Settings > Pages\n');
    expect(stdout).toContain('create and approve pull requests": an issue form becomes one');
    const first = readFileSync(join(root, 'status.yml'), 'utf8');
    await expect(runInit({ ...GIVEN, root })).rejects.toThrow(
      'Cannot write status.yml: it is there, and not the example of the template any more.',
    );
    expect(readFileSync(join(root, 'status.yml'), 'utf8')).toBe(first);
    expect(await lettersOf(root)).toEqual([]);
  });

  test('begins anew where it is forced to: keeps the old file, and the id that feeds rest on', async () => {
    const root = makeFolder();
    const old = 'page: { name: Old, url: https://old.acme.dev, id: k7d0v3m9x2qa }\n';
    writeFileSync(join(root, 'status.yml'), old);
    await listen(() => runInit({ ...GIVEN, root, force: true }));
    await listen(() => runInit({ ...GIVEN, root, force: true }));
    expect(readFileSync(join(root, 'status.old.yml'), 'utf8')).toBe(old);
    expect(existsSync(join(root, 'status.old-2.yml'))).toBe(true);
    expect(configOf(root)?.page).toMatchObject({ name: 'Acme', id: 'k7d0v3m9x2qa' });
  });

  test('leaves a file that is no text where it is, as it could not be kept', async () => {
    const root = makeFolder();
    const old = Buffer.from([0xff, 0xfe, 0x70, 0x00]);
    writeFileSync(join(root, 'status.yml'), old);
    await expect(runInit({ ...GIVEN, root, force: true })).rejects.toThrow('Cannot replace status.yml');
    expect(readFileSync(join(root, 'status.yml'))).toEqual(old);
    expect(readdirSync(root)).toEqual(['status.yml']);
  });

  test.each([
    'Acme: "the" \'best\' #1',
    '🔥 & co',
    '- yes',
    '{ x: [y] }',
    'null',
    '007',
    '  two\n  lines  ',
    '&anchor *alias !tag % @ `x`',
  ])('writes the name %j so that it is read again', async (name) => {
    const root = makeFolder();
    await listen(() => runInit({ ...GIVEN, root, name, component: name }));
    const expected = name.trim().replace('\n', ' ');
    expect(configOf(root)?.page.name).toBe(expected);
    expect(configOf(root)?.components[0]?.name).toBe(expected);
  });

  test('takes from the remote what is not given, where nothing may be asked', async () => {
    const root = makeTestRepo();
    git(root, ['remote', 'add', 'origin', 'git@github.com:Acme/status.git']);
    await listen(() => runInit({ root, yes: true, now }));
    expect(configOf(root)?.page).toMatchObject({ name: 'Acme', url: 'https://acme.github.io/status' });
    expect(configOf(root)?.components[0]?.checks).toEqual([]);
  });

  test.each<[string, Parameters<typeof runInit>[0], string]>([
    ['no name and no address', {}, 'Cannot begin a page: there is no terminal to ask at.'],
    [
      'an address that is none',
      { ...GIVEN, url: 'acme' },
      'Cannot use --url: expected an absolute http or https URL, for example https://acme.github.io/status, got "acme"',
    ],
    [
      'a password in an address',
      { ...GIVEN, checkUrl: 'https://ada:secret@acme.dev' },
      'mail.acme.example:587, got "https://…@acme.dev"',
    ],
    [
      'a check of nothing',
      { ...GIVEN, checkUrl: 'ftp://acme.dev' },
      'Cannot use --check-url: expected a web address or host:port',
    ],
    ['a zone that is none', { ...GIVEN, timeZone: 'Berlin' }, 'Cannot read "page.timeZone"'],
    ['a language that is none', { ...GIVEN, locale: 'klingon' }, 'Cannot read "page.locale"'],
    ['a name that is too long', { ...GIVEN, name: 'x'.repeat(101) }, 'Cannot read "page.name"'],
    ['a commit outside Git', { ...GIVEN, commit: true }, 'lies in no Git repository.'],
  ])('writes nothing for %s', async (_what, flags, letter) => {
    const root = makeFolder();
    await expect(runInit({ ...flags, root })).rejects.toThrow(letter);
    expect(readdirSync(root)).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)('says what to do where the folder may not be written', async () => {
    const root = makeFolder();
    chmodSync(root, 0o500);
    await expect(runInit({ ...GIVEN, root })).rejects.toThrow('Cannot write status.yml: EACCES');
  });
});
