/** Which problems a change is answerable for. */
import type { Problem } from '../schema/problems.ts';

export interface Change {
  /** Paths of the files that are new, different or gone. */
  changed: ReadonlySet<string>;
  /** What was wrong before. */
  before: readonly Problem[];
}

/** What makes a problem the same one, wherever its line has moved to. */
function identityOf({ file, rule, message, received }: Problem): string {
  return JSON.stringify([file, rule, message, received]);
}

/** The problems with every error that neither lies in a changed file nor is new as a warning. */
export function weighProblems(problems: readonly Problem[], { changed, before }: Change): Problem[] {
  const known = new Set(before.map(identityOf));
  return problems.map((problem) => {
    const isCaused = changed.has(problem.file) || !known.has(identityOf(problem));
    return isCaused ? problem : { ...problem, severity: 'warning' };
  });
}
