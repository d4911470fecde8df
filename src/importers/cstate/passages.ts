/** Takes an incident's text apart into the passages that people label: `*Resolved* - …`, `[Initial message]`, a time. */
import { remark } from 'remark';

import { trimBlankLines } from '../../content/markdown.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { Role } from './label-words.ts';
import { roleOf } from './labels.ts';
import { findTime, readTime } from './times.ts';

export interface Passage {
  /** What its label says; undefined for a passage without one. */
  role?: Role | undefined;
  /** The label as written, without its marks. */
  label: string;
  /** When it was written, as far as the passage itself says so. */
  at?: Instant | undefined;
  /** True where the passage names several times and no one can be taken for its own. */
  isAmbiguous: boolean;
  /** Its Markdown, without shortcodes whose time is its own. */
  text: string;
  /** The same without its label, where that is a time or one word for a phase; else undefined. */
  unlabelled?: string | undefined;
  /** The label with its marks, as written. */
  mark: string;
  /** Number of blocks: paragraphs, lists and so on. */
  blocks: number;
}

interface Label {
  role: Role;
  label: string;
  at?: Instant | undefined;
  /** Characters of the line that are the label and its time. */
  length: number;
}

const parser = remark().freeze();

/** Labels at the beginning of a line; the first group is what stands in the label. */
const FORMS: readonly RegExp[] = [
  /^[*_]{1,3}\s*([^*_`\n]{1,80}?)\s*:\s*[*_]{1,3}(?=\s|$)/,
  /^[*_]{1,3}\s*`?([^*_`\n]{1,80}?)`?\s*[:.]?\s*[*_]{1,3}[ \t]*(?:[-–—:]+(?=\s|$)|(?=\s*$)|(?=[^\n]*\{\{))/,
  /^[*_]{0,2}\\?\[([^\]\n]{1,80}?)\\?\](?![([])[*_]{0,2}[ \t]*:?/,
  /^#{1,6}[ \t]+([^\n]{1,80}?)[ \t]*#*(?=\s*$)/,
  /^([^\s*_[#>`<-][^:\n]{0,40}?)[ \t]*:(?=\s|$)/,
  /^([^\s*_[#>`<-][^:\n]{0,24}?)[ \t]+[-–—]+(?=\s)/,
];
const TRACK = /[ \t]*\{\{[<%]\s*track\s+["'`]?([^"'`>%}]*?)["'`]?\s*\/?[>%]\}\}/g;

/** A line that is a time and nothing else, in bold or not. */
function timeLabel(line: string, timeZone: string): Label | undefined {
  const match = /^[*_`]{0,3}([^*_`\n]{10,60}?)[*_`]{0,3}[ \t]*[:-]?\s*$/.exec(line);
  const inner = match?.[1]?.replace(/[:\s-]+$/, '') ?? '';
  const time = readTime(inner, timeZone);
  if (match === null || time === undefined || time.isDay) return undefined;
  return { role: 'any', label: '', at: time.at, length: line.length };
}

function wordLabel(line: string, timeZone: string): Label | undefined {
  for (const form of FORMS) {
    const match = form.exec(line);
    if (match === null) continue;
    const inner = match[1] ?? '';
    const inside = findTime(inner, timeZone);
    const words = inside === undefined ? inner : inner.replace(inside.written, ' ');
    const role = roleOf(words) ?? (inside !== undefined && words.trim() === '' ? 'any' : undefined);
    if (role === undefined) continue;
    const label = words.replace(/^[\s\-–—:(]+|[\s\-–—:)]+$/g, '');
    return { role, label, at: inside?.at, length: match[0].length };
  }
  return undefined;
}

function labelOf(line: string, timeZone: string): Label | undefined {
  const text = line.replace(/^[\s\uFEFF]+/, '');
  const found = timeLabel(text, timeZone) ?? wordLabel(text, timeZone);
  return found === undefined ? undefined : { ...found, length: found.length + (line.length - text.length) };
}

interface Cut {
  offset: number;
  label?: Label | undefined;
  blocks: number;
}

/** Where passages begin: at a labelled line of a paragraph or heading of the document, and after a rule. */
function findCuts(body: string, timeZone: string): Cut[] {
  const cuts: Cut[] = [{ offset: 0, blocks: 0 }];
  for (const node of parser.parse(body).children) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? start;
    if (node.type === 'thematicBreak') {
      cuts.push({ offset: end, blocks: 0 });
      continue;
    }
    const isText = node.type === 'paragraph' || node.type === 'heading';
    let offset = start;
    for (const line of isText ? body.slice(start, end).split('\n') : []) {
      const label = labelOf(line, timeZone);
      if (label !== undefined) cuts.push({ offset, label, blocks: 0 });
      offset += line.length + 1;
    }
    const cut = cuts.at(-1);
    if (cut !== undefined) cut.blocks += 1;
  }
  return cuts;
}

/** Drops the rules that people draw between passages; a rule right below text would be a heading's and stays. */
function trimRules(text: string): string {
  const lines = text.split('\n');
  const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';
  const isRule = (line: string): boolean => /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/.test(line);
  while (lines.length > 0 && (isBlank(lines.at(-1)) || (isRule(lines.at(-1) ?? '') && isBlank(lines.at(-2)))))
    lines.pop();
  return trimBlankLines(lines.join('\n'));
}

/** Whether a label may be left to the heading: a time alone, or the English word of a phase. */
function isHeading(label: string): boolean {
  return label === '' || /^(?:investigating|identified|monitoring|resolved|scheduled|completed)$/i.test(label);
}

function readPassage(source: string, cut: Cut, timeZone: string): Passage {
  const tracks = [...source.matchAll(TRACK)].map((match) => readTime(match[1] ?? '', timeZone));
  const times = new Set([...tracks.map((time) => time?.at), ...(cut.label?.at === undefined ? [] : [cut.label.at])]);
  const [at] = times;
  const isAmbiguous = times.size > 1 || times.has(undefined);
  const { label } = cut;
  // Only the heading of an update can say the time instead.
  const isHeaded = label !== undefined && !isAmbiguous;
  const text = isHeaded ? source.replace(TRACK, '') : plainTracks(source, timeZone);
  const mark = source.slice(0, label?.length ?? 0);
  const passage = { at: isAmbiguous ? undefined : at, isAmbiguous, text: trimBlankLines(text), blocks: cut.blocks };
  if (label === undefined) return { ...passage, label: '', mark: '' };
  const words = text.startsWith(mark) ? text.slice(mark.length).replace(/^[ \t]*[-–—:]*[ \t]*/, '') : undefined;
  const unlabelled = isHeading(label.label) && words !== undefined ? trimBlankLines(words) : undefined;
  return { ...passage, role: label.role, label: label.label, mark: mark.trim(), unlabelled };
}

/** The `track` shortcodes of a text. */
export function findTracks(text: string): string[] {
  return [...text.matchAll(TRACK)].map((match) => match[0].trim());
}

/** Writes the times that cState's `track` shortcode shows as plain text: `(2018-04-13T17:30:00Z)`. */
export function plainTracks(text: string, timeZone: string): string {
  return text.replace(TRACK, (whole: string, written: string) => {
    const time = readTime(written, timeZone);
    return time === undefined ? whole : `${/^[ \t]/.test(whole) ? ' ' : ''}(${formatInstant(time.at)})`;
  });
}

/**
 * The passages of a text, in its order. A label counts at the beginning of a line of a paragraph or heading that is a
 * child of the document: not in a list, a quotation, code or HTML. Times without a zone are of `timeZone`.
 */
export function readPassages(body: string, timeZone: string): Passage[] {
  const cuts = findCuts(body, timeZone);
  return cuts.flatMap((cut, index) => {
    const source = trimRules(body.slice(cut.offset, cuts[index + 1]?.offset));
    return source === '' ? [] : [readPassage(source, cut, timeZone)];
  });
}
