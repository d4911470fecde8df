/** The command that makes a repository one's own, with its options. */
import type { Command } from 'commander';

import type { ExitCode } from './exit-code.ts';
import { nowOption, rootOption } from './options.ts';

/** Adds `init`; `setExit` gets the exit code. */
export function addInit(program: Command, setExit: (code: ExitCode) => void): void {
  program
    .command('init')
    .description('begin a page of your own: write status.yml, remove the examples')
    .option('--name <name>', 'what the page is called: the company or product')
    .option('--url <url>', 'where the page is published, such as https://acme.github.io/status')
    .option('--check-url <address>', 'what is checked first: a web address, or host:port')
    .option('--component <name>', 'what readers call that which is checked (default: Website)')
    .option('--time-zone <zone>', 'of the times that readers see, such as Europe/Berlin (default: Etc/UTC)')
    .option('--locale <tag>', 'language of the page: en, de, fr, es or ja, maybe with a region (default: en)')
    .option('--yes', 'ask nothing: what is not given is taken from the Git remote or left out')
    .option('--force', 'also where status.yml is your own; the old one is kept beside the new')
    .option('--commit', 'commit exactly these files to the branch that is checked out')
    .addOption(rootOption())
    .addOption(nowOption())
    .addHelpText(
      'after',
      `
On a terminal it asks for name, address and a first check, unless they are given. Only examples of the template that
nobody has changed are removed.

Examples:
  candor init
  candor init --name Acme --url https://acme.github.io/status --check-url https://www.acme.example --commit`,
    )
    .action(async (flags) => {
      const { runInit } = await import('./commands/init.ts');
      setExit(await runInit(flags));
    });
}
