/** A cheap look at a file, for what cannot be read whole, or of which there are too many to read each. */

export interface Glance {
  /** The lines of the front matter, or of what seems to be it; empty where there is none. */
  front: string;
  /** All that follows. */
  body: string;
  /** Whether the front matter begins and ends as it has to. */
  isWhole: boolean;
}

const BEGIN = /^---[^\n]*\n/;
const END = /^---[ \t]*(?:\n|$)/gm;

/** Divides a text of any form; CR line ends and a BOM make no difference. Front matter without an end goes on to the last line. */
export function glanceAt(raw: string): Glance {
  const text = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const begin = BEGIN.exec(text)?.[0];
  if (begin === undefined) return { front: '', body: text, isWhole: false };
  END.lastIndex = begin.length;
  const end = END.exec(text);
  if (end === null) return { front: text.slice(begin.length), body: '', isWhole: false };
  return { front: text.slice(begin.length, end.index), body: text.slice(end.index + end[0].length), isWhole: true };
}

/** What stands behind a key of the first level, on its line; undefined where the key is not there. */
export function lineOf(front: string, key: string): string | undefined {
  return new RegExp(`^${key}:(.*)$`, 'm').exec(front)?.[1]?.trim();
}
