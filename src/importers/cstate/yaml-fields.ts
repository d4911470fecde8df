/** Front matter that is YAML, or JSON, its subset: values as they are written, comments included. */
import {
  type CST,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Parser,
  type YAMLMap,
} from 'yaml';

import type { Field, FieldSource, FieldsRead } from './fields.ts';

function scalarText(node: unknown): string {
  if (!isScalar(node) || node.value === null) return '';
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** Keys under which editors write the name of a system in a list. */
const NAME_KEYS = ['individualaffected', 'name', 'title', 'system'];

/** The name in an entry such as `individualaffected: API`; an entry without a known key is the text as written. */
function nameIn(map: YAMLMap, source: string): string[] {
  const named = map.items.find((pair) => NAME_KEYS.includes(scalarText(pair.key).toLowerCase()));
  if (named !== undefined) return itemTexts(named.value, source);
  return [
    source
      .slice(startOf(map), endOf(map))
      .replace(/^\{|\}$/g, '')
      .trim(),
  ];
}

/** Texts of a list's entries. */
function itemTexts(node: unknown, source: string): string[] {
  if (isSeq(node)) return node.items.flatMap((item) => itemTexts(item, source));
  if (isMap(node)) return nameIn(node, source);
  const text = scalarText(node).trim();
  return text === '' ? [] : [text];
}

/** Whether a list has entries of more than one value, which are no names alone. */
function hasMore(node: unknown): boolean {
  if (isSeq(node)) return node.items.some(hasMore);
  return isMap(node) && (node.items.length > 1 || node.items.some((pair) => hasMore(pair.value)));
}

function startOf(node: unknown): number {
  return (node as Partial<Node> | null)?.range?.[0] ?? 0;
}

function endOf(node: unknown): number {
  return (node as Partial<Node> | null)?.range?.[1] ?? 0;
}

interface Tokens {
  comments: { offset: number; text: string }[];
  /** Whether there is an anchor, alias or tag, whose words are no part of any value. */
  hasReferences: boolean;
}

/** Reads a text's tokens: a `#` inside a value is no comment. */
function readTokens(text: string): Tokens {
  const tokens: Tokens = { comments: [], hasReferences: false };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const entry of value) visit(entry);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const token = value as Partial<CST.SourceToken>;
    if (token.type === 'comment') tokens.comments.push({ offset: token.offset ?? 0, text: token.source ?? '' });
    tokens.hasReferences ||= ['alias', 'anchor', 'tag'].includes(String(token.type));
    for (const entry of Object.values(value)) visit(entry);
  };
  for (const token of new Parser().parse(text)) visit(token);
  return tokens;
}

/**
 * Reads front matter as YAML 1.2 with the core schema, so that times stay as written. Undefined where the text is no
 * YAML, is no map, or uses anchors, aliases or tags, whose words would be lost.
 */
export function readYamlFields(source: FieldSource): FieldsRead | undefined {
  const text = source.lines.join('\n');
  const tokens = readTokens(text);
  if (tokens.hasReferences) return undefined;
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: counter,
    logLevel: 'silent',
  });
  if (document.errors.length > 0 || document.warnings.length > 0 || !isMap(document.contents)) return undefined;
  const lineAt = (offset: number): number => source.linesBefore + Math.max(counter.linePos(offset).line, 1);
  const fields = document.contents.items.filter(isPair).map((pair): Field => {
    const end = Math.max(endOf(pair.value), endOf(pair.key));
    const field = {
      key: scalarText(pair.key).toLowerCase(),
      line: lineAt(startOf(pair.key)),
      source: text.slice(startOf(pair.key), end),
    };
    const isList = isSeq(pair.value) || (field.key === 'affected' && isMap(pair.value));
    if (isList) return { ...field, value: '', items: itemTexts(pair.value, text), hasMore: hasMore(pair.value) };
    if (isMap(pair.value)) return { ...field, value: text.slice(startOf(pair.value), end) };
    return { ...field, value: scalarText(pair.value) };
  });
  const comments = tokens.comments.map((comment) => ({ line: lineAt(comment.offset), text: comment.text }));
  return { fields, comments };
}
