/** Takes secrets out of a text, in every form in which a server or a library may have given them back. */
import { createPieceFinder, type FoundPiece, type Secret } from './secret-pieces.ts';

/** Returns the text with every secret replaced by its `${CANDOR_NAME}`. */
export type Redact = (text: string) => string;

/** Stands first in the pattern, so that a secret that is part of a name does not tear a placeholder apart. */
const PLACEHOLDER = String.raw`\$\{CANDOR_\w+\}`;

/** Shorter pieces of base64 are too likely to be something else. */
const MIN_BASE64_PIECE = 4;

/** The base64 of a value where it stands inside a longer encoded text, at each of the three alignments. */
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const pieces = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const isLastWhole = (bytes.length + shift) % 3 === 0;
    return encoded.slice(shift === 0 ? 0 : shift + 1, isLastWhole ? undefined : -1);
  });
  const whole = bytes.toString('base64');
  const standard = [whole, ...pieces.filter((piece) => piece.length >= MIN_BASE64_PIECE)];
  return standard.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** As `encodeURIComponent`, but never throwing: half a surrogate pair has no such form. */
function urlForms(value: string): string[] {
  if (!value.isWellFormed()) return [];
  const component = encodeURIComponent(value);
  return [
    component,
    encodeURI(value),
    component.replaceAll('%20', '+'),
    new URLSearchParams({ v: value }).toString().slice(2),
  ];
}

function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  return [value, value.trim(), json, json.replaceAll('/', '\\/'), ...urlForms(value), ...base64Forms(value)];
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function replacePieces(text: string, found: readonly FoundPiece[]): string {
  const parts = found.map(({ from, shownAs }, index) => `${text.slice(found[index - 1]?.to ?? 0, from)}${shownAs}`);
  return `${parts.join('')}${text.slice(found.at(-1)?.to ?? 0)}`;
}

/** Takes out whole secrets in the forms that are known beforehand, the longest first. */
function createFormRedaction(secrets: readonly Secret[]): Redact {
  const shown = new Map<string, string>();
  // As written, since the small letters of some characters are not matched by the characters themselves.
  const written: string[] = [];
  for (const { value, shownAs } of secrets) {
    for (const form of formsOf(value)) {
      const key = form.toLowerCase();
      if (form === '' || shown.has(key)) continue;
      shown.set(key, shownAs);
      written.push(form);
    }
  }
  const forms = written.sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp([PLACEHOLDER, ...forms].join('|'), 'gi');
  return (text) => text.replace(pattern, (found) => shown.get(found.toLowerCase()) ?? found);
}

/**
 * Builds the function that takes the given secrets out of a text, and every piece of eight characters or more of them:
 * as they are and in the encodings that servers use, in any case of letters. Applying it twice is the same as applying
 * it once. Its cost grows with the text: give it no more than is shown, and some more where that is cut.
 */
export function createRedaction(secrets: readonly Secret[]): Redact {
  if (secrets.every(({ value }) => value === '')) return (text) => text;
  const redactForms = createFormRedaction(secrets);
  const substitutes = secrets.map(({ shownAs }) => escapePattern(shownAs)).filter((text) => text !== '');
  const findPieces = createPieceFinder(secrets, new RegExp([...substitutes, PLACEHOLDER].join('|'), 'g'));
  return (text) => {
    const redacted = redactForms(text);
    return replacePieces(redacted, findPieces(redacted));
  };
}
