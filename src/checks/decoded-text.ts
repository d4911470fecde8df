/** Undoes the encodings in which a server may repeat a text, and keeps the way back to what was written. */

/** A part of the text that a view was made from: from `from` up to, but not including, `to`. */
interface Span {
  from: number;
  to: number;
}

/** A changed text, and for each of its units the part of the first text that it stands for. */
export interface View {
  text: string;
  spans: readonly Span[];
}

/** Deeper nesting than any chain of templates, proxies and logs makes by accident. */
const MAX_LEVELS = 8;

/** Signs that are not letters, by the names that HTML has for them, and some that are not seen. */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', sol: '/', bsol: '\\', plus: '+', equals: '=' },
    ...{ percnt: '%', num: '#', excl: '!', dollar: '$', lpar: '(', rpar: ')', ast: '*', comma: ',', period: '.' },
    ...{ colon: ':', semi: ';', quest: '?', commat: '@', lsqb: '[', lbrack: '[', rsqb: ']', rbrack: ']', hat: '^' },
    ...{ lowbar: '_', grave: '`', lcub: '{', lbrace: '{', rcub: '}', rbrace: '}', vert: '|', verbar: '|', tab: '\t' },
    ...{ newline: '\n', hyphen: '-', dash: '-', shy: '', zwnj: '', zwj: '', zerowidthspace: '', nobreak: '' },
  }),
);

/** What is not seen between two characters: controls, line ends, marks of direction and of no width. */
const UNSEEN = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u034f\u115f\u1160\u3164\ufe00-\ufe0f]`;

/** One character of UTF-8, each byte written as `sign` and two hexadecimal digits; a byte that is none stands alone. */
function encodedCharacter(sign: string): string {
  const next = `${sign}[89ab][0-9a-f]`;
  const long = [`[cd][0-9a-f](?:${next})`, `e[0-9a-f](?:${next}){2}`, `f[0-7](?:${next}){3}`];
  return `${sign}(?:${[...long, '[0-9a-f]{2}'].join('|')})`;
}

const UNICODE = String.raw`[\\%]u(?:[0-9a-f]{4}|\{[0-9a-f]{1,6}\})`;
const ENTITY = String.raw`&(?:#\d{1,7}|#x[0-9a-f]{1,6}|${[...ENTITIES.keys()].join('|')});?`;
const BYTES = [encodedCharacter('%'), encodedCharacter(String.raw`\\x`)];
const ESCAPES = [UNICODE, ENTITY, ...BYTES, String.raw`\\[nrt]`, `${UNSEEN}+`];
/** Quoted-printable is undone for itself: an equals sign is more often just that. */
const QUOTED_PRINTABLE = [String.raw`=[ \t]*\r?\n`, encodedCharacter('=')];

const DECODERS = [ESCAPES, [...QUOTED_PRINTABLE, ...ESCAPES]].map((parts) => new RegExp(parts.join('|'), 'giu'));

function fromCodePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function decodeBytes(written: string): string {
  const bytes = Buffer.from(written.replace(/[%=]|\\x/gi, ''), 'hex');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

function decodeEscape(written: string): string {
  const code = /^[\\%]u\{?([0-9a-f]+)/i.exec(written)?.[1] ?? /^&#x([0-9a-f]+)/i.exec(written)?.[1];
  if (code !== undefined) return fromCodePoint(Number.parseInt(code, 16));
  const decimal = /^&#(\d+)/.exec(written)?.[1];
  if (decimal !== undefined) return fromCodePoint(Number(decimal));
  if (written.startsWith('&')) return ENTITIES.get(written.slice(1).replace(/;$/, '').toLowerCase()) ?? written;
  return /^(?:%|=|\\x)[0-9a-f]{2}/i.test(written) ? decodeBytes(written) : '';
}

/** The view with every match of a global pattern changed; what comes of a match stands for all of it. */
export function rewrite(view: View, pattern: RegExp, change: (found: string) => string): View {
  const texts: string[] = [];
  const spans: Span[] = [];
  let done = 0;
  const keep = (end: number): void => {
    texts.push(view.text.slice(done, end));
    for (let index = done; index < end; index += 1) spans.push(view.spans[index] ?? { from: 0, to: 0 });
  };
  for (const { 0: found, index } of view.text.matchAll(pattern)) {
    keep(index);
    done = index + found.length;
    const changed = change(found);
    const span = { from: view.spans[index]?.from ?? 0, to: view.spans[done - 1]?.to ?? 0 };
    texts.push(changed);
    for (let unit = 0; unit < changed.length; unit += 1) spans.push(span);
  }
  keep(view.text.length);
  return { text: texts.join(''), spans };
}

/** The text as it is, each unit standing for itself. */
export function viewOf(text: string): View {
  return { text, spans: Array.from({ length: text.length }, (_, index) => ({ from: index, to: index + 1 })) };
}

/**
 * The view itself, and what it reads as with JSON's, HTML's, percent and quoted-printable encoding undone, once and
 * again for as long as there is something to undo.
 */
export function decodings(view: View): View[] {
  const found = [view];
  for (const decoder of DECODERS) {
    let current = view;
    for (let level = 0; level < MAX_LEVELS; level += 1) {
      const next = rewrite(current, decoder, decodeEscape);
      if (next.text === current.text) break;
      current = next;
      if (!found.some(({ text }) => text === next.text)) found.push(next);
    }
  }
  return found;
}

/** The view in small letters, a plus as the space that it stands for in forms. */
export function foldCase(view: View): View {
  return rewrite(view, /[\p{Lu}\p{Lt}+]/gu, (found) => (found === '+' ? ' ' : found.toLowerCase()));
}

const BARE = new RegExp(String.raw`[\s+\\]|${UNSEEN}`, 'gu');

/** The view in small letters, without white space and what else may have been put between its characters. */
export function strip(view: View): View {
  return rewrite(foldCase(view), BARE, () => '');
}
