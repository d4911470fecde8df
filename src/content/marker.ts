/**
 * What marks a text at GitHub as one of ours, to be found again: an HTML comment, which nobody sees. Everybody can write
 * one, so it counts only in what our own account has written, or where nothing follows from it.
 */

/** What is marked: an answer to a form, the preview of a pull request, a duty and the closing of its issue. */
export type Marked = 'form' | 'preview' | 'follow-up' | 'closing';

/** A word of a marker holds nothing that could end the comment. */
const WORD = String.raw`[\w%./!~*'()-]{1,1000}`;

function patternOf(what: Marked): RegExp {
  return new RegExp(`<!-- candor ${what}((?: ${WORD}){0,3}) -->`);
}

/** The marker with its words, which have no spaces and no `<` or `>`. */
export function formatMarker(what: Marked, ...words: readonly string[]): string {
  return `<!-- candor ${[what, ...words].join(' ')} -->`;
}

/** What ends a marked part of a text. */
export function formatEndMarker(what: Marked): string {
  return `<!-- /candor ${what} -->`;
}

export interface FoundMarker {
  words: readonly string[];
  /** Where it begins, and where it ends. */
  from: number;
  until: number;
}

/** The first marker of this kind in a text; undefined where there is none. */
export function findMarker(text: string, what: Marked): FoundMarker | undefined {
  const found = patternOf(what).exec(text);
  if (found === null) return undefined;
  const [mark, words = ''] = found;
  return { words: words.split(' ').slice(1), from: found.index, until: found.index + mark.length };
}

/** Who has written something at GitHub; undefined for an account that is gone. */
export type Author = { login: string; type: string } | undefined;

/** Who writes with a workflow's own token. Nobody can have an account of that name. */
const OWN_LOGIN = 'github-actions[bot]';

/** Whether this is the account of our own workflows, and not that of a person or of another app. */
export function isOwnAccount(author: Author): boolean {
  return author?.type === 'Bot' && author.login === OWN_LOGIN;
}

/** The first comment of our own that begins with a marker, and the words of that; undefined where there is none. */
export function findOwnComment<C extends { body: string; author: Author }>(
  comments: readonly C[],
  what: Marked,
): { comment: C; words: readonly string[] } | undefined {
  for (const comment of comments.filter(({ author }) => isOwnAccount(author))) {
    const marker = findMarker(comment.body, what);
    if (marker?.from === 0) return { comment, words: marker.words };
  }
  return undefined;
}
