/** Reads the command line, runs one command and turns what happens into an exit code. */
import { Command, CommanderError } from 'commander';

import { StatusError } from '../errors.ts';
import { addCommands } from './commands.ts';
import type { ExitCode } from './exit-code.ts';
import { output } from './output.ts';

const COULD_NOT_RUN = 2;

/** What a person reads when a command could not run. Anything but a StatusError is our own fault and says so. */
function describeFailure(error: unknown): string {
  if (error instanceof StatusError) return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  const message = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error && process.env['CANDOR_DEBUG'] !== undefined ? `\n${error.stack ?? ''}` : '';
  return `Candor has a fault of its own: ${message}\nSet CANDOR_DEBUG=1 to see where, and please report it.${trace}`;
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
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
    output.note(describeFailure(error));
    return COULD_NOT_RUN;
  }
}
