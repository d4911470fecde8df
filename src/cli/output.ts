/** The one place that writes to the terminal. */
import { styleText } from 'node:util';

import { hasCode } from '../errors.ts';

type Style = Parameters<typeof styleText>[0];

export interface Output {
  /** A line of what was asked for. */
  print(text: string): void;
  /** A line about the work itself, to stderr. */
  note(text: string): void;
  /** A command to GitHub's runner, on one line and with the texts in it escaped. */
  command(text: string): void;
  /** Text in a style where stdout is a terminal that shows it, plain elsewhere. */
  style(style: Style, text: string): string;
  /** Whether a person watches stderr, so that progress may be shown. */
  readonly isWatched: boolean;
}

/**
 * A text that GitHub's runner takes for a text. It obeys a line that begins with `::`, after spaces too, and `##[` at any
 * place of one; a title or the name of a file could otherwise give it commands.
 */
function defuse(text: string): string {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return text;
  return text.replace(/^(\s*:):/gm, '$1\u200B:').replaceAll('##[', '##\u200B[');
}

/** Output to this process's stdout and stderr. */
export const output: Output = {
  print: (text) => void process.stdout.write(`${defuse(text)}\n`),
  note: (text) => void process.stderr.write(`${defuse(text)}\n`),
  command: (text) => void process.stdout.write(`${text}\n`),
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
