import { RE2JS, RE2JSException } from 're2js';

/** What a text has to hold, ready to test. */
export interface Pattern {
  isMatch(text: string): boolean;
  /** As it continues "expected the body to …": `contain "ok"`, `match /ok/`. */
  wanted: string;
}

/** Why a text is no pattern; one sentence. */
export interface PatternProblem {
  problem: string;
}

const FLAGS: ReadonlyMap<string, number> = new Map([
  ['i', RE2JS.CASE_INSENSITIVE],
  ['m', RE2JS.MULTILINE],
  ['s', RE2JS.DOTALL],
]);

/** Between slashes, with letters after them that JavaScript has as flags: `/usr/bin` is a text. */
const REGULAR_EXPRESSION = /^\/(.+)\/([dgimsuvy]*)$/s;

function combineFlags(letters: string): number | undefined {
  let flags = 0;
  for (const letter of letters) {
    const flag = FLAGS.get(letter);
    if (flag === undefined) return undefined;
    flags |= flag;
  }
  return flags;
}

/** A pattern that was found to be readable. Throws for any other, which is a bug. */
export function requirePattern(text: string): Pattern {
  const pattern = compilePattern(text);
  if ('problem' in pattern) throw new Error(pattern.problem);
  return pattern;
}

/**
 * Reads an expected text: a regular expression between slashes with the flags i, m and s, or any other text, which has
 * to be contained as it is, in its case. Expressions are matched in time linear in the text whatever they are; look-
 * around and back-references, which cannot be, are problems.
 */
export function compilePattern(text: string): Pattern | PatternProblem {
  const match = REGULAR_EXPRESSION.exec(text);
  if (match === null) return { isMatch: (found) => found.includes(text), wanted: `contain ${JSON.stringify(text)}` };
  const flags = combineFlags(match[2] ?? '');
  if (flags === undefined) return { problem: `Cannot use the flags "${match[2]}": expected any of i, m and s` };
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(match[1] ?? ''), flags);
    return { isMatch: (found) => expression.test(found), wanted: `match ${text}` };
  } catch (error) {
    if (error instanceof RE2JSException)
      return { problem: `Cannot use the regular expression ${text}: ${error.message}` };
    throw error;
  }
}
