/** Text of a file in `postmortems/` to what stands in it, and back. */
import { type PostmortemFrontMatter, PostmortemFrontMatterSchema } from '../schema/postmortem.ts';
import type { Problem } from '../schema/problems.ts';
import { formatFrontMatter, formatYamlDocument, joinFile, POSTMORTEM_FORM } from './front-matter-format.ts';
import { openPlacedFile } from './placed-file.ts';
import { findPublishedGaps } from './postmortem-gaps.ts';
import { findPostmortemProblems } from './postmortem-rules.ts';
import { readBySchema } from './schema-problems.ts';
import { trimBlankLines } from './markdown.ts';
import { findInvolvedText } from './markdown-cost.ts';
import { normaliseText } from './text.ts';
import type { YamlDocument } from './yaml.ts';

export interface PostmortemFile {
  frontMatter: PostmortemFrontMatter;
  /** Free Markdown, without blank lines around it. */
  body: string;
}

export interface ParsedPostmortemFile {
  path: string;
  id: string;
  file?: PostmortemFile | undefined;
  /** The same although a rule found an error in it, so that further rules can look at it. Never to be shown. */
  draft?: PostmortemFile | undefined;
  yaml?: YamlDocument | undefined;
  problems: Problem[];
}

/** Reads a file of `postmortems/`. All problems at once; `file` where nothing but its form is wrong. */
export function parsePostmortemFile(path: string, raw: string): ParsedPostmortemFile {
  const { id, content, problems } = openPlacedFile(path, raw);
  if (content === undefined) return { path, id, problems };
  const { yaml } = content;
  const front = readBySchema<PostmortemFrontMatter>({ file: path, yaml, schema: PostmortemFrontMatterSchema });
  problems.push(...front.problems);
  const { body, linesBefore } = content;
  const ruleProblems = [
    ...findPostmortemProblems({ path, frontMatter: front.value, yaml }),
    ...findInvolvedText({ file: path, text: body, linesBefore }),
    ...findPublishedGaps({ path, yaml, text: normaliseText(raw), linesBefore }),
  ];
  problems.push(...ruleProblems);
  if (front.value === undefined) return { path, id, yaml, problems };
  const broken = ruleProblems.some((problem) => problem.severity === 'error');
  const draft = { frontMatter: front.value, body: trimBlankLines(body) };
  return { path, id, file: broken ? undefined : draft, draft, yaml, problems };
}

function bodyText(body: string): string {
  return body === '' ? '' : `${body}\n`;
}

/** Writes a post-mortem in its canonical form. The inverse of {@link parsePostmortemFile}. */
export function formatPostmortemFile(file: PostmortemFile): string {
  return joinFile(formatFrontMatter(file.frontMatter, POSTMORTEM_FORM), bodyText(file.body));
}

/** Rewrites a post-mortem's text canonically, comments kept; undefined where it cannot be read. */
export function formatPostmortemText(path: string, raw: string): string | undefined {
  const { file, yaml } = parsePostmortemFile(path, raw);
  if (file === undefined || yaml === undefined) return undefined;
  return joinFile(formatYamlDocument(yaml.document, POSTMORTEM_FORM), bodyText(file.body));
}
