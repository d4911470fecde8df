/** Tables as parsers of YAML, TOML and JSON give them. */

import { VisibleTextSchema } from '../../schema/component.ts';
import { withoutControls } from '../visible-text.ts';

export type Table = Record<string, unknown>;

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A table with its keys in small letters, as Hugo reads them. */
export function tableOf(value: unknown): Table {
  if (!isTable(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key.toLowerCase(), entry]));
}

export function tablesOf(value: unknown): Table[] {
  return Array.isArray(value) ? value.filter(isTable).map(tableOf) : [];
}

/** The trimmed text of a value; undefined where it is missing, no text, or nothing to see. */
export function textIn(table: Table, key: string): string | undefined {
  const value = table[key];
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = withoutControls(String(value)).trim();
  return VisibleTextSchema.safeParse(text).success ? text : undefined;
}
