/** Lists that GitHub gives page by page. */
import { z } from 'zod';

import { StatusError } from '../../errors.ts';

/** Ten thousand things; where there are more, something is wrong. */
const MAX_PAGES = 100;

/** As many as GitHub puts on a page. */
export const PER_PAGE = 100;

/** The entries of all pages, each of the schema's form. Throws a StatusError for a list without an end. */
export async function readPages<T>(pages: AsyncIterable<{ data: unknown }>, schema: z.ZodType<T>): Promise<T[]> {
  const found: T[] = [];
  let count = 0;
  for await (const { data } of pages) {
    count += 1;
    if (count > MAX_PAGES) throw new StatusError(`GitHub's list has more than ${MAX_PAGES * PER_PAGE} entries.`);
    found.push(...z.array(schema).parse(data));
  }
  return found;
}
