/** Fields of records that somebody else wrote: what has another type than it should counts as not there. */
import { z } from 'zod';

import { FormatError } from './adapter.ts';
import { parseMoment } from './moment.ts';
import { toPlainLine, toPlainText } from './plain-text.ts';

const MAX_ID = 300;
const MAX_NAME = 200;
const MAX_TEXT = 2_000;
/** How many entries of a list are looked at. */
const MAX_ENTRIES = 2_000;

const text = z.union([z.string(), z.number()], { error: 'a text' }).transform(String);

export const IdField = text
  .transform((id) => toPlainLine(id, MAX_ID))
  .refine((id) => id !== '', { error: 'an id that is not empty' });
/** One line of plain text that is not empty. */
export const NameField = text
  .transform((name) => toPlainLine(name, MAX_NAME))
  .refine((name) => name !== '', { error: 'a text that is not empty' });
export const TextField = z.string({ error: 'a text' }).transform((written) => toPlainText(written, MAX_TEXT));
export const MomentField = z
  .union([z.string(), z.number()], { error: 'a time with its zone' })
  .transform((value, context) => {
    const at = parseMoment(value);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: 'a time with its zone' });
    return z.NEVER;
  });

/** The field, or undefined for what is not there, null or of another type. */
export function optional<T>(field: z.ZodType<T>): z.ZodType<T | undefined> {
  return field.optional().catch(undefined);
}

/** The entries of a list that are as they should be; none for what is no list. */
export function listOf<T>(entry: z.ZodType<T>): z.ZodType<T[]> {
  return z
    .array(z.unknown())
    .catch([])
    .transform((entries) =>
      entries.slice(0, MAX_ENTRIES).flatMap((each) => {
        const parsed = entry.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

export interface ReadRecords<T> {
  records: T[];
  notes: string[];
}

/**
 * Reads each record by its schema; one that cannot be read is left out, and a note says where and why. Throws a
 * {@link FormatError} where there are some and none can be read: the list is one of something else.
 */
export function readRecords<T>(items: readonly unknown[], schema: z.ZodType<T>, where: string): ReadRecords<T> {
  const read: ReadRecords<T> = { records: [], notes: [] };
  for (const [index, item] of items.slice(0, MAX_ENTRIES).entries()) {
    const parsed = schema.safeParse(item);
    if (parsed.success) read.records.push(parsed.data);
    else read.notes.push(describeFault(`${where}[${index}]`, parsed.error));
  }
  const [note] = read.notes;
  if (note !== undefined && read.records.length === 0) throw new FormatError(`no incident can be read: ${note}`);
  if (items.length > MAX_ENTRIES)
    read.notes.push(`${where} has more than ${MAX_ENTRIES} entries; the rest was not read`);
  return read;
}

function describeFault(where: string, error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  return `${where} was left out: expected ${field === '' ? 'a record' : `${issue?.message ?? ''} as "${field}"`}`;
}

const JsonObject = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** The value as an object, undefined where it is none. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  const parsed = JsonObject.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** An own property of an object, never one that every object has. */
export function ownValue(value: unknown, key: string): unknown {
  const object = asObject(value);
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}
