import { findFirstHeading } from './markdown.ts';
import { findTooInvolvedLine } from './markdown-cost.ts';
import { isUpdateHeading } from './update-heading.ts';

const FRONT_MATTER = /^---[^\n]*\n([\s\S]*?)(?:\n---[ \t]*(?:\n|$)|$)/;
const TITLE_LINE = /^title:(.*)$/m;
const QUOTED = /^(["'])(.+)\1$/;
const LONGEST = 200;

/**
 * What a file that cannot be read seems to be called: the line `title:` of its front matter, else its first heading
 * where that is no update. Undefined where it has neither.
 */
export function findTitle(raw: string): string | undefined {
  // A line of "=" below a line of text would make a heading of it.
  const text = raw
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[<>|]{7} .*|[<>|=]{7})\n/gm, '');
  const frontMatter = FRONT_MATTER.exec(text);
  const line = TITLE_LINE.exec(frontMatter?.[1] ?? '')?.[1]?.trim() ?? '';
  const written = QUOTED.exec(line)?.[2] ?? line;
  const body = text.slice(frontMatter?.[0].length ?? 0);
  const heading = findTooInvolvedLine(body) === undefined ? findFirstHeading(body) : undefined;
  const headingTitle = heading === undefined || isUpdateHeading(heading, 'incident') ? undefined : heading;
  const title = written !== '' ? written : headingTitle;
  return title === undefined || title === '' ? undefined : title.slice(0, LONGEST);
}
