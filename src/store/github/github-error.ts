/** What GitHub refused, as a letter: what could not be done, what it answered, and what is missing. */
import { ZodError } from 'zod';

import { StatusError } from '../../errors.ts';
import { shorten, showInvisible } from '../../schema/visible-text.ts';
import { answerOf, describeLimit, describeSilence, isLimit, UnreadableAnswer } from './refusal.ts';

/** What somebody wants of GitHub. */
export interface Wish {
  /** Completes "Cannot …": `close the issue #7 of acme/status`. */
  to: string;
  /** What the token must be allowed, as a workflow writes it: `issues: write`. */
  needs: string;
  /** What else may stand in the way; it follows the permission: `, and allow …`. */
  orElse?: string;
}

/** Most that is shown of GitHub's own words. */
const SAID_SHOWN = 300;

/** GitHub did not do it. The message is whole and has no token in it. */
export class GitHubError extends StatusError {
  override readonly name = 'GitHubError';
}

/** GitHub's words on one line, without the token and the address of its manual. */
function quote(text: string, token: string): string {
  const hidden = token === '' ? text : text.replaceAll(token, '***');
  const line = showInvisible(hidden.replace(/\s+/g, ' ').replace(/ - https:\S+$/, '')).trim();
  return shorten(line, SAID_SHOWN);
}

function hintFor(status: number, { needs, orElse = '' }: Wish): string | undefined {
  const permission = `Give the workflow "permissions: { ${needs} }", or a token that has it${orElse}.`;
  switch (status) {
    case 401:
      return 'GITHUB_TOKEN holds no token that GitHub takes, or one that has run out.';
    case 403:
      return permission;
    case 404:
      return `It is not there, or this token may not see it. ${permission}`;
    case 409:
      return 'Somebody else has changed it meanwhile. Run this again.';
    default:
      return status >= 500 ? 'Nothing is wrong here: run this again later.' : undefined;
  }
}

/**
 * The letter of an error that a request ended with. What is no answer and no failure to get one is a fault of ours and
 * is given back as it is.
 */
export function toGitHubError(error: unknown, wish: Wish, token: string): unknown {
  if (error instanceof StatusError || !(error instanceof Error)) return error;
  const answer = answerOf(error);
  const said = quote(error.message, token);
  if (answer === undefined) {
    const isAsked = 'request' in error || describeSilence(error) !== undefined;
    const isUnreadable = error instanceof ZodError || error instanceof UnreadableAnswer;
    if (!isAsked && !isUnreadable) return error;
    const why = isAsked ? (describeSilence(error) ?? said) : "GitHub's answer could not be read";
    return new GitHubError(`Cannot ${wish.to}: ${why}.`);
  }
  const { status } = answer;
  const hint = isLimit(answer) ? 'Nothing is wrong here: run this again later.' : hintFor(status, wish);
  const why = isLimit(answer) ? `${describeLimit(answer)} (${status}: ${said})` : `GitHub answered ${status}: ${said}`;
  return new GitHubError(`Cannot ${wish.to}: ${why}.`, hint === undefined ? {} : { hint });
}
