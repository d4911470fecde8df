/**
 * A file of incidents/ as an earlier revision left it. It is read by its headings, as it would take too long to take
 * every revision of a long history apart as carefully as what is shown; where that cannot be done, it was not shown.
 */
import type { EntryFacts } from '../domain/entry-facts.ts';
import type { RevisionContent } from '../domain/entry-revision.ts';
import type { Update } from '../domain/update.ts';
import { COMPONENT_STATUSES, IMPACTS, isId } from '../schema/component.ts';
import { CATEGORIES } from '../schema/category.ts';
import { CONFIDENCES } from '../schema/incident.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { toLine } from '../schema/visible-text.ts';
import { kindInText } from './incident-file.ts';
import { findTooInvolvedLine } from './markdown-cost.ts';
import { findSectionHeadings, trimBlankLines } from './markdown.ts';
import { findConflicts } from './text.ts';
import { isUpdateHeading, parseHeading } from './update-heading.ts';
import { readYaml } from './yaml.ts';

/** A revision taken apart, its front matter still as it is written. */
export interface RevisionText {
  front: string;
  introduction: string;
  updates: Update[];
}

const FRONT_MATTER = /^---[ \t]*(?:ya?ml)?[ \t]*\n(?:([^]*?)\n)?---[ \t]*(?:\n|$)/;

/** Takes a text with LF line ends apart; undefined where that cannot be done. */
export function parseRevision(text: string): RevisionText | undefined {
  const found = FRONT_MATTER.exec(text);
  if (found === null || findConflicts('', text).length > 0) return undefined;
  const [fenced, front = ''] = found;
  const body = text.slice(fenced.length);
  if (findTooInvolvedLine(body) !== undefined) return undefined;
  const kind = kindInText(front);
  const headings = findSectionHeadings(body).filter(({ raw }) => isUpdateHeading(raw, kind));
  const updates: Update[] = [];
  for (const [index, { raw, end }] of headings.entries()) {
    const { heading } = parseHeading(raw, kind);
    if (heading === undefined) return undefined;
    const section = body.slice(end, headings[index + 1]?.start).replace(/^[^\n]*\n?/, '');
    updates.push({ ...heading, text: trimBlankLines(section) });
  }
  return { front, introduction: trimBlankLines(body.slice(0, headings[0]?.start)), updates };
}

/** The same with the facts of its front matter, which are read when they are asked for. */
export function readRevision(text: string): RevisionContent | undefined {
  const parsed = parseRevision(text);
  if (parsed === undefined) return undefined;
  const { front, introduction, updates } = parsed;
  return { readFacts: () => readFacts(front), introduction, updates };
}

/** Top-level keys of front matter that facts are read from. */
const FACT_KEYS = new Set([
  ...['kind', 'title', 'impact', 'category', 'confidence', 'components', 'startedAt', 'scheduled'],
]);
/** A key at the beginning of a line, what is set in below it, a comment or nothing. */
const PLAIN_LINE = /^(?:[A-Za-z]+:(?: |$)|[ \t]|- |#|$)/;

/**
 * The lines of front matter that facts are read from, so that what is the same here has the same facts. All lines, where
 * it is written in a way that does not show at the beginning of its lines.
 */
export function factLines(front: string): string {
  const lines = front.split('\n');
  if (!lines.every((line) => PLAIN_LINE.test(line)) || /(?:^|[ :[{,-])[*&]|<</m.test(front)) return front;
  let isWanted = false;
  return lines
    .filter((line) => {
      const [, key] = /^([A-Za-z]+):/.exec(line) ?? [];
      if (key !== undefined) isWanted = FACT_KEYS.has(key);
      return isWanted;
    })
    .join('\n');
}

type Data = Readonly<Record<string, unknown>>;

function asRecord(value: unknown): Data | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

function readTime(value: unknown): Instant | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined;
}

/** Reads the facts of front matter; undefined where it is no YAML. */
function readFacts(front: string): EntryFacts | undefined {
  const data = asRecord(readYaml({ file: '', text: front }).data);
  if (data === undefined) return undefined;
  const { title, impact, startedAt } = data;
  const category = oneOf(CATEGORIES, data['category']);
  const confidence = oneOf(CONFIDENCES, data['confidence']) ?? 'confirmed';
  return {
    title: typeof title === 'string' && title.trim() !== '' ? toLine(title).trim().normalize('NFC') : undefined,
    impact: oneOf(IMPACTS, impact),
    category: category && { category, confidence: category === 'undetermined' ? 'confirmed' : confidence },
    components: readComponents(data['components']),
    startedAt: readTime(startedAt),
    window: readWindow(asRecord(data['scheduled'])),
  };
}

/** A list of ids is that of a maintenance, or of an announcement, which gives them no status. */
function readComponents(value: unknown): EntryFacts['components'] {
  if (Array.isArray(value)) {
    const ids = value.filter((id) => typeof id === 'string' && isId(id));
    return Object.fromEntries(ids.map((id: string) => [id, 'under_maintenance' as const]));
  }
  const record = asRecord(value);
  if (record === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(record).flatMap(([id, written]) => {
      const status = oneOf(COMPONENT_STATUSES, written);
      return isId(id) && status !== undefined ? [[id, status] as const] : [];
    }),
  );
}

function readWindow(scheduled: Data | undefined): EntryFacts['window'] {
  const [start, end] = [readTime(scheduled?.['from']), readTime(scheduled?.['until'])];
  return start === undefined || end === undefined ? undefined : { start, end };
}
