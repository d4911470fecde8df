import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { bareEnvironment, commitFiles, git, makeBareRemote, makeFolder, makeTestRepo } from '../support/make-repo.ts';
import { REPOSITORY } from '../support/workflows.ts';

const AS_ADA = {
  GIT_AUTHOR_NAME: 'Ada Example',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada Example',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** The shell of the README's section, first what is done once, then what is done each time. */
function readShell(): string[] {
  const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
  const [, text = ''] = readme.split('\n## Taking a new version\n');
  return [...(text.split('\n## ')[0] ?? '').matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1] ?? '');
}

function runShell(cwd: string, script: string): void {
  execFileSync('bash', ['-e', '-c', script], { cwd, env: { ...bareEnvironment(), ...AS_ADA }, stdio: 'pipe' });
}

const workflow = (version: number): string =>
  `name: Check\n# version ${version}\n\n\n\n\nsteps:\n  - run: check\n    # env:\n    #   CANDOR_NAME: secret\n`;

/** A template with a past, a repository that GitHub made from it, and a later version of the template. */
function makeOperator(): string {
  const template = makeTestRepo({
    commits: [
      { files: { 'src/engine.ts': '0\n' } },
      {
        files: {
          'src/engine.ts': '1\n',
          'status.yml': 'example\n',
          'incidents/2026/example.md': 'example\n',
          '.github/workflows/check.yml': workflow(1),
        },
      },
    ],
  });
  const remote = makeBareRemote(template);
  const folder = makeFolder();
  git(folder, ['init', '--quiet', '--initial-branch=main']);
  const files = git(template, ['ls-files']).split('\n');
  commitFiles(folder, {
    files: Object.fromEntries(files.map((file) => [file, readFileSync(join(template, file), 'utf8')])),
    message: 'Initial commit',
  });
  commitFiles(folder, {
    files: {
      'status.yml': 'ours\n',
      'incidents/2026/example.md': undefined,
      'incidents/2026/ours.md': 'ours\n',
      '.github/workflows/check.yml': workflow(1).replace('# env', 'env').replace('#   CANDOR', '  CANDOR'),
    },
  });
  commitFiles(template, { files: { 'src/engine.ts': '2\n', '.github/workflows/check.yml': workflow(2) } });
  git(template, ['push', '--quiet', 'origin', 'HEAD:main']);
  const [once = '', each = ''] = readShell();
  const mergeAlone = each.split('\n').filter((line) => line.startsWith('git '));
  runShell(folder, `${once.replace(/https:\S+\.git/, `file://${remote}`)}\n${mergeAlone.join('\n')}`);
  return folder;
}

describe('taking a new version as the README says', () => {
  test('brings the new engine and leaves alone what an operator wrote or removed', () => {
    const folder = makeOperator();
    const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
    expect(git(folder, ['ls-files']).split('\n')).toEqual([
      '.github/workflows/check.yml',
      'incidents/2026/ours.md',
      'src/engine.ts',
      'status.yml',
    ]);
    expect([read('src/engine.ts'), read('status.yml')]).toEqual(['2\n', 'ours\n']);
    expect(read('.github/workflows/check.yml')).toContain('# version 2\n');
    expect(read('.github/workflows/check.yml')).toContain('    env:\n      CANDOR_NAME: secret\n');
    expect(git(folder, ['status', '--porcelain'])).toBe('');
  });
});
