/** What German asks of a sentence. Words with a sharp s are avoided, so that the texts are right in Switzerland too. */
import type { Names } from '../names.ts';
import { createPlural } from '../plural.ts';

export const plural = createPlural('de');

export function sind({ text, count }: Names): string {
  return `${text} ${count === 1 ? 'ist' : 'sind'}`;
}
