import { glanceAt, lineOf } from './glance.ts';
import { findFirstHeading } from './markdown.ts';
import { findTooInvolvedLine } from './markdown-cost.ts';
import { isUpdateHeading } from './update-heading.ts';

const QUOTED = /^(["'])(.+)\1$/;
const LONGEST = 200;

/**
 * What a file that cannot be read seems to be called: the line `title:` of its front matter, else its first heading
 * where that is no update. Undefined where it has neither.
 */
export function findTitle(raw: string): string | undefined {
  // A line of "=" below a line of text would make a heading of it.
  const text = raw.replace(/\r\n?/g, '\n').replace(/^\uFEFF?(?:[<>|]{7} .*|[<>|=]{7})\n/gm, '');
  const { front, body } = glanceAt(text);
  const line = lineOf(front, 'title') ?? '';
  const written = QUOTED.exec(line)?.[2] ?? line;
  const heading = findTooInvolvedLine(body) === undefined ? findFirstHeading(body) : undefined;
  const headingTitle = heading === undefined || isUpdateHeading(heading, 'incident') ? undefined : heading;
  const title = written !== '' ? written : headingTitle;
  return title === undefined || title === '' ? undefined : title.slice(0, LONGEST);
}
