/** What English asks of a sentence. */
import type { Names } from '../names.ts';

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function are({ text, count }: Names): string {
  return `${text} ${count === 1 ? 'is' : 'are'}`;
}
