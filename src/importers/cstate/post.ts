/** What a cState post says, with every defect of its front matter repaired or told. */
import { formatDay, formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { Decisions } from '../decisions.ts';
import { cutText, visibleLine } from '../visible-text.ts';
import type { Field } from './fields.ts';
import { fieldOf, type HugoPage, textOf } from './front-matter.ts';
import type { LeftLine } from './left-text.ts';
import { readSeverity, type Severity } from './severity.ts';
import { dayOfName, readTime } from './times.ts';

export interface PostContext {
  path: string;
  /** The last part of its URL, from the file name. */
  slug: string;
  timeZone: string;
  /** Start for a post that names no day anywhere. */
  undatedAt: Instant;
  /** Whether the page has a system of this name. */
  isSystem: (name: string) => boolean;
  decisions: Decisions;
}

export interface PostFacts {
  title: string;
  start: Instant;
  /** The end as written, which may lie before the start. */
  end: Instant | undefined;
  /** cState shows a post as active where this is false, and only there. */
  resolved: boolean | undefined;
  severity: Severity | undefined;
  /** Whether it says anything that only a fault has: how bad it is, whether it is over, since when. */
  isFault: boolean;
  isInformational: boolean;
  isDraft: boolean;
  /** Names of systems as written, each once. */
  systems: string[];
  /** Whether nothing says when it began, and the time of the import had to do. */
  isUndated: boolean;
  /** Fields whose meaning is in the facts. */
  understood: Field[];
  /** What is in none of them, verbatim. */
  left: LeftLine[];
}

const READ_KEYS = [
  'title',
  'date',
  'resolvedwhen',
  'resolved',
  'severity',
  'informational',
  'draft',
  'section',
  'affected',
];
const MAX_TITLE = 200;
const MAX_NAME = 100;

function readFlag(page: HugoPage, name: string, decisions: Decisions): boolean | undefined {
  const text = textOf(page, name);
  if (text === undefined) return undefined;
  if (/^(?:true|yes|on|y|1)$/i.test(text)) return true;
  if (/^(?:false|no|off|n|0)$/i.test(text)) return false;
  const field = fieldOf(page, name);
  const place = { line: field?.line, text: field?.source };
  decisions.add('field-left', `"${name}" is neither true nor false and counts as missing`, place);
  return undefined;
}

function readTitle(page: HugoPage, { slug, decisions }: PostContext): string {
  const field = fieldOf(page, 'title');
  const written = field?.items === undefined ? field?.value : `[${field.items.join(', ')}]`;
  const title = visibleLine(written ?? '');
  if (title === undefined) {
    const named = slug.replace(/^\d{4}-\d{2}-\d{2}-?/, '').replace(/[-_]+/g, ' ');
    const words = cutText(visibleLine(named) ?? visibleLine(slug) ?? 'Untitled', MAX_TITLE);
    decisions.add('title-made', `It has no title; "${words}" is its file name's`, { line: field?.line });
    return words;
  }
  if (title.length <= MAX_TITLE) return title;
  const what = `Its title is longer than ${MAX_TITLE} characters and was cut`;
  decisions.add('title-made', what, { line: field?.line, text: title });
  return `${cutText(title, MAX_TITLE - 1)}…`;
}

function zoneName(timeZone: string): string {
  return timeZone === 'Etc/UTC' ? 'UTC' : timeZone;
}

/** Reads a time and says what was assumed of it. */
function tellReading(field: Field, name: string, { decisions, timeZone }: PostContext): Instant | undefined {
  const time = readTime(field.value, timeZone);
  if (time === undefined) return undefined;
  const place = { line: field.line };
  if (time.isRepaired) {
    const what = `${name} "${field.value.trim()}" was read as ${formatInstant(time.at)}, its only reading`;
    decisions.add('time-repaired', what, place);
  } else if (time.isDay) {
    decisions.add('time-without-zone', `${name} is a day without a time; it was read as its first moment`, place);
  } else if (!time.hasZone) {
    decisions.add(
      'time-without-zone',
      `${name} has no time zone; it was read as ${zoneName(timeZone)}, as cState does`,
      place,
    );
  }
  return time.at;
}

/** The start: `date`, else the day in the file name, else the end, else the time of the import. */
function readStart(page: HugoPage, context: PostContext, end: Instant | undefined) {
  const field = fieldOf(page, 'date');
  const written = field === undefined ? undefined : tellReading(field, 'date', context);
  if (written !== undefined) return { start: written, isUndated: false };
  const named = dayOfName(context.path);
  const fallback = named ?? end ?? context.undatedAt;
  const fault = textOf(page, 'date') === undefined ? 'It has no date' : `date "${field?.value.trim()}" is no time`;
  const instead =
    named === undefined
      ? `its file name names no day either: it starts ${formatInstant(fallback)}`
      : `it starts ${formatDay(fallback)}, the day in its file name`;
  context.decisions.add('time-replaced', `${fault}; ${instead}`, { line: field?.line, text: field?.source });
  return { start: fallback, isUndated: named === undefined && end === undefined };
}

function readEnd(page: HugoPage, context: PostContext): Instant | undefined {
  const field = fieldOf(page, 'resolvedWhen');
  if (field === undefined || textOf(page, 'resolvedWhen') === undefined) return undefined;
  const end = tellReading(field, 'resolvedWhen', context);
  if (end === undefined) {
    const what = `resolvedWhen "${field.value.trim()}" is no time; its end counts as unknown`;
    context.decisions.add('time-replaced', what, { line: field.line, text: field.source });
  }
  return end;
}

function tellSeverity(page: HugoPage, decisions: Decisions): Severity | undefined {
  const field = fieldOf(page, 'severity');
  const written = textOf(page, 'severity');
  if (field === undefined || written === undefined) return undefined;
  const severity = readSeverity(written);
  const place = { line: field.line, text: field.source };
  if (severity === undefined) {
    const what = `severity "${written}" is none of down, disrupted, notice; how bad it was counts as unknown`;
    decisions.add('severity-unknown', what, place);
  } else if (severity !== written) {
    decisions.add('severity-unknown', `severity "${written}" was read as ${severity}`, place);
  }
  return severity;
}

/** Names every field that has no place here, with its value. */
function tellOtherFields(page: HugoPage, decisions: Decisions): void {
  for (const field of page.fields) {
    const isRead = READ_KEYS.includes(field.key) && field === fieldOf(page, field.key);
    const isOdd = field.key === 'section' && !/^issue$/i.test(field.value);
    if (isRead && field.hasMore === true) {
      const place = { line: field.line, text: field.source };
      decisions.add('field-left', `"${field.key}" says more than names, which have a place alone`, place);
    }
    if (isRead && !isOdd) continue;
    const place = { line: field.line, text: field.source };
    const isTwice = READ_KEYS.includes(field.key) && !isOdd;
    const name = field.key === '' ? 'A line of its front matter' : `"${field.key}"`;
    decisions.add(
      'field-left',
      `${name} ${isTwice ? 'stands twice; the last was taken' : 'has no counterpart'}`,
      place,
    );
  }
  for (const comment of page.comments) {
    decisions.add('comment', 'A comment in its front matter has no place', comment);
  }
}

/** Parts of a text such as `API, Mail` where the page knows each of them; else the text as one name. */
function splitKnown(text: string, isSystem: (name: string) => boolean): string[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.every(isSystem) ? parts : [text];
}

/** Names of the systems a post affects, each once whatever its case. */
function readSystems(page: HugoPage, { decisions, isSystem }: PostContext): string[] {
  const field = fieldOf(page, 'affected');
  const names = field?.items ?? (field === undefined ? [] : splitKnown(field.value, isSystem));
  const seen = new Map<string, string>();
  for (const name of names.flatMap((entry) => visibleLine(entry) ?? [])) {
    const key = name.toLowerCase();
    if (seen.has(key)) decisions.add('field-left', 'It names a system twice', { line: field?.line, text: name });
    else seen.set(key, name);
    if (name.length > MAX_NAME) {
      decisions.add('field-left', `The name of a system was cut to ${MAX_NAME} characters`, {
        line: field?.line,
        text: name,
      });
    }
  }
  return [...seen.values()];
}

/** Reads a post's front matter; what had to be assumed goes into `context.decisions`. */
export function readPost(page: HugoPage, context: PostContext): PostFacts {
  const { decisions } = context;
  for (const repair of page.repairs) decisions.add('front-matter-repaired', `Read although ${repair}`, { line: 1 });
  tellOtherFields(page, decisions);
  const end = readEnd(page, context);
  const times = readStart(page, context, end);
  const facts = {
    title: readTitle(page, context),
    end,
    resolved: readFlag(page, 'resolved', decisions),
    severity: tellSeverity(page, decisions),
    isFault: ['severity', 'resolved', 'resolvedWhen'].some((name) => textOf(page, name) !== undefined),
    isInformational: readFlag(page, 'informational', decisions) === true,
    isDraft: readFlag(page, 'draft', decisions) === true,
    systems: readSystems(page, context),
    understood: page.fields.filter((field) => READ_KEYS.includes(field.key)),
  };
  const left = decisions.list.flatMap(({ line, text }) => (text === undefined ? [] : [{ line: line ?? 1, text }]));
  return { ...facts, ...times, left };
}
