/** Questions to a person at a terminal; the only importer of the library that asks, which is loaded with the first one. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import type * as Library from '@inquirer/prompts';

import { hasVisibleWords } from '../../content/visible-words.ts';
import { StatusError } from '../../errors.ts';
import { showInvisible } from '../../schema/visible-text.ts';

export interface Choice<T> {
  value: T;
  name: string;
  description?: string | undefined;
}

/** Each resolves to the answer; Ctrl+C throws a StatusError, and nothing has been written then. */
export interface Asker {
  line(question: {
    message: string;
    initial?: string | undefined;
    check?: (text: string) => string | true;
  }): Promise<string>;
  choose<T>(question: { message: string; choices: readonly Choice<T>[]; initial?: T | undefined }): Promise<T>;
  chooseMany<T>(question: {
    message: string;
    choices: readonly Choice<T>[];
    atLeast?: number;
    /** What is chosen to begin with. */
    initial?: readonly T[] | undefined;
  }): Promise<T[]>;
  /** A text of any length: in the person's editor, else on one line. */
  text(question: { message: string; initial?: string | undefined; isRequired?: boolean }): Promise<string>;
  confirm(message: string): Promise<boolean>;
}

/** An asker where a person sits at a terminal, both ways; undefined elsewhere. Questions go to stderr. */
export function openAsker(): Asker | undefined {
  return process.stdin.isTTY && process.stderr.isTTY ? ASKER : undefined;
}

async function ask<T>(
  question: (library: typeof Library, context: { output: NodeJS.WritableStream }) => Promise<T>,
): Promise<T> {
  const library = await import('@inquirer/prompts');
  try {
    return await question(library, { output: process.stderr });
  } catch (error) {
    if (!(error instanceof Error) || !['ExitPromptError', 'AbortPromptError'].includes(error.name)) throw error;
    throw new StatusError('Stopped; nothing was written.', { cause: error });
  }
}

/** The program of the editor that a person has chosen; empty where they have none. */
function editorOf({ VISUAL = '', EDITOR = '' }: NodeJS.ProcessEnv): string {
  return (VISUAL === '' ? EDITOR : VISUAL).trim().split(/\s+/)[0] ?? '';
}

/** Whether it is there, as far as that can be told from its command. */
function hasEditor(environment: NodeJS.ProcessEnv): boolean {
  const program = editorOf(environment);
  const { PATH = '' } = environment;
  if (program === '' || process.platform === 'win32' || /["'\\]/.test(program)) return program !== '';
  if (program.includes('/')) return existsSync(program);
  return PATH.split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function isText(text: string): string | true {
  return hasVisibleWords(text) || 'Expected a text that readers see.';
}

const ASKER: Asker = {
  line: ({ message, initial, check = () => true }) =>
    ask(({ input }, context) => input({ message, validate: check, ...prefilled(initial) }, context)),
  choose: ({ message, choices, initial }) =>
    ask(({ select }, context) =>
      select({ message, choices: choices.map(plain), ...(initial !== undefined && { default: initial }) }, context),
    ),
  chooseMany: ({ message, choices, atLeast = 0, initial = [] }) => {
    const shownChoices = choices.map((choice) => ({ ...plain(choice), checked: initial.includes(choice.value) }));
    return ask(({ checkbox }, context) => checkbox({ message, choices: shownChoices, required: atLeast > 0 }, context));
  },
  text: ({ message, initial, isRequired = false }) => {
    const validate = isRequired ? isText : () => true;
    const start = initial === undefined ? {} : { default: initial };
    // More than a line cannot be edited on one; Enter then takes it as it is.
    const onLine = initial?.includes('\n') === true ? start : prefilled(initial);
    const program = editorOf(process.env);
    const why = program === '' ? '' : `"${program}" is not here; `;
    return hasEditor(process.env)
      ? ask(({ editor }, context) => editor({ message, postfix: '.md', validate, ...start }, context))
      : ask(({ input }, context) =>
          input({ message: `${message} (${why}set EDITOR to write more than a line)`, validate, ...onLine }, context),
        );
  },
  confirm: (message) => ask(({ confirm }, context) => confirm({ message, default: true }, context)),
};

/** A line that begins with a text, which may be changed or deleted. */
function prefilled(initial: string | undefined): { default?: string; prefill?: 'editable' } {
  return initial === undefined ? {} : { default: initial, prefill: 'editable' };
}

/** What stands in files may be somebody else's: nothing in it steers the terminal. */
function shown(text: string): string {
  return text.split('\n').map(showInvisible).join('\n');
}

/** A choice without keys that the library would take for set. */
function plain<T>({ value, name, description }: Choice<T>): { value: T; name: string; description?: string } {
  return { value, name: shown(name), ...(description !== undefined && { description: shown(description) }) };
}
