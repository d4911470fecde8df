/** What a label says, whatever its case, numbers and punctuation. */
import { LABEL_WORDS, type Role } from './label-words.ts';

/** A label without numbers, punctuation and case. */
function bare(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[#№]?\s*\d+(?:st|nd|rd|th)?\b/g, ' ')
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim();
}

const ROLES = new Map<string, Role>(
  (Object.keys(LABEL_WORDS) as Role[]).flatMap((role) =>
    LABEL_WORDS[role].map((word): [string, Role] => [bare(word), role]),
  ),
);

/** Words that may end a label and say when, not what. */
const WHEN =
  /^(?:on|at|from|as|of|the|vom|um|am|le|del|alle|utc|gmt|ces?t|bst|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*)$/u;

/** What a label such as `Resolved`, `Update #2`, `Edit - Monday` or `Risolto` says; undefined for any other words. */
export function roleOf(label: string): Role | undefined {
  const words = bare(label).split(' ');
  while (words.length > 1 && WHEN.test(words.at(-1) ?? '')) words.pop();
  return ROLES.get(words.join(' '));
}
