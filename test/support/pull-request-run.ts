/** What a run of validate.yml has on its machine: GitHub's merge in one folder and the engine of main in another. */
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { makeRemote, runStep, type StepResult } from './fresh-clone.ts';
import { commitFiles, git, makeFolder } from './make-repo.ts';
import { listCommands, REPOSITORY } from './workflows.ts';

export interface PullRequestRun {
  workspace: string;
  /** Runs the step of validate.yml whose command contains these words. */
  run(words: string): Promise<StepResult>;
  /** Where the run leaves its files. */
  temp: string;
}

interface PullRequestFiles {
  base: Readonly<Record<string, string>>;
  /** Undefined removes a file. */
  change: Readonly<Record<string, string | undefined>>;
}

/** Checks out what a pull request with this change leads to, on a main that has `base` besides this repository's files. */
export async function checkOutPullRequest(
  { base, change }: PullRequestFiles,
  prepare?: (content: string) => void,
): Promise<PullRequestRun> {
  const remote = makeRemote(base);
  const [workspace, temp] = [makeFolder(), makeFolder()];
  const content = join(workspace, 'content');
  git(workspace, ['clone', '--quiet', `file://${remote}`, content]);
  git(content, ['switch', '--quiet', '-c', 'head']);
  prepare?.(content);
  git(content, ['add', '--all']);
  commitFiles(content, { files: change });
  git(content, ['switch', '--quiet', '--detach', 'main']);
  git(content, ['merge', '--quiet', '--no-ff', 'head']);
  const run = async (words: string): Promise<StepResult> => {
    const found = listCommands('validate.yml').filter((command) => command.run.includes(words));
    const [{ run: script, step } = { run: 'exit 9', step: {} }] = found;
    const folder = step['working-directory'] ?? '';
    return runStep(workspace, script, { folder, RUNNER_TEMP: temp });
  };
  const { outputs } = await run('rev-parse');
  git(workspace, ['clone', '--quiet', `file://${remote}`, 'engine']);
  const engine = join(workspace, 'engine');
  git(engine, ['checkout', '--quiet', outputs['commit'] ?? '']);
  rmSync(join(engine, 'node_modules'), { force: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(engine, 'node_modules'));
  return { workspace, run, temp };
}
