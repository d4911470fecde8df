/** Ids of small letters, digits and hyphens from names in any script, the same at every import. */
import { latinIdOf } from '../content/ids.ts';
import { digestOf } from '../digest.ts';
import { freeId, MAX_ID_LENGTH } from '../domain/free-id.ts';

/** Words that no id may be: what every object has, and in a component's place the parts of an update's heading. */
const RESERVED: Readonly<Record<string, readonly string[]>> = { component: ['constructor', 'next', 'notify'] };

/**
 * A name as an id: letters of the Latin script without their marks, anything else a hyphen. Where the name holds
 * letters of another script, or is too long, a short hash of it keeps two names apart; `kind` stands before a hash
 * alone.
 */
export function idOfName(name: string, kind: string): string {
  const { id, isWhole } = latinIdOf(name);
  if ((RESERVED[kind] ?? ['constructor']).includes(id)) return `${id}-${kind}`;
  if (isWhole && id !== '' && id.length <= MAX_ID_LENGTH) return id;
  const head = id.slice(0, MAX_ID_LENGTH - 9).replace(/-+$/, '');
  return `${head === '' ? kind : head}-${digestOf(name, 8)}`;
}

/** Takes an id that is not taken yet: the wanted one, else with `-2`, `-3` and so on. */
export function takeId(wanted: string, taken: Set<string>): string {
  const id = freeId(wanted, taken);
  taken.add(id);
  return id;
}
