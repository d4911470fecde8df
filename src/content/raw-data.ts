/** Looks at data as it was written, for rules that hold whatever else is wrong in a file. */
import { valueAt } from './schema-example.ts';
import type { DocumentPath } from './yaml.ts';

/** The entries of the list at a path; none where there is no list. */
export function entriesAt(data: unknown, path: DocumentPath): unknown[] {
  const found = valueAt(data, path);
  return Array.isArray(found) ? found : [];
}

/** The text at a path; undefined where there is none. */
export function textAt(data: unknown, path: DocumentPath): string | undefined {
  const found = valueAt(data, path);
  return typeof found === 'string' ? found : undefined;
}

export interface PlacedText {
  text: string;
  path: DocumentPath;
}

/** The texts of the list at a path, or those that its entries have under a key, each with its place. */
export function textsAt(data: unknown, path: DocumentPath, key?: string): PlacedText[] {
  return entriesAt(data, path).flatMap((entry, index) => {
    const text = textAt(entry, key === undefined ? [] : [key]);
    return text === undefined ? [] : [{ text, path: [...path, index, ...(key === undefined ? [] : [key])] }];
  });
}

/** The ids of the entries of a list; undefined where one that has none, or something else than a list, hides which there are. */
export function knownIds(data: unknown, path: DocumentPath): string[] | undefined {
  const ids = textsAt(data, path, 'id').map(({ text }) => text);
  const isWhole = valueAt(data, path) === undefined || Array.isArray(valueAt(data, path));
  return isWhole && ids.length === entriesAt(data, path).length ? ids : undefined;
}
