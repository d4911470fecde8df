/** Finds pieces of secrets in a text, whatever the text was encoded in. */
import { decodings, foldCase, rewrite, strip, type View, viewOf } from './decoded-text.ts';

/** A value that must not be shown, and what stands in its place. */
export interface Secret {
  value: string;
  shownAs: string;
  /** Parts of it are no secret, as those of a URL: it is taken out as a whole only. */
  isPublicInPart?: boolean | undefined;
}

/** A place that holds a piece of a secret, from `from` up to, but not including, `to`. */
export interface FoundPiece {
  from: number;
  to: number;
  shownAs: string;
}

/** A piece of as many characters tells something of a secret; a shorter one is likely to be something else. */
const PIECE = 8;
/** The same in hexadecimal digits, and in base64: as many characters of it as eight bytes fill at every alignment. */
const HEX_PIECE = 2 * PIECE;
const BASE64_PIECE = 9;
/** What another form makes of a secret must be as long as this to be looked for. */
const MIN_CHANGED = 4;

/** Stands for what is left as it is: no character, and so in no piece. */
const BARRIER = '\uffff';

/** Pieces by their length. */
type Pieces = Map<number, Set<string>>;

interface KnownPieces {
  folded: Pieces;
  stripped: Pieces;
}

/** Every part of `size` units, or all of a text that is shorter. */
function partsOf(text: string, size: number): string[] {
  return Array.from({ length: Math.max(1, text.length - size + 1) }, (_, at) => text.slice(at, at + size));
}

function add(pieces: Pieces, piece: string): void {
  if (piece === '' || piece.includes(BARRIER)) return;
  const known = pieces.get(piece.length);
  if (known === undefined) pieces.set(piece.length, new Set([piece]));
  else known.add(piece);
}

/** The base64 characters that a value alone decides where it stands in a longer text, at each of the three alignments. */
function base64Cores(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(shift === 0 ? 0 : shift + 1, (bytes.length + shift) % 3 === 0 ? undefined : -1);
  });
}

/** What the value reads as, decoded and backwards. */
function readingsOf(value: string): string[] {
  const decoded = decodings(viewOf(value)).map(({ text }) => text);
  const readings = [value, ...decoded.filter((text) => text !== value && text.length >= MIN_CHANGED)];
  const backwards = readings.filter(({ length }) => length >= PIECE).map((text) => [...text].reverse().join(''));
  return [...readings, ...backwards];
}

/** All parts of a text that is looked for with nothing put in or left out, in both ways of reading it. */
function addParts(known: KnownPieces, text: string, size: number): void {
  for (const part of partsOf(foldCase(viewOf(text)).text, size)) add(known.folded, part);
  for (const part of partsOf(strip(viewOf(text)).text, size)) add(known.stripped, part);
}

function addReading(known: KnownPieces, reading: string): void {
  const folded = foldCase(viewOf(reading)).text;
  for (const part of partsOf(folded, PIECE)) add(known.folded, part);
  // What is stripped makes a piece shorter, and each then counts for as much as it was.
  const hasGaps = strip(viewOf(folded)).text.length < folded.length;
  for (const part of partsOf(folded, PIECE)) {
    const stripped = hasGaps ? strip(viewOf(part)).text : part;
    if (stripped.length >= MIN_CHANGED) add(known.stripped, stripped);
  }
}

/** Hundreds of checks are made with the same few secrets. */
const prepared = new Map<string, KnownPieces>();

function prepare(value: string): KnownPieces {
  const before = prepared.get(value);
  if (before !== undefined) return before;
  const known: KnownPieces = { folded: new Map(), stripped: new Map() };
  prepared.set(value, known);
  for (const reading of readingsOf(value)) addReading(known, reading);
  if (Buffer.byteLength(value) < MIN_CHANGED) return known;
  addParts(known, Buffer.from(value, 'utf8').toString('hex'), HEX_PIECE);
  for (const core of base64Cores(value)) {
    addParts(known, core, BASE64_PIECE);
    addParts(known, core.replaceAll('+', '-').replaceAll('/', '_'), BASE64_PIECE);
  }
  return known;
}

function findIn(view: View, pieces: Pieces, shownAs: string): FoundPiece[] {
  const found: FoundPiece[] = [];
  for (const [size, known] of pieces) {
    for (let at = 0; at + size <= view.text.length; at += 1) {
      if (!known.has(view.text.slice(at, at + size))) continue;
      found.push({ from: view.spans[at]?.from ?? 0, to: view.spans[at + size - 1]?.to ?? 0, shownAs });
    }
  }
  return found;
}

/** Joins what overlaps, in the order in which it stands. */
function join(found: readonly FoundPiece[]): FoundPiece[] {
  const joined: FoundPiece[] = [];
  for (const piece of [...found].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = joined.at(-1);
    if (last === undefined || piece.from >= last.to) joined.push({ ...piece });
    else last.to = Math.max(last.to, piece.to);
  }
  return joined;
}

/**
 * Builds the function that finds every piece of eight characters or more of the given secrets, and a shorter secret as
 * a whole: in any encoding that is undone or has been thought of, in any case of letters, backwards, with white space
 * or invisible characters in it. What `kept` matches, a global pattern, is never a part of it.
 */
export function createPieceFinder(secrets: readonly Secret[], kept: RegExp): (text: string) => FoundPiece[] {
  const wanted = secrets
    .filter(({ isPublicInPart = false }) => !isPublicInPart)
    // How an address begins is no secret of it.
    .map(({ value, shownAs }) => ({ value: value.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''), shownAs }))
    .filter(({ value }) => value !== '');
  return (text) => {
    const decoded = decodings(rewrite(viewOf(text), kept, () => BARRIER));
    const readings = decoded.map((view) => ({ folded: foldCase(view), stripped: strip(view) }));
    const pieces = wanted.flatMap(({ value, shownAs }) => {
      const { folded, stripped } = prepare(value);
      return readings.flatMap((view) => [
        ...findIn(view.folded, folded, shownAs),
        ...findIn(view.stripped, stripped, shownAs),
      ]);
    });
    return join(pieces);
  };
}
