/** What Candor asks of YAML beyond its syntax, found on the parser's nodes before any data is made of them. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';

import type { Problem } from '../schema/problems.ts';
import { hasForbiddenCharacter } from './text.ts';

/** A fault at an offset of the text. */
export type YamlFault = Pick<Problem, 'rule' | 'message' | 'expected' | 'example' | 'hint'> & { offset: number };

/** Levels of lists and blocks in each other; a file that people write has less than ten. */
export const MAX_DEPTH = 64;
/** Files that people write have no use for more. */
const MAX_ALIASES = 20;

const QUOTED = { expected: 'the value itself, or a text that begins with "*" in quotes', example: 'title: "*slow*"' };

/** The key of a pair as the text that it is looked up by; undefined for a list or a block as a key. */
export function keyOf(pair: Pair): string | undefined {
  if (pair.key === null) return '';
  return isScalar(pair.key) ? String(pair.key.value ?? '') : undefined;
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function keyFaults(map: YAMLMap): YamlFault[] {
  const seen = new Set<string>();
  return map.items.flatMap((pair): YamlFault[] => {
    const key = keyOf(pair);
    const offset = offsetOf(pair.key);
    const example = 'title: Slow answers';
    if (key === undefined) {
      const message = 'Cannot use a list or a block as a key';
      return [{ offset, rule: 'yaml-plain-keys', message, expected: 'a plain word as the key', example }];
    }
    const isRepeated = seen.has(key);
    seen.add(key);
    if (!isRepeated) return [];
    const message = 'Cannot use a key twice';
    const hint = 'Keep one of the two.';
    return [{ offset, rule: 'yaml-unique-keys', message, expected: 'each key once', example, hint }];
  });
}

function aliasFaults(document: Document, alias: Alias): YamlFault[] {
  const offset = offsetOf(alias);
  const rule = 'yaml-aliases';
  const anchor = alias.resolve(document);
  if (anchor === undefined)
    return [{ offset, rule, message: `Cannot find what "*${alias.source}" stands for`, ...QUOTED }];
  const [start = 0, end = 0] = anchor.range ?? [];
  if (offset < start || offset >= end) return [];
  return [{ offset, rule, message: `Cannot use "*${alias.source}" within itself`, ...QUOTED }];
}

function characterFaults(value: unknown, offset: number): YamlFault[] {
  if (typeof value !== 'string' || !hasForbiddenCharacter(value)) return [];
  return [
    {
      offset,
      rule: 'no-control-characters',
      message: 'Cannot read a control character',
      expected: 'a text without escapes such as \\0 or \\e',
      example: 'title: Slow answers',
    },
  ];
}

function numberFaults(value: unknown, offset: number): YamlFault[] {
  if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER || !Number.isFinite(value)) return [];
  const message = 'Cannot keep each digit of this number';
  const expected = 'a number below 9007199254740992, or a text in quotes';
  return [{ offset, rule: 'yaml-exact-numbers', message, expected, example: 'value: 31' }];
}

function scalarFaults(node: Scalar): YamlFault[] {
  const offset = offsetOf(node);
  return [...characterFaults(node.value, offset), ...numberFaults(node.value, offset)];
}

/** The keys and values, or the entries, right below a node. */
function childrenOf(node: unknown): unknown[] {
  if (isSeq(node)) return node.items;
  return isMap(node) ? node.items.flatMap(({ key, value }) => [key, value]) : [];
}

/** Every node of a document but what an alias stands for, level by level, since depth would exhaust the stack. */
export function* nodesOf(document: Document): Generator<unknown> {
  for (let level: unknown[] = [document.contents]; level.length > 0; level = level.flatMap(childrenOf)) yield* level;
}

/** Every fault of a document's nodes, in no order. Nothing here follows an alias or the stack. */
export function findYamlFaults(document: Document): YamlFault[] {
  const faults: YamlFault[] = [];
  let aliases = 0;
  let level: unknown[] = [document.contents];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return [...faults, depthFault(offsetOf(level[0]))];
    for (const node of level) {
      if (isMap(node)) faults.push(...keyFaults(node));
      if (isScalar(node)) faults.push(...scalarFaults(node));
      if (!isAlias(node)) continue;
      if (++aliases > MAX_ALIASES) return [...faults, aliasesFault(offsetOf(node))];
      faults.push(...aliasFaults(document, node));
    }
    level = level.flatMap(childrenOf);
  }
  return faults;
}

/** That the text nests deeper than anybody can follow. */
export function depthFault(offset: number): YamlFault {
  return {
    offset,
    rule: 'yaml-depth',
    message: 'Cannot read YAML that is nested this deeply',
    expected: `at most ${MAX_DEPTH} levels`,
    example: 'components: { api: partial_outage }',
  };
}

/** That aliases multiply what stands in the text. */
export function aliasesFault(offset: number): YamlFault {
  return {
    offset,
    rule: 'yaml-aliases',
    message: 'Cannot read YAML with this many aliases',
    expected: `at most ${MAX_ALIASES} uses of anchors`,
    example: 'components: { api: partial_outage }',
    hint: 'Write the values out.',
  };
}
