/** What Spanish asks of a sentence. Words are those of both sides of the ocean. */
import type { Names } from '../names.ts';
import { createPlural } from '../plural.ts';

export const plural = createPlural('es');

export function están({ text, count }: Names): string {
  return `${text} ${count === 1 ? 'está' : 'están'}`;
}

/** Before a time of today, `antes de las 11:00 UTC`, or before one with its date. */
export function antesDe(time: string): string {
  if (/^0?1:/.test(time)) return `antes de la ${time}`;
  return /^\d{1,2}:/.test(time) ? `antes de las ${time}` : `antes del ${time}`;
}
