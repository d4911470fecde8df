/** One reader of YAML for every file: core schema, so that times stay as written; every value knows its place. */
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml';

import { type Problem, showReceived } from '../schema/problems.ts';

export interface Place {
  line: number;
  column: number;
}

/** A path into a document: keys and indexes. */
export type DocumentPath = readonly PropertyKey[];

export interface YamlSource {
  file: string;
  text: string;
  /** Lines of the file before the first line of `text`. */
  linesBefore?: number;
}

export interface YamlDocument {
  document: Document;
  /** Plain data; undefined where the text is no YAML. */
  data: unknown;
  problems: Problem[];
  /** Place of the value at a path, else of the nearest thing above it. */
  placeOf(path: DocumentPath): Place;
  /** Place of a key below a path. */
  placeOfKey(path: DocumentPath, key: string): Place;
}

const MAX_ALIASES = 20;
const MAX_DEPTH = 64;
/** Further faults of one text mostly follow from the first ones. */
const MAX_SYNTAX_PROBLEMS = 10;

const HINTS: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'Keep one of the two.',
  TAB_AS_INDENT: 'Indent with spaces.',
};

/** Says in our own words what the parser's error code means. */
const EXPECTATIONS: Partial<Record<YAMLError['code'], { expected: string; example: string }>> = {
  DUPLICATE_KEY: { expected: 'each key once', example: 'title: Slow answers' },
  TAB_AS_INDENT: { expected: 'indentation by spaces', example: '"  api: partial_outage"' },
  BAD_INDENT: {
    expected: 'the keys of one block at one indentation',
    example: '"components:\\n  api: partial_outage"',
  },
  MISSING_CHAR: { expected: 'every quote and bracket closed', example: 'title: "Slow answers"' },
  BLOCK_AS_IMPLICIT_KEY: { expected: 'text with a colon in quotes', example: 'title: "API: slow answers"' },
};

class Locator {
  private readonly lines: LineCounter;
  private readonly linesBefore: number;

  constructor(lines: LineCounter, linesBefore: number) {
    this.lines = lines;
    this.linesBefore = linesBefore;
  }

  at(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line) + this.linesBefore, column: Math.max(1, col) };
  }
}

function keyOffset(document: Document, path: DocumentPath, key: PropertyKey): number | undefined {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}

function valueOffset(document: Document, path: DocumentPath): number | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Offset of the value at a path, else of its key, else of what lies above. */
function nearestOffset(document: Document, path: DocumentPath): number {
  const last = path.at(-1);
  if (last === undefined) return valueOffset(document, path) ?? 0;
  const above = path.slice(0, -1);
  return valueOffset(document, path) ?? keyOffset(document, above, last) ?? aboveOffset(document, above);
}

function aboveOffset(document: Document, path: DocumentPath): number {
  const last = path.at(-1);
  if (last === undefined) return valueOffset(document, path) ?? 0;
  return keyOffset(document, path.slice(0, -1), last) ?? nearestOffset(document, path);
}

function syntaxProblem(source: YamlSource, error: YAMLError, locator: Locator): Problem {
  const line = error.message.split('\n', 1)[0] ?? '';
  const reason = line.replace(/ at line \d+, column \d+:?$/, '').replace(/:$/, '');
  const offset = error.pos[0];
  const around = source.text.slice(offset).split('\n', 1)[0] ?? '';
  return {
    severity: 'error',
    file: source.file,
    ...locator.at(offset),
    rule: error.code === 'DUPLICATE_KEY' ? 'yaml-unique-keys' : 'yaml-syntax',
    message: `Cannot read the YAML (${reason})`,
    ...(EXPECTATIONS[error.code] ?? { expected: 'YAML', example: 'title: Slow answers' }),
    received: showReceived(around.slice(0, 60)),
    hint: HINTS[error.code],
  };
}

type Whole = 'depth' | 'aliases';

const WHOLE: Record<Whole, { message: string; expected: string; received: string; hint?: string }> = {
  depth: {
    message: 'Cannot read YAML that is nested this deeply',
    expected: `at most ${MAX_DEPTH} levels`,
    received: 'more of them',
  },
  aliases: {
    message: 'Cannot read YAML with these aliases',
    expected: `at most ${MAX_ALIASES} uses of anchors that exist`,
    received: 'an alias that is unknown or expands too far',
    hint: 'Write the values out.',
  },
};

/** A fault of the text as a whole; nothing of it is read. */
function unreadable(source: YamlSource, whole: Whole): YamlDocument {
  const place = { line: 1 + (source.linesBefore ?? 0), column: 1 };
  const problem: Problem = {
    severity: 'error',
    file: source.file,
    ...place,
    rule: `yaml-${whole}`,
    example: 'components: { api: partial_outage }',
    ...WHOLE[whole],
  };
  const document = parseDocument('');
  return { document, data: undefined, problems: [problem], placeOf: () => place, placeOfKey: () => place };
}

/** Whether brackets or indentation nest deeper than the parser's stack should be asked to follow. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = '[{'.includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return true;
  }
  return text.split('\n').some((line) => /^(?:\s*- ){64}/.test(line) || /^ {256}/.test(line));
}

function toData(document: Document): unknown {
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}

/** Reads one YAML document. Never throws for what stands in it: syntax errors, alias bombs and depth are problems. */
export function readYaml(source: YamlSource): YamlDocument {
  if (isTooDeep(source.text)) return unreadable(source, 'depth');
  const lines = new LineCounter();
  const locator = new Locator(lines, source.linesBefore ?? 0);
  const document = parseDocument(source.text, { schema: 'core', lineCounter: lines, prettyErrors: true });
  const errors = document.errors.slice(0, MAX_SYNTAX_PROBLEMS);
  const problems = errors.map((error) => syntaxProblem(source, error, locator));
  try {
    return {
      document,
      data: problems.length === 0 ? toData(document) : undefined,
      problems,
      placeOf: (path) => locator.at(nearestOffset(document, path)),
      placeOfKey: (path, key) => locator.at(keyOffset(document, path, key) ?? nearestOffset(document, path)),
    };
  } catch (error) {
    if (error instanceof ReferenceError) return unreadable(source, 'aliases');
    throw error;
  }
}

/** Whether a YAML list holds only plain values, so that it reads well on one line. */
export function isPlainList(node: unknown): boolean {
  return isSeq(node) && node.items.every((item) => isScalar(item) && !item.comment && !item.commentBefore);
}
