import { findFirstHeading } from './markdown.ts';
import { isUpdateHeading } from './update-heading.ts';

const FRONT_MATTER = /^---[^\n]*\n([\s\S]*?)(?:\n---[ \t]*(?:\n|$)|$)/;
const TITLE_LINE = /^title:[ \t]*(?:"(.+)"|'(.+)'|(.+?))[ \t]*$/m;
const LONGEST = 200;

/**
 * What a file that cannot be read seems to be called: the line `title:` of its front matter, else its first heading
 * where that is no update. Undefined where it has neither.
 */
export function findTitle(text: string): string | undefined {
  const frontMatter = FRONT_MATTER.exec(text);
  const line = TITLE_LINE.exec(frontMatter?.[1] ?? '');
  const written = line?.[1] ?? line?.[2] ?? line?.[3];
  const heading = findFirstHeading(text.slice(frontMatter?.[0].length ?? 0));
  const title = written ?? (heading === undefined || isUpdateHeading(heading, 'incident') ? undefined : heading);
  return title === undefined || title === '' ? undefined : title.slice(0, LONGEST);
}
