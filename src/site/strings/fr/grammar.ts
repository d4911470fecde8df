/** What French asks of a sentence. Before `: ; ? !` stands U+202F, a narrow space that does not break. */
import type { Names } from '../names.ts';
import { createPlural } from '../plural.ts';

export const plural = createPlural('fr');

export function sont({ text, count }: Names): string {
  return `${text} ${count === 1 ? 'est' : 'sont'}`;
}

export function fonctionnent({ text, count }: Names): string {
  return `${text} ${count === 1 ? 'fonctionne' : 'fonctionnent'}`;
}

/** Of a name or a list of names: `de Courrier`, `d’API`. */
export function de(text: string): string {
  return /^[aeiouàâäéèêëîïôöùûüæœ]/i.test(text) ? `d’${text}` : `de ${text}`;
}

/** Before a time of today, `avant 11:00 UTC` or `avant 11 h 00 UTC`, or before one with its date. */
export function avant(time: string): string {
  return /^\d{1,2}(:|\sh)/.test(time) ? `avant ${time}` : `avant le ${time}`;
}
