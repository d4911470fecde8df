/** What files of `incidents/` and `postmortems/` have in common: a name that is an id, front matter, and text. */
import { isId } from '../schema/component.ts';
import { type Problem, showReceived } from '../schema/problems.ts';
import { findCutTexts } from './comment-rules.ts';
import { problemAtLine } from './finding.ts';
import { type FrontMatterFile, readFrontMatter } from './front-matter.ts';
import { idOfPath } from './incident-path.ts';
import { nearestId } from './suggest.ts';
import { findConflicts, readText } from './text.ts';

export interface OpenedFile {
  /** Path relative to the root folder. */
  path: string;
  /** The file name without `.md`. */
  id: string;
  /** Front matter and text; undefined where they cannot be told apart, or the front matter is no YAML. */
  content: FrontMatterFile | undefined;
  /** Front matter that is no YAML, as it is written, with the text after it. */
  unread?: (Pick<FrontMatterFile, 'body' | 'linesBefore'> & { front: string }) | undefined;
  problems: Problem[];
}

/** What is wrong with the file name, which is the id of what stands in the file. */
function nameProblems(path: string, id: string): Problem[] {
  if (isId(id) && id.length <= 100) return [];
  const meant = nearestId(id);
  return [
    problemAtLine(path, 'file-name', {
      line: 1,
      message: 'Cannot use this file name as an id',
      expected: 'small letters, digits and hyphens, at most 100',
      example: '2026-11-20-api-errors.md',
      received: showReceived(`${id}.md`),
      hint: meant === undefined ? undefined : `Did you mean "${meant}.md"?`,
    }),
  ];
}

/** Takes a file apart. All problems of its name, its bytes and its form at once, and nothing of what stands in it. */
export function openPlacedFile(path: string, raw: string): OpenedFile {
  const id = idOfPath(path);
  const { text, problems: textProblems } = readText(path, raw);
  const problems = [...nameProblems(path, id), ...textProblems];
  if (text === undefined) return { path, id, content: undefined, problems };
  const conflicts = findConflicts(path, text);
  if (conflicts.length > 0) return { path, id, content: undefined, problems: [...problems, ...conflicts] };
  const read = readFrontMatter(path, text);
  const content = read.content?.yaml.data === undefined ? undefined : read.content;
  const { body = '', linesBefore = 0 } = read.content ?? {};
  const isUnread = read.content !== undefined && content === undefined;
  const front = text.slice(0, text.length - body.length);
  const unread = isUnread ? { front, body, linesBefore } : undefined;
  const cut = content === undefined ? [] : findCutTexts({ path, yaml: content.yaml });
  return { path, id, content, unread, problems: [...problems, ...read.problems, ...cut] };
}
