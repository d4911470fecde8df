/** Ids of small letters, digits and hyphens from names in any script. */
import { digestOf } from '../digest.ts';

const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const MAX_LENGTH = 100;
/** Words that no id may be: what every object has, and in a component's place the parts of an update's heading. */
const RESERVED: Readonly<Record<string, readonly string[]>> = { component: ['constructor', 'next', 'notify'] };

/**
 * A name as an id: letters of the Latin script without their marks, anything else a hyphen. Where the name holds
 * letters of another script, or is too long, a short hash of it keeps two names apart; `kind` stands before a hash
 * alone.
 */
export function idOfName(name: string, kind: string): string {
  const latin = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\u0000-\u007F]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  const id = latin.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const isWhole = !/(?![a-z0-9])[\p{L}\p{N}]/u.test(latin);
  if ((RESERVED[kind] ?? ['constructor']).includes(id)) return `${id}-${kind}`;
  if (isWhole && id !== '' && id.length <= MAX_LENGTH) return id;
  const head = id.slice(0, MAX_LENGTH - 9).replace(/-+$/, '');
  return `${head === '' ? kind : head}-${digestOf(name, 8)}`;
}

/** Takes an id that is not taken yet: the wanted one, else with `-2`, `-3` and so on. */
export function takeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count += 1) id = `${wanted.slice(0, MAX_LENGTH - 6)}-${count}`;
  taken.add(id);
  return id;
}
