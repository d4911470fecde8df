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
  /** Whether the list says more of its entries than their names. */
  hasMore?: boolean | undefined;
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

/** A whole value in quotes or brackets, behind which a comment may stand. */
const CLOSED =
  /^\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[[{](?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'\]}])*[\]}])(?=\s*#)/;
const KEY = /^\s*(?:-\s+)?(?:["']?[A-Za-z_][\w.-]*["']?\s*(?::(?!\/\/)|=)|-)?\s*/;
/** In a title `#5` is a number and `# ` begins a comment; in any other value both do. */
const TITLE = /^\s*["']?title["']?\s*[:=]/i;

/** The comment at the end of a line, with its `#`; undefined where there is none. */
function commentOf(line: string): string | undefined {
  const value = line.slice(KEY.exec(line)?.[0].length ?? 0);
  const closed = CLOSED.exec(value)?.[0];
  if (closed !== undefined) return value.slice(closed.length).trim();
  if (/^["'[{]/.test(value) && CLOSED.test(`${value}#`)) return undefined;
  const comment = (TITLE.test(line) ? /\s(#+(?:\s.*)?)$/ : /(?:^|\s)(#.*)$/).exec(value);
  return comment?.[1];
}

const QUOTES = /"""|'''/g;

class LineReader {
  readonly read: FieldsRead = { fields: [], comments: [] };
  private current: Field | undefined;
  /** Whether the line stands in a text of several lines, `"""`. */
  private isOpen = false;

  line(whole: string, line: number): void {
    if (whole.trim() === '') return;
    const wasOpen = this.isOpen;
    if ((whole.match(QUOTES)?.length ?? 0) % 2 === 1) this.isOpen = !wasOpen;
    if (wasOpen) this.continue(whole);
    else this.take(this.withoutComment(whole, line), line);
  }

  /** Keeps the comment of a line apart; a line that is one gives nothing. */
  private withoutComment(whole: string, line: number): string {
    const comment = /^\s*#/.test(whole) ? whole.trim() : commentOf(whole);
    if (comment === undefined) return whole;
    this.read.comments.push({ line, text: comment });
    return whole.slice(0, whole.lastIndexOf(comment)).trimEnd();
  }

  private take(text: string, line: number): void {
    if (text === '') return;
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
    if (this.current.items !== undefined) this.current.hasMore = true;
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
