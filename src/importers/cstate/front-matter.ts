/** The front matter of a Hugo page: found where it should be and where it should not, read whatever it holds. */
import { normaliseText } from '../../content/text.ts';
import { withoutControls } from '../visible-text.ts';
import { type Field, type FieldsRead, isFieldLine, readFieldLines } from './fields.ts';
import { isTable } from './tables.ts';
import { readTomlFields } from './toml.ts';
import { readYamlFields } from './yaml-fields.ts';

/** Fields of cState whose value is a list. */
const LIST_KEYS = ['affected', 'tags', 'categories', 'keywords', 'aliases', 'systems'];
const KNOWN_KEY = /^(?:title|date|resolved|resolvedWhen|severity|affected|section|informational|draft|pin)\s*[:=]/i;

export interface HugoPage extends FieldsRead {
  body: string;
  /** Lines of the file before the first line of the body. */
  linesBeforeBody: number;
  /** What was wrong with the front matter and could be read all the same, as clauses. */
  repairs: string[];
}

interface Split {
  lines: string[];
  linesBefore: number;
  /** Index of the first line of the body. */
  bodyAt: number;
  /** Body that stands behind the front matter on its last line. */
  rest?: string;
  isYaml: boolean;
  repairs: string[];
}

function isFence(line: string | undefined): boolean {
  return line !== undefined && /^-{3,}\s*(?:#.*)?$/.test(line);
}

/** Index after the run of lines from `from` that look like front matter: up to a fence or the first line of text. */
function endOfRun(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && !isFence(lines[at])) {
    const line = lines[at] ?? '';
    const next = line.trim() === '' ? lines.slice(at).find((later) => later.trim() !== '') : line;
    const belongs =
      line.trim() === '' ? KNOWN_KEY.test(next ?? '') : isFieldLine(line) || /^\s*(?:#|- |-$)|^\s+\S/.test(line);
    if (!belongs) break;
    at += 1;
  }
  return at;
}

function splitUnfenced(lines: readonly string[], from: number, repair: string): Split | undefined {
  const end = endOfRun(lines, from);
  const run = lines.slice(from, end);
  if (run.filter((line) => KNOWN_KEY.test(line)).length < 2) return undefined;
  const bodyAt = isFence(lines[end]) ? end + 1 : end;
  return { lines: run, linesBefore: from, bodyAt, isYaml: true, repairs: [repair] };
}

function splitFenced(lines: readonly string[], first: number): Split | undefined {
  const fence = lines[first] ?? '';
  const isToml = /^\+{3}\s*$/.test(fence);
  if (!isToml && !isFence(fence)) return undefined;
  const closes = (line: string): boolean =>
    isToml ? /^\+{3}\s*$/.test(line) : isFence(line) || /^\.\.\.\s*$/.test(line);
  const end = lines.findIndex((line, index) => index > first && closes(line));
  if (end === -1) return splitUnfenced(lines, first + 1, 'the fence that ends the front matter is missing');
  const inside = lines.slice(first + 1, end);
  if (inside.some((line) => line.trim() !== '') && !inside.some(isFieldLine)) return undefined;
  return { lines: inside, linesBefore: first + 1, bodyAt: end + 1, isYaml: !isToml, repairs: [] };
}

/** Offset after the object that a text begins with; undefined where its braces do not close. */
function endOfObject(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) return index + token.length;
  }
  return undefined;
}

function isObject(text: string): boolean {
  try {
    return isTable(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** JSON in any layout; text may follow its last brace on the same line. */
function splitJson(lines: readonly string[], first: number): Split | undefined {
  if (!(lines[first] ?? '').startsWith('{')) return undefined;
  const text = lines.slice(first).join('\n');
  const end = endOfObject(text);
  if (end === undefined || !isObject(text.slice(0, end))) return splitBracedLines(lines, first);
  const inside = text.slice(0, end).split('\n');
  const rest = text.slice(end).split('\n', 1)[0] ?? '';
  const bodyAt = first + inside.length;
  return {
    lines: inside,
    linesBefore: first,
    bodyAt,
    isYaml: true,
    repairs: [],
    ...(rest.trim() === '' ? {} : { rest }),
  };
}

/** What is meant as JSON and is none, up to a brace alone on its line. */
function splitBracedLines(lines: readonly string[], first: number): Split | undefined {
  const end = lines.findIndex((line, index) => index > first && /^\}\s*$/.test(line));
  if (end === -1) return undefined;
  return { lines: lines.slice(first, end + 1), linesBefore: first, bodyAt: end + 1, isYaml: true, repairs: [] };
}

function split(lines: readonly string[]): Split {
  const first = Math.max(
    lines.findIndex((line) => line.trim() !== ''),
    0,
  );
  const unfenced = 'the fence that begins the front matter is missing';
  return (
    splitFenced(lines, first) ??
    splitJson(lines, first) ??
    splitUnfenced(lines, first, unfenced) ?? { lines: [], linesBefore: 0, bodyAt: 0, isYaml: true, repairs: [] }
  );
}

/**
 * Takes a page of a Hugo site apart. YAML, JSON and TOML are read by a parser; what that refuses is read line by line.
 * Never throws: a text without front matter is all body.
 */
export function readHugoPage(raw: string): HugoPage {
  const lines = withoutControls(normaliseText(raw)).split('\n');
  const found = split(lines);
  const parsed = found.isYaml ? readYamlFields(found) : readTomlFields(found, LIST_KEYS);
  const read = parsed ?? readFieldLines(found, LIST_KEYS);
  const isEmpty = found.lines.every((line) => line.trim() === '');
  const repairs = [...found.repairs];
  if (parsed === undefined && !isEmpty) {
    repairs.push(`the front matter is no clean ${found.isYaml ? 'YAML' : 'TOML'} and was read line by line`);
  }
  const body = [...(found.rest === undefined ? [] : [found.rest]), ...lines.slice(found.bodyAt)].join('\n');
  const linesBeforeBody = found.bodyAt - (found.rest === undefined ? 0 : 1);
  return { ...read, body, linesBeforeBody, repairs };
}

/** The last field of a name, as a parser of YAML takes it of two. */
export function fieldOf(page: HugoPage, name: string): Field | undefined {
  return page.fields.findLast((field) => field.key === name.toLowerCase());
}

/** The trimmed text of a field; undefined where it is missing or empty. */
export function textOf(page: HugoPage, name: string): string | undefined {
  const text = fieldOf(page, name)?.value.trim();
  return text === undefined || text === '' ? undefined : text;
}
