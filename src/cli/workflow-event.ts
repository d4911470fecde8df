/** The event that GitHub started a workflow with, from the file that it leaves for the steps. */
import { readFile } from 'node:fs/promises';

import type { z } from 'zod';

import { StatusError } from '../errors.ts';
import { orUndefined } from '../store/or-undefined.ts';

/** GitHub takes some 25 MB for an event; those that are read here hold one thing with its texts. */
const MAX_EVENT_LENGTH = 5_000_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Wanted<T> {
  schema: z.ZodType<T>;
  /** Completes "expected": `the event of an issue that was opened or edited`. */
  expected: string;
  /** Which workflow the command is for. */
  hint: string;
}

/** Reads the event of GITHUB_EVENT_PATH. Throws a StatusError where there is none, or another one. */
export async function readWorkflowEvent<T>(
  { GITHUB_EVENT_PATH: path = '' }: NodeJS.ProcessEnv,
  { schema, expected, hint }: Wanted<T>,
): Promise<T> {
  if (path === '') throw new StatusError('Cannot find the event: GITHUB_EVENT_PATH is not set.', { hint });
  const text = await orUndefined(readFile(path, 'utf8'), ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES']);
  const isLong = text === undefined || text.length > MAX_EVENT_LENGTH;
  const event = isLong ? undefined : schema.safeParse(parseJson(text));
  if (event?.success === true) return event.data;
  throw new StatusError(`Cannot read "${path}": expected ${expected}.`, { hint });
}
