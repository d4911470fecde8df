/** Tables as parsers of YAML, TOML and JSON give them. */

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

/** The trimmed text of a value; undefined where it is missing, empty or no text. */
export function textIn(table: Table, key: string): string | undefined {
  const value = table[key];
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text;
}
