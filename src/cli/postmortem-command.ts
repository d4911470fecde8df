/** The command that begins a post-mortem, with its options. */
import type { Command } from 'commander';

import type { ExitCode } from './exit-code.ts';
import { addPlaceOptions, jsonOption, nowOption, rootOption } from './options.ts';

/** Adds `postmortem`; `setExit` gets the exit code. */
export function addPostmortem(program: Command, setExit: (code: ExitCode) => void): void {
  const command = program
    .command('postmortem')
    .description('begin a post-mortem')
    .command('new')
    .description('write the draft of a post-mortem, with what the incident tells filled in')
    .argument('[incident]', 'id of the incident, or an unambiguous beginning of one; a terminal asks for it')
    .option('--dry-run', 'show the draft, and write nothing');
  addPlaceOptions(command)
    .addOption(rootOption())
    .addOption(nowOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
What nobody has written yet is marked "TODO: …". A draft is shown nowhere. "validate" refuses such a mark in one whose
status is published. Who writes it asks why up to five times; the last answer becomes a check, a test or a process.

Examples:
  candor postmortem new 2026-11-20-api-errors
  candor postmortem new 2026-11-20 --pull-request`,
    )
    .action(async (incident: string | undefined, flags) => {
      const { runPostmortemNew } = await import('./commands/postmortem-new.ts');
      setExit(await runPostmortemNew(incident, flags));
    });
}
