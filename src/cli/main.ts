/** Reads the command line, runs one command and turns what happens into an exit code. */
import { Command, CommanderError } from 'commander';

import { addCommands } from './commands.ts';
import type { ExitCode } from './exit-code.ts';
import { describeFailure } from './failure.ts';
import { output } from './output.ts';

const COULD_NOT_RUN = 2;

/** Who is in a hurry leaves out what a command belongs to: `candor resolve`. */
function suggestGroups(program: Command, { code }: CommanderError, args: readonly string[]): void {
  const names = program.commands.flatMap((group) =>
    group.commands
      .filter((each) => args.includes(each.name()))
      .map((each) => `"candor ${group.name()} ${each.name()}"`),
  );
  if (code === 'commander.unknownCommand' && names.length > 0) output.note(`Did you mean ${names.join(' or ')}?`);
}

/**
 * Runs one command line (without node and script). Never throws: what went wrong is on stderr and in the exit code.
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = new Command('candor')
    .description('A status page that lives in Git.')
    .showHelpAfterError('Add --help to see what is possible.')
    .exitOverride();
  addCommands(program, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      suggestGroups(program, error, args.slice(0, 1));
      return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
    }
    output.note(describeFailure(error));
    return COULD_NOT_RUN;
  }
}
