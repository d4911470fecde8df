import { createHash } from 'node:crypto';

const LENGTH = 12;

/**
 * What stands in for `page.id`: 12 characters of a-z0-9 made from the repository's root commit, or, where that is not
 * known, from the page's address. The same source always gives the same id.
 */
export function derivePageId(source: string): string {
  const digest = createHash('sha256').update(source).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(LENGTH, '0').slice(-LENGTH);
}
