/** The one place that writes to the terminal. */
import { styleText } from 'node:util';

import { hasCode } from '../errors.ts';

type Style = Parameters<typeof styleText>[0];

export interface Output {
  /** A line of what was asked for. */
  print(text: string): void;
  /** A line about the work itself, to stderr. */
  note(text: string): void;
  /** Text in a style where stdout is a terminal that shows it, plain elsewhere. */
  style(style: Style, text: string): string;
  /** Whether a person watches stderr, so that progress may be shown. */
  readonly isWatched: boolean;
}

/** Output to this process's stdout and stderr. */
export const output: Output = {
  print: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  style: (style, text) => styleText(style, text, { stream: process.stdout }),
  isWatched: process.stderr.isTTY === true,
};

/** Whoever reads may stop reading, as `head` does; what a command does besides printing goes on. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (!hasCode(error, 'EPIPE')) throw error;
  });
}

/** A value as JSON for another program, two spaces, a line feed at the end. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}
