/** TOML, by a parser of its own; what that refuses is read line by line. */
import { parse, TomlError } from 'smol-toml';

import { type Field, type FieldSource, type FieldsRead, readFieldLines } from './fields.ts';
import { isTable, type Table, tableOf } from './tables.ts';

/** Reads a document of TOML 1.0; where it is none, says why in one line. */
export function parseToml(text: string): { data: Table } | { fault: string } {
  try {
    return { data: parse(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { fault: `line ${error.line}: ${error.message.split('\n', 1)[0] ?? ''}` };
  }
}

/** Puts the fields of one section at its place: `[params]`, `[[params.systems]]`. */
function addSection(root: Table, header: string, fields: Table): void {
  const path = header.replace(/[[\]\s"']/g, '').split('.');
  let at = root;
  for (const key of path.slice(0, -1)) at = at[key] = isTable(at[key]) ? at[key] : {};
  const last = path.at(-1) ?? '';
  const list = at[last];
  if (header.startsWith('[[')) at[last] = [...(Array.isArray(list) ? (list as unknown[]) : []), fields];
  else at[last] = { ...(isTable(list) ? list : {}), ...fields };
}

const HEADER = /^\[+[\w.\s"'-]+\]+/;

/** Reads what looks like sections, and values on one line, out of a text that is no TOML. */
export function readTomlLines(text: string): Table {
  const root: Table = Object.create(null) as Table;
  for (const section of text.split(/^(?=[ \t]*\[+[\w.\s"'-]+\]+[ \t]*(?:#.*)?$)/m)) {
    const [first = '', ...rest] = section.trim().split('\n');
    const header = HEADER.exec(first)?.[0];
    const lines = (header === undefined ? [first, ...rest] : rest).map((line) => line.trim());
    const { fields } = readFieldLines({ lines, linesBefore: 0 }, []);
    const values = Object.fromEntries(fields.map((field) => [field.key, field.value]));
    if (header === undefined) Object.assign(root, values);
    else if (!/__proto__|constructor/.test(header)) addSection(root, header.toLowerCase(), values);
  }
  return root;
}

/** A field with the parser's value in place of the written one; dates stay as written, for their zone. */
function withValue(field: Field, value: unknown): Field {
  if (Array.isArray(value)) return { ...field, value: '', items: value.filter((item) => typeof item === 'string') };
  return typeof value === 'string' ? { ...field, value, items: undefined } : field;
}

/** Reads front matter as TOML: values from the parser, places and comments from its lines. Undefined for no TOML. */
export function readTomlFields(source: FieldSource, listKeys: readonly string[]): FieldsRead | undefined {
  const parsed = parseToml(source.lines.join('\n'));
  if ('fault' in parsed) return undefined;
  const data = tableOf(parsed.data);
  const read = readFieldLines(source, listKeys);
  const ends = source.lines.findIndex((line) => /^\s*\[/.test(line) && HEADER.test(line.trim()));
  const lastLine = source.linesBefore + (ends === -1 ? source.lines.length : ends);
  const fields = read.fields.map((field) => {
    const isOwn = field.line <= lastLine && Object.hasOwn(data, field.key);
    return isOwn ? withValue(field, data[field.key]) : { ...field, key: '' };
  });
  return { ...read, fields };
}
