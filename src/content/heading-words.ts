/** The parts of an update's heading and the words in them. */
import { type Phase, PHASES } from '../schema/phase.ts';

const SEPARATOR = /[·|—]|(?<=\s)[–-](?=\s)/;
/** A time of day. */
export const CLOCK = /(?<!\d)\d{1,2}:\d{2}(?!\d)/;
/** A heading longer than this is text: a phase, two times and the changes of some dozen components are far below. */
export const LONGEST_HEADING = 4_000;

/** The parts of a heading without those that are empty. */
export function splitParts(raw: string): string[] {
  return raw
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `In-Progress` and `**in progress:**` as `in_progress`. */
export function wordOf(part: string): string {
  return part
    .slice(0, LONGEST_HEADING)
    .replace(/[*`]|(?<!\w)_+|_+(?!\w)/g, '')
    .replace(/:$/, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Whether a word is a phase of any kind of file. */
export function isPhase(word: string): word is Phase {
  return (PHASES as readonly string[]).includes(word);
}
