/** The commands that workflows call. */
import { type Command, InvalidArgumentError, Option } from 'commander';

import { isCommit } from '../content/deploys-file.ts';
import type { ExitCode } from './exit-code.ts';
import { jsonOption, nowOption, readTime, rootOption } from './options.ts';

type SetExit = (code: ExitCode) => void;

function readCommit(text: string): string {
  if (isCommit(text)) return text;
  throw new InvalidArgumentError('Expected the whole name of a commit: 40 hexadecimal digits.');
}

function addDeployed(program: Command, setExit: SetExit): void {
  program
    .command('deployed')
    .description('record that a build is live; the workflow that deploys calls this')
    .addOption(new Option('--commit <sha>', 'commit that was built').argParser(readCommit).makeOptionMandatory())
    .addOption(new Option('--built <time>', 'time of the build').argParser(readTime).makeOptionMandatory())
    .addOption(new Option('--checked <time>', 'last run of the checks that it shows').argParser(readTime))
    .addOption(rootOption())
    .addOption(nowOption())
    .action(async (flags) => {
      const { runDeployed } = await import('./commands/deployed.ts');
      setExit(await runDeployed(flags));
    });
}

function addForm(program: Command, setExit: SetExit): void {
  program
    .command('form')
    .description('turn an issue form into a pull request; the workflow of the forms calls this')
    .option('--dry-run', 'print what would be done, and do nothing')
    .addOption(rootOption())
    .addOption(nowOption())
    .action(async (flags) => {
      const { runForm } = await import('./commands/form.ts');
      setExit(await runForm(flags));
    });
}

/** What the workflows of pull requests call. */
function addPullRequest(program: Command, setExit: SetExit): void {
  const command = program.command('pull-request').description('what the workflows do for a pull request');
  command
    .command('preview')
    .description('write what merging it would do for readers')
    .requiredOption('--since <ref>', 'branch, tag or commit that it is merged into')
    .requiredOption('--out <file>', 'file for the preview, as JSON')
    .addOption(rootOption())
    .addOption(nowOption())
    .action(async (flags) => {
      const { runPullRequestPreview } = await import('./commands/pull-request-preview.ts');
      setExit(await runPullRequestPreview(flags));
    });
  command
    .command('comment')
    .description('say in it what the run that has ended found; only within GitHub Actions')
    .action(async () => {
      const { runPullRequestComment } = await import('./commands/pull-request-comment.ts');
      setExit(await runPullRequestComment());
    });
}

function addFollowUp(program: Command, setExit: SetExit): void {
  program
    .command('follow-up')
    .description('tell what is due: one GitHub issue each, kept current and closed when it is done')
    .option('--dry-run', 'print what would be done, and do nothing')
    .addOption(rootOption())
    .addOption(nowOption())
    .addOption(jsonOption())
    .action(async (flags) => {
      const { runFollowUp } = await import('./commands/follow-up.ts');
      setExit(await runFollowUp(flags));
    });
}

function addNotify(program: Command, setExit: SetExit): void {
  program
    .command('notify')
    .description('tell the channels of status.yml what has landed on main and was not told yet')
    .option('--dry-run', 'print each message in full, and send nothing')
    .option('--test <channel>', 'send one message through this channel that says that it is a test')
    .option('--deploy-failed', 'let notices of what is not live yet lead to the front page in place of waiting')
    .option('--record', 'only write down what a run on this machine has told that was cut off')
    .addOption(rootOption())
    .addOption(nowOption())
    .addOption(jsonOption())
    .action(async (flags) => {
      const { runNotify } = await import('./commands/notify.ts');
      setExit(await runNotify(flags));
    });
}

/** Adds what workflows call to a program. */
export function addWorkflowCommands(program: Command, setExit: SetExit): void {
  addDeployed(program, setExit);
  addForm(program, setExit);
  addPullRequest(program, setExit);
  addFollowUp(program, setExit);
  addNotify(program, setExit);
}
