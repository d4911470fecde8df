/** As long as an id may be. */
export const MAX_ID_LENGTH = 100;

/** The wanted id, else the first of it with `-2`, `-3` and so on that is not taken. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted.slice(0, MAX_ID_LENGTH);
  for (let count = 2; taken.has(id); count += 1) id = `${wanted.slice(0, MAX_ID_LENGTH - 6)}-${count}`;
  return id;
}
