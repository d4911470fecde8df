/** Fields of a front matter, whatever language it is written in and however badly. */

export interface Field {
  /** In small letters, as Hugo reads keys. */
  key: string;
  /** Line in the file, from 1. */
  line: number;
  /** The value as text; empty for null and for a list. */
  value: string;
  /** The entries of a list. */
  items?: string[] | undefined;
  /** The key and value as written. */
  source: string;
}

export interface FieldsRead {
  fields: Field[];
  comments: { line: number; text: string }[];
}

/** Lines of front matter, and how many lines of the file stand before the first of them. */
export interface FieldSource {
  lines: readonly string[];
  linesBefore: number;
}

const FIELD = /^["']?([A-Za-z_][\w.-]*)["']?\s*(?::(?!\/\/)|=)\s*(.*)$/;
const ITEM = /^\s*-(?:\s+(.*))?$/;

/** Whether a line looks like a field of front matter. */
export function isFieldLine(line: string): boolean {
  return FIELD.test(line);
}

function unquote(text: string): string {
  const value = text.trim();
  const quoted = /^"(.*)"$/s.exec(value);
  if (quoted !== null) return (quoted[1] ?? '').replace(/\\(["\\])/g, '$1');
  const single = /^'(.*)'$/s.exec(value);
  return single === null ? value : (single[1] ?? '').replace(/''/g, "'");
}

/** Entries of a list written on one line, `[API, "Media Proxy"]`; undefined for any other text. */
function listItems(text: string): string[] | undefined {
  const inner = /^\[(.*)\]$/s.exec(text.trim())?.[1];
  if (inner === undefined) return undefined;
  const entries = inner.match(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+/g) ?? [];
  return entries.map(unquote).filter((entry) => entry !== '');
}

/** `individualaffected: API` is what some editors write for `API`. */
function itemText(text: string): string {
  return unquote(text.replace(/^\{?\s*individualaffected\s*:\s*/i, '').replace(/\}\s*$/, ''));
}

class LineReader {
  readonly read: FieldsRead = { fields: [], comments: [] };
  private current: Field | undefined;

  line(text: string, line: number): void {
    if (text.trim() === '') return;
    if (/^\s*#/.test(text)) {
      this.read.comments.push({ line, text: text.trim() });
      return;
    }
    const field = FIELD.exec(text);
    const item = field === null ? ITEM.exec(text) : null;
    if (field !== null) this.open({ name: field[1] ?? '', value: field[2] ?? '', line, source: text });
    else if (item !== null && this.current !== undefined) this.add(item[1] ?? '', text);
    else if (this.current !== undefined && /^\s|^[\]}"']/.test(text)) this.continue(text);
    else this.open({ name: '', value: text, line, source: text });
  }

  private open(start: { name: string; value: string; line: number; source: string }): void {
    const { name, value, line, source } = start;
    this.current = { key: name.toLowerCase(), line, value, source };
    this.read.fields.push(this.current);
  }

  private add(item: string, source: string): void {
    if (this.current === undefined) return;
    this.current.items = [...(this.current.items ?? []), itemText(item)];
    this.current.source += `\n${source}`;
  }

  private continue(text: string): void {
    if (this.current === undefined) return;
    this.current.value = `${this.current.value} ${text.trim()}`;
    this.current.source += `\n${text}`;
  }
}

function settle(field: Field, listKeys: readonly string[]): Field {
  const items = listKeys.includes(field.key) ? listItems(field.value) : undefined;
  if (items !== undefined) return { ...field, value: '', items };
  const value = unquote(field.value);
  return { ...field, value: /^(?:null|~)$/i.test(value) ? '' : value };
}

/**
 * Reads front matter line by line, where a parser of its language refuses it: `key: value` and `key = value`, lists by
 * `- ` or in brackets for the keys that hold lists. A line that is neither becomes a field without a key.
 */
export function readFieldLines(source: FieldSource, listKeys: readonly string[]): FieldsRead {
  const reader = new LineReader();
  for (const [index, text] of source.lines.entries()) reader.line(text, source.linesBefore + index + 1);
  return { ...reader.read, fields: reader.read.fields.map((field) => settle(field, listKeys)) };
}
