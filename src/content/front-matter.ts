/** The only place that reads front matter, and the only importer of gray-matter. */
import matter from 'gray-matter';

import { type Problem, showReceived } from '../schema/problems.ts';
import { problemAtLine } from './finding.ts';
import { readYaml, type YamlDocument } from './yaml.ts';

export interface FrontMatterFile {
  yaml: YamlDocument;
  /** The Markdown after the front matter. */
  body: string;
  /** Lines of the file before the first line of `body`. */
  linesBefore: number;
}

const LANGUAGES = ['', 'yaml', 'yml'];
const EXAMPLE = '"---\\ntitle: Slow answers\\n---"';
/** gray-matter looks for comments at each blank line through all that follow it, which takes the square of their number. */
const MAX_BLANK_LINES = 100;
const BLANK_LINES = new RegExp(`(?:[\\n\\u2028\\u2029][^\\S\\n\\u2028\\u2029]*){${MAX_BLANK_LINES + 1}}`);

function refuseCode(): never {
  throw new Error('Code in front matter is never run');
}

function fenceProblem(file: string, line: number, what: { message: string; received: string; hint?: string }): Problem {
  const expected = 'a file that begins with YAML between two lines "---"';
  return problemAtLine(file, 'front-matter-fence', { line, expected, example: EXAMPLE, ...what });
}

function findFenceProblem(file: string, text: string): Problem | undefined {
  const first = text.split('\n', 1)[0] ?? '';
  if (!/^---(?!-)/.test(first)) {
    const message = 'Cannot find the front matter';
    const hint = /^\s+---\s/.test(text) ? { hint: 'Delete what stands before the first "---".' } : {};
    return fenceProblem(file, 1, { message, received: showReceived(first.slice(0, 80)), ...hint });
  }
  const language = first.slice(3).trim().toLowerCase();
  if (!LANGUAGES.includes(language)) {
    return fenceProblem(file, 1, {
      message: `Cannot read front matter in the language "${language.slice(0, 40)}"`,
      received: showReceived(first.slice(0, 80)),
      hint: 'Only YAML is read; code is never run.',
    });
  }
  return findEndProblem(file, text);
}

/** The first line that begins like the end has to be it, or front matter and text would be told apart by guess. */
function findEndProblem(file: string, text: string): Problem | undefined {
  const end = /\n(---.*)/.exec(text);
  if (end === null) return findOpenProblem(file, text);
  const line = text.slice(0, end.index).split('\n').length + 1;
  const [, written = ''] = end;
  if (/^---[ \t]*$/.test(written)) return findBlankProblem(file, text.slice(0, end.index));
  const message = 'Cannot read the end of the front matter';
  return fenceProblem(file, line, { message, received: showReceived(written), hint: 'End it with "---" alone.' });
}

/** Where front matter without an end seems to end: at a blank line, "..." or a heading of the text. */
function findOpenProblem(file: string, text: string): Problem {
  const message = 'Cannot find the end of the front matter';
  const lines = text.split('\n');
  const index = lines.findIndex((line, at) => at > 0 && /^(?:\s*$|\.\.\.|## )/.test(line));
  const found = lines[index]?.trim() === '' ? 'a blank line' : showReceived(lines[index]?.slice(0, 80));
  const isEnd = index === -1 || lines.slice(index).every((line) => line.trim() === '');
  const received = isEnd ? 'the end of the file' : found;
  const hint = 'Write "---" in a line of its own before the text.';
  return fenceProblem(file, index === -1 ? lines.length : index + 1, { message, received, hint });
}

function findBlankProblem(file: string, front: string): Problem | undefined {
  const blank = BLANK_LINES.exec(front);
  if (blank === null) return undefined;
  const line = front.slice(0, blank.index).split('\n').length + 1;
  const received = `more than ${MAX_BLANK_LINES} of them in a row`;
  return fenceProblem(file, line, { message: 'Cannot read that many blank lines in front matter', received });
}

/**
 * Takes a file apart into front matter and body. gray-matter runs code in `---js` front matter by default and caches
 * by content when it gets no options; neither happens here. Text must have LF line ends and no BOM.
 */
export function readFrontMatter(file: string, text: string): { content?: FrontMatterFile; problems: Problem[] } {
  const fence = findFenceProblem(file, text);
  if (fence !== undefined) return { problems: [fence] };
  let yaml: YamlDocument | undefined;
  const parsed = matter(text, {
    language: 'yaml',
    engines: {
      yaml: (source: string): object => {
        yaml = readYaml({ file, text: source.replace(/^\n/, ''), linesBefore: 1 });
        return {};
      },
      javascript: refuseCode,
      json: refuseCode,
    },
  });
  yaml ??= readYaml({ file, text: '', linesBefore: 1 });
  const before = text.slice(0, text.length - parsed.content.length);
  const content = { yaml, body: parsed.content, linesBefore: before.split('\n').length - 1 };
  return { content, problems: yaml.problems };
}
