import { spawnSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { bareEnvironment, git, makeTestRepo } from '../support/make-repo.ts';

/** The user and group that own nothing, where this one may become any other. */
const NOBODY = 65_534;
const SAFE = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
const SCRIPT = join(import.meta.dirname, '../../src/cli/candor.mjs');

/** Lets everybody look into the folders that a test's own folder lies in, as far as they are closed. */
function openFolders(folder: string): void {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o777) === 0o700) chmodSync(at, 0o755);
  }
}

describe('candor check in a repository that may be read only', () => {
  it('says so, as another user than its owner', ({ skip }) => {
    const env = { ...bareEnvironment(), ...SAFE };
    const user = { uid: NOBODY, gid: NOBODY, env, encoding: 'utf8' } as const;
    const canBeNobody = process.getuid?.() === 0 && spawnSync(process.execPath, [SCRIPT, '--help'], user).status === 0;
    skip(!canBeNobody, 'cannot run Candor as another user here');
    const files = {
      'status.yml':
        'page: { name: Example Cloud, url: https://status.example.org }\ncomponents: [{ id: api, name: API }]\n',
    };
    const repo = makeTestRepo({ commits: [{ files }] });
    git(repo, ['config', 'core.fileMode', 'false']);
    openFolders(repo);
    spawnSync('chmod', ['-R', 'a-w,a+rX', repo]);
    const args = [SCRIPT, 'check', '--root', repo];
    const { status, stderr } = spawnSync(process.execPath, args, { ...user, cwd: repo });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(
        /^Cannot write to this repository: EACCES.*\nRun the command as the user to whom the repository belongs/,
      ),
    });
  });
});
