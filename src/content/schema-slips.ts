/** Finds the one slip of the hand behind several of Zod's issues, so that a person gets one letter for it. */
import type { z } from 'zod';

import { knownKeys, type SchemaSource, valueAt } from './schema-example.ts';
import { nearest } from './suggest.ts';
import type { DocumentPath } from './yaml.ts';

type Issue = z.core.$ZodIssue;
type UnknownKeys = z.core.$ZodIssueUnrecognizedKeys;

export interface Slips {
  /** Place of an unknown key to the known one that it was meant to be. */
  meant: ReadonlyMap<string, string>;
  /** Place of a block that is empty or missing to the keys beside it that belong in it. */
  spilled: ReadonlyMap<string, readonly string[]>;
  /** Places that another letter speaks of already. */
  hidden: ReadonlySet<string>;
}

/** A place as the key of a map. */
export function placeKey(path: DocumentPath): string {
  return path.join('.');
}

function isUnknownKeys(issue: Issue): issue is UnknownKeys {
  return issue.code === 'unrecognized_keys';
}

/** Places of keys that have to be there and are not. */
function absentPlaces(source: SchemaSource, issues: readonly Issue[]): Set<string> {
  const found = issues.filter((issue) => !isUnknownKeys(issue) && valueAt(source.yaml.data, issue.path) === undefined);
  return new Set(found.map(({ path }) => placeKey(path)));
}

/** Places of blocks and lists that have nothing in them. */
function emptyPlaces(source: SchemaSource, issues: readonly Issue[]): Set<string> {
  const found = issues.filter(
    (issue) =>
      issue.code === 'invalid_type' &&
      ['object', 'record', 'array'].includes(issue.expected) &&
      valueAt(source.yaml.data, issue.path) === null,
  );
  return new Set(found.map(({ path }) => placeKey(path)));
}

interface Block {
  path: DocumentPath;
  /** Keys that may stand in it. */
  known: readonly string[];
  /** Those that have to and do not. */
  missing: readonly string[];
  unknown: readonly string[];
}

/** The unknown keys that belong into a block beside them: they stand right after it and it is empty, or it is missing. */
function spilledKeys(source: SchemaSource, block: Block, key: string): string[] {
  const inner = knownKeys(source, [...block.path, key]);
  if (block.missing.includes(key)) return block.unknown.filter((unknown) => inner.includes(unknown));
  const written = Object.keys(valueAt(source.yaml.data, block.path) ?? {});
  const after = written.slice(written.indexOf(key) + 1);
  const end = after.findIndex((next) => !block.unknown.includes(next));
  return end === -1 ? after : after.slice(0, end);
}

/** What unknown keys were meant to be: keys that they nearly are, or of one alone the only one that is missing. */
function meantKeys({ known, missing, unknown }: Block): Map<string, string> {
  const near = unknown.map((key) => [key, nearest(key, known)] as const);
  const meant = new Map(near.flatMap(([key, found]) => (found === undefined ? [] : [[key, found] as const])));
  const found = new Set(meant.values());
  const [strange, ...others] = unknown.filter((key) => !meant.has(key));
  const [lacking, ...more] = missing.filter((key) => !found.has(key));
  const isPair = others.length === 0 && more.length === 0;
  if (strange !== undefined && lacking !== undefined && isPair) meant.set(strange, lacking);
  return meant;
}

/** Looks at the unknown keys of each block together with what is missing or empty beside them. */
export function findSlips(source: SchemaSource, issues: readonly Issue[]): Slips {
  const [absent, blank] = [absentPlaces(source, issues), emptyPlaces(source, issues)];
  const meant = new Map<string, string>();
  const spilled = new Map<string, readonly string[]>();
  const hidden = new Set<string>();
  for (const { path, keys } of issues.filter(isUnknownKeys)) {
    const known = knownKeys(source, path);
    const at = (key: string): string => placeKey([...path, key]);
    const missing = known.filter((key) => absent.has(at(key)));
    const empty = known.filter((key) => blank.has(at(key)));
    const block: Block = { path, known, missing, unknown: keys };
    const belong = [...missing, ...empty].map((key) => [key, spilledKeys(source, block, key)] as const);
    const full = belong.filter(([, inner]) => inner.length > 0);
    for (const [key, inner] of full) spilled.set(at(key), inner);
    const gone = new Set(full.flatMap(([key, inner]) => [key, ...inner]));
    for (const key of full.flatMap(([, inner]) => inner)) hidden.add(at(key));
    const rest = (list: readonly string[]): string[] => list.filter((key) => !gone.has(key));
    for (const [key, found] of meantKeys({ ...block, missing: rest(missing), unknown: rest(keys) })) {
      meant.set(at(key), found);
      if (absent.has(at(found))) hidden.add(at(found));
    }
  }
  return { meant, spilled, hidden };
}
