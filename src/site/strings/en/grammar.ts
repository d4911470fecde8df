/** What English asks of a sentence. */
import type { Names } from '../names.ts';
import { createPlural } from '../plural.ts';

export const plural = createPlural('en');

export function are({ text, count }: Names): string {
  return `${text} ${count === 1 ? 'is' : 'are'}`;
}
