/** Which update of one revision became which of the next. */
import type { Update } from './update.ts';

/** An update and what became of it; `before` is undefined where it came, `after` where it went. */
export interface UpdatePair {
  before: Update | undefined;
  after: Update | undefined;
}

/**
 * Each update beside what became of it. Its time is its identity, and its words where several share one; one that goes
 * while another comes that says the very same was given another time.
 */
export function pairUpdates(
  before: readonly Update[],
  after: readonly Update[],
  isSame: (a: Update, b: Update) => boolean,
): UpdatePair[] {
  const isSameTime = (a: Update, b: Update): boolean => a.at === b.at;
  const come = [...after];
  const pairs = before.map((update): UpdatePair => ({ before: update, after: undefined }));
  const kinds = [(a: Update, b: Update) => isSameTime(a, b) && isSame(a, b), isSameTime, isSame];
  for (const isOne of kinds) {
    for (const pair of pairs.filter((each) => each.after === undefined)) {
      const found = come.findIndex((update) => pair.before !== undefined && isOne(pair.before, update));
      if (found !== -1) pair.after = come.splice(found, 1)[0];
    }
  }
  return [...pairs, ...come.map((update) => ({ before: undefined, after: update }))];
}
