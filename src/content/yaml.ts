/** One reader of YAML for every file: core schema, so that times stay as written; every value knows its place. */
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';

import { type Problem, showReceived } from '../schema/problems.ts';
import { aliasesFault, depthFault, findYamlFaults, keyOf, type YamlFault } from './yaml-rules.ts';
import { findSyntaxFaults } from './yaml-syntax.ts';

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
  /** Place of a node by its offset in the text. */
  placeAt(offset: number): Place;
  /** The line of the value at a path as it is written. */
  lineAt(path: DocumentPath): string;
}

/** Further faults of one text mostly follow from the first ones. */
const MAX_PROBLEMS = 10;
/** As much as the parser's own stack bears; what it bears and is still too deep is found on its nodes. */
const MAX_OPEN_BRACKETS = 1_000;
/** How often the parser may follow an alias within an alias. */
const MAX_EXPANSION = 20;
/** A quotation mark of a word processor where a value begins, which YAML takes for a letter. */
const SMART_QUOTE = /[:,[{-]\s*[“”„‟‘]/;
/** Characters shown of a line with a fault. */
const LINE_SHOWN = 80;

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

/** The pairs of a map by their keys, so that a file with thousands of faults is not searched for each of them. */
const indexes = new WeakMap<YAMLMap, Map<string, Pair>>();

function pairAt(node: unknown, key: PropertyKey): Pair | undefined {
  if (!isMap(node)) return undefined;
  const known = indexes.get(node);
  const index = known ?? new Map(node.items.map((pair) => [keyOf(pair) ?? '', pair]));
  if (known === undefined) indexes.set(node, index);
  return index.get(String(key));
}

function nodeAt(document: Document, path: DocumentPath): unknown {
  return path.reduce<unknown>((node, key) => {
    return isSeq(node) ? node.items[Number(key)] : pairAt(node, key)?.value;
  }, document.contents);
}

function keyOffset(document: Document, path: DocumentPath, key: PropertyKey): number | undefined {
  const pair = pairAt(nodeAt(document, path), key);
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}

function valueOffset(document: Document, path: DocumentPath): number | undefined {
  const node = nodeAt(document, path);
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

/** Whether brackets nest deeper than the parser's stack should be asked to follow. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = '[{'.includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_OPEN_BRACKETS) return true;
  }
  return false;
}

function findFaults(text: string, document: Document): YamlFault[] {
  if (isTooDeep(text)) return [depthFault(0)];
  const syntax = findSyntaxFaults(text, document);
  return syntax.length > 0 ? syntax : findYamlFaults(document);
}

function parseText(text: string, lineCounter: LineCounter): Document {
  const options = { schema: 'core', logLevel: 'error', uniqueKeys: false, prettyErrors: false, lineCounter } as const;
  return parseDocument(isTooDeep(text) ? '' : text, options);
}

/** The line, cut where it is long, that an offset lies in. */
function lineAround(text: string, offset: number): string {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(start, start + LINE_SHOWN).split('\n', 1)[0] ?? '';
}

/** The problems of a text, the first of each line, as further ones there follow from it. */
function problemsOf(source: YamlSource, faults: readonly YamlFault[], locator: Locator): Problem[] {
  const byLine = new Map<number, Problem>();
  for (const { offset, ...words } of [...faults].sort((a, b) => a.offset - b.offset)) {
    const place = locator.at(offset);
    if (byLine.has(place.line)) continue;
    const line = lineAround(source.text, offset);
    const received = line.trim() === '' ? 'the end of the text' : showReceived(line.trimEnd());
    const hint = words.hint ?? (SMART_QUOTE.test(line) ? 'Use straight quotes: ".' : undefined);
    byLine.set(place.line, { severity: 'error', file: source.file, ...place, ...words, received, hint });
  }
  return [...byLine.values()].slice(0, MAX_PROBLEMS);
}

/** Reads one YAML document. Never throws for what stands in it: syntax errors, alias bombs and depth are problems. */
export function readYaml(source: YamlSource): YamlDocument {
  const lines = new LineCounter();
  const locator = new Locator(lines, source.linesBefore ?? 0);
  const document = parseText(source.text, lines);
  const faults = findFaults(source.text, document);
  const data: unknown = faults.length === 0 ? toData(document, faults) : undefined;
  return {
    document,
    data,
    problems: problemsOf(source, faults, locator),
    placeOf: (path) => locator.at(nearestOffset(document, path)),
    placeOfKey: (path, key) => locator.at(keyOffset(document, path, key) ?? nearestOffset(document, path)),
    placeAt: (offset) => locator.at(offset),
    lineAt: (path) => lineAround(source.text, nearestOffset(document, path)),
  };
}

/** The data of a document; a fault is added where its aliases expand too far. */
function toData(document: Document, faults: YamlFault[]): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_EXPANSION });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    faults.push(aliasesFault(0));
    return undefined;
  }
}

/** Whether a YAML list holds only plain values, so that it reads well on one line. */
export function isPlainList(node: unknown): boolean {
  return isSeq(node) && node.items.every((item) => isScalar(item) && !item.comment && !item.commentBefore);
}
