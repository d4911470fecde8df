import { hasCode } from '../errors.ts';

/** What the work gives; undefined where the file system answers with one of the codes. */
export async function orUndefined<T>(work: Promise<T>, codes: readonly string[]): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, ...codes)) return undefined;
    throw error;
  }
}
