/** The command that derives a published site anew. */
import type { Command } from 'commander';

import type { ExitCode } from './exit-code.ts';
import { jsonOption, nowOption, rootOption } from './options.ts';

/** Adds `candor verify`. */
export function addVerify(program: Command, setExit: (code: ExitCode) => void): void {
  program
    .command('verify')
    .description('derive every figure of a site anew from Git, and say which differ')
    .option('--site <dir or url>', 'the site, as a folder or an address (default: one that is built now)')
    .addOption(rootOption())
    .addOption(nowOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Nothing is fetched but the site. Of a folder each file but pictures is compared, of an address the pages with figures.
The time comes from the site's figures.json; --now is that of a site that is built now, whose figures alone are compared.

Examples:
  candor verify --site https://status.example.org
  candor verify --site dist`,
    )
    .action(async (flags) => {
      const { runVerify } = await import('./commands/verify.ts');
      setExit(await runVerify(flags));
    });
}
