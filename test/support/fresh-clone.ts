/** Fresh clones of this very repository, in which a workflow's commands run as GitHub runs them. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { commitFiles, git, makeFolder } from './make-repo.ts';
import { REPOSITORY } from './workflows.ts';

/** A bare repository with this repository's commit as main, and a commit on it that changes these files. */
export function makeRemote(files: Readonly<Record<string, string>>): string {
  const remote = join(makeFolder(), 'remote.git');
  git(REPOSITORY, ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  git(remote, ['config', 'receive.shallowUpdate', 'true']);
  git(REPOSITORY, ['push', '--quiet', `file://${remote}`, 'HEAD:refs/heads/main']);
  const clone = join(makeFolder(), 'clone');
  git(REPOSITORY, ['clone', '--quiet', `file://${remote}`, clone]);
  commitFiles(clone, { files, message: 'Write our own status.yml' });
  git(clone, ['push', '--quiet', 'origin', 'HEAD:main']);
  return remote;
}

/** What actions/checkout and npm leave: a clone, and the packages that are installed here. */
export function checkOut(remote: string, options: readonly string[] = []): string {
  const clone = join(makeFolder(), 'clone');
  git(REPOSITORY, ['clone', '--quiet', ...options, `file://${remote}`, clone]);
  symlinkSync(join(REPOSITORY, 'node_modules'), join(clone, 'node_modules'));
  return clone;
}

/** The environment of this process without what npm and Vitest add to it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(npm_|INIT_CWD$|NODE_OPTIONS$|VITEST|VITE_|TEST$|NODE_ENV$|GITHUB_|PROD$|DEV$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

export interface StepResult {
  exitCode: number;
  output: string;
  /** What the step tells the steps after it. */
  outputs: Record<string, string>;
}

/** Runs the script of a step as GitHub does, in the folder that the step names, relative to the workspace. */
export async function runStep(
  workspace: string,
  script: string,
  { folder = '', ...env }: Readonly<Record<string, string>> & { folder?: string } = {},
): Promise<StepResult> {
  const outputFile = join(makeFolder(), 'output');
  const actions = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: outputFile, GITHUB_WORKSPACE: workspace };
  const isolated = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const result = await new Promise<{ exitCode: number; output: string }>((resolve) => {
    const options = {
      cwd: join(workspace, folder),
      env: { ...cleanEnvironment(), ...isolated, ...actions, ...env },
      maxBuffer: 1e8,
    };
    execFile('bash', ['-e', '-c', script], options, (error, stdout, stderr) => {
      // A process that a signal ended has no exit code.
      const failure = typeof error?.code === 'number' ? error.code : -1;
      resolve({ exitCode: error === null ? 0 : failure, output: stdout + stderr });
    });
  });
  const lines = existsSync(outputFile) ? readFileSync(outputFile, 'utf8').trimEnd().split('\n') : [];
  rmSync(outputFile, { force: true });
  return { ...result, outputs: Object.fromEntries(lines.map((line) => line.split('=') as [string, string])) };
}
