import { StatusError } from '../../errors.ts';

/** How often one begins anew where somebody else was first. */
const MOST_ATTEMPTS = 5;

interface Writing<T> {
  /** `open an incident`, to stand in a sentence. */
  task: string;
  /** False where what was composed is of no use any more, as others were first. */
  write(composed: T): Promise<boolean>;
  /** Composes the same on what is there now. */
  composeAnew(composed: T): Promise<T>;
}

/**
 * Writes what was composed, composed anew where others were first, and returns what was written. Throws a StatusError
 * after five attempts.
 */
export async function writeAnew<T>(first: T, { task, write, composeAnew }: Writing<T>): Promise<T> {
  let composed = first;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (await write(composed)) return composed;
    composed = await composeAnew(composed);
  }
  throw new StatusError(`Cannot ${task}: others wrote at the same moment, ${MOST_ATTEMPTS} times in a row.`, {
    hint: 'Nothing was written. Try again.',
  });
}
