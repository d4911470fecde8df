/** What the YAML parser stumbled over, at the place where a person has to mend it, and without what follows from it. */
import { type Document, isMap, isNode, isScalar, isSeq, Scalar, type YAMLError } from 'yaml';

import { DASH, UNCLOSED_BRACKET, wordsOf, WRONG_INDENT } from './yaml-problems.ts';
import { depthFault, nodesOf, type YamlFault } from './yaml-rules.ts';

/** As many are looked at to find those that are told. */
const MAX_FAULTS = 500;
const QUOTED: readonly unknown[] = [Scalar.QUOTE_DOUBLE, Scalar.QUOTE_SINGLE];

interface SyntaxFault extends YamlFault {
  /** Whether the parser lost its way here: tabs, or something that is never closed. */
  derails?: 'tab' | 'open';
}

/** Where each quoted text and each bracket opens, by where the parser thought that it ends. */
function findOpenings(document: Document): ReadonlyMap<number, number> {
  const openings = new Map<number, number>();
  for (const node of nodesOf(document)) {
    const isBracket = (isMap(node) || isSeq(node)) && node.flow === true;
    const isQuoted = isScalar(node) && QUOTED.includes(node.type);
    if (isNode(node) && node.range && (isBracket || isQuoted)) openings.set(node.range[1], node.range[0]);
  }
  return openings;
}

function hasComment(text: string, offset: number): boolean {
  return /\s#/.test(text.slice(offset).split('\n', 1)[0] ?? '');
}

function unclosedFault(text: string, error: YAMLError, opening: number): SyntaxFault {
  const hint = hasComment(text, opening)
    ? { hint: 'What follows "#" is a comment; put a text that begins with it in quotes.' }
    : {};
  const words = error.code === 'MISSING_CHAR' ? wordsOf(error) : UNCLOSED_BRACKET;
  return { offset: opening, rule: 'yaml-syntax', ...words, ...hint, derails: 'open' };
}

function syntaxFault(text: string, error: YAMLError): SyntaxFault {
  const offset = error.pos[0];
  if (error.code === 'RESOURCE_EXHAUSTION') return depthFault(offset);
  const rule = 'yaml-syntax';
  if (error.code === 'TAB_AS_INDENT') return { offset, rule, ...wordsOf(error), derails: 'tab' };
  const rest = text.slice(offset).split('\n', 2);
  const before = offset === 0 ? '' : text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const isBlock = error.code === 'BLOCK_AS_IMPLICIT_KEY';
  if (isBlock && /^\s*-\s/.test(before + (rest[0] ?? ''))) return { offset, rule, ...DASH };
  // The colon that is too much stands in the next line, which is therefore set in too far.
  const belongsToNext = isBlock && rest[0]?.includes(':') === false && rest.length > 1;
  if (belongsToNext) return { offset: offset + (rest[0]?.length ?? 0) + 1, rule, ...WRONG_INDENT };
  const beginsLine = error.code === 'UNEXPECTED_TOKEN' && before.trim() === '' && /^[\w"'-]/.test(rest[0] ?? '');
  return { offset, rule, ...(beginsLine ? WRONG_INDENT : wordsOf(error)) };
}

/** Whether an error may say that something is not closed. */
function mayBeUnclosed({ code, message }: YAMLError): boolean {
  return (code === 'MISSING_CHAR' && /quote/.test(message)) || (code === 'BAD_INDENT' && /end with/.test(message));
}

/** The faults up to where the parser lost its way, since what it says of the rest is of no use. */
function dropFollowing(faults: readonly SyntaxFault[]): SyntaxFault[] {
  const tabs = faults.filter(({ derails }) => derails === 'tab');
  if (tabs.length > 0) return tabs;
  const open = faults.findIndex(({ derails }) => derails === 'open');
  return open === -1 ? [...faults] : faults.slice(0, open + 1);
}

/** Everything that a document's text has wrong in its syntax, in the order of the text; that it is too deep alone. */
export function findSyntaxFaults(text: string, document: Document): YamlFault[] {
  // A tag that nobody knows would be dropped with a warning, and its value taken for something else.
  const found = [...document.errors, ...document.warnings].slice(0, MAX_FAULTS).sort((a, b) => a.pos[0] - b.pos[0]);
  // The parser tells of a block as a key in two ways at one place.
  const blocks = new Set(found.filter(({ code }) => code === 'BLOCK_AS_IMPLICIT_KEY').map(({ pos }) => pos[0]));
  const openings = found.some(mayBeUnclosed) ? findOpenings(document) : new Map<number, number>();
  const faults = found
    .filter(({ code, pos }) => code !== 'MULTILINE_IMPLICIT_KEY' || !blocks.has(pos[0]))
    .map((error) => {
      const opening = mayBeUnclosed(error) ? openings.get(error.pos[0]) : undefined;
      return opening === undefined ? syntaxFault(text, error) : unclosedFault(text, error, opening);
    });
  const depth = faults.find(({ rule }) => rule === 'yaml-depth');
  return (depth === undefined ? dropFollowing(faults) : [depth]).map(({ derails: _, ...fault }) => fault);
}
