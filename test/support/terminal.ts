/** A command at a terminal of its own, which `script` of util-linux makes: what a person sees, and what they type. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const CLI = join(import.meta.dirname, '../../src/cli/candor.mjs');

export const KEYS = { enter: '\r', space: ' ', down: '\u001B[B', ctrlC: '\u0003' } as const;

/** What is typed once a text is to be seen after all that was seen before. */
export type Step = readonly [seen: string, typed: string];

export interface TerminalResult {
  exitCode: number | null;
  /** All that was shown, without control characters. */
  screen: string;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Runs a command line of Candor and types each step when its text has appeared; ends with the command. */
export function runAtTerminal(
  args: readonly string[],
  { steps, env = {} }: { steps: readonly Step[]; env?: Readonly<Record<string, string>> },
): Promise<TerminalResult> {
  const command = [process.execPath, CLI, ...args].map(quote).join(' ');
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: { ...process.env, TERM: 'xterm', COLUMNS: '120', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let [shown, from, next] = ['', 0, 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const screen = stripVTControlCharacters(shown);
    // Where nothing is typed nothing else may come: what is waited for next may be there already.
    for (let typed = ''; typed === '';) {
      const step = steps[next];
      const at = step === undefined ? -1 : screen.indexOf(step[0], from);
      if (step === undefined || at === -1) return;
      from = at + step[0].length;
      next += 1;
      [, typed] = step;
      child.stdin.write(typed);
    }
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, screen: stripVTControlCharacters(shown) }));
  });
}
