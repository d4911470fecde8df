/** Options that several commands share. */
import { type Command, InvalidArgumentError, Option } from 'commander';

import { type Instant, parseInstant, TIMESTAMP_EXAMPLE } from '../schema/timestamp.ts';

/** `--root DIR`, as written; `findRoot` resolves it. */
export function rootOption(): Option {
  return new Option('--root <dir>', 'folder with status.yml, incidents/ and postmortems/');
}

/** A time given on the command line. */
export function readTime(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new InvalidArgumentError(`Expected a time with an offset such as ${TIMESTAMP_EXAMPLE}.`);
  return at;
}

/** `--now TIME`: what the clock is held at, for reproducible runs. */
export function nowOption(): Option {
  return new Option('--now <time>', `run as if it were this time, such as ${TIMESTAMP_EXAMPLE}`).argParser(readTime);
}

/** `--json`: data for programs in place of text for people. */
export function jsonOption(): Option {
  return new Option('--json', 'print JSON');
}

/** Where a file that a command writes ends up besides the working tree. */
export function addPlaceOptions(command: Command): Command {
  return command
    .option('--commit', 'commit exactly that file to the branch that is checked out')
    .option('--push', "publish it: one commit on top of the remote's main, whatever is checked out here")
    .option('--pull-request', 'push it as a branch, and open a pull request with GITHUB_TOKEN');
}

export interface RootFlags {
  root?: string;
}

export interface NowFlags {
  now?: Instant;
}

export interface JsonFlags {
  json?: boolean;
}
