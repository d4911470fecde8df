/** Letters as outlines, from fonts that come with packages: a machine may have none of its own. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

import { Blob, Buffer as ShapingBuffer, Face, Font, shape } from 'harfbuzzjs';

import type { Lettering } from '../site/picture-svg.ts';

const FONTS = [
  ...['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic', 'cyrillic-ext'].map((subset) => ({
    file: `@fontsource/source-serif-4/files/source-serif-4-${subset}-400-normal.woff`,
    has: /./su,
  })),
  {
    file: '@fontsource/sawarabi-mincho/files/sawarabi-mincho-japanese-400-normal.woff',
    // It is large, so that it is opened for what is Japanese alone.
    has: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u30FF\uFF00-\uFFEF]/u,
  },
];

/** Unwraps a WOFF: the tables of the font it holds, each inflated, under a directory of their own. */
function unwrap(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(12 + 16 * count);
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  for (let index = 0; index < count; index += 1) {
    const from = 44 + 20 * index;
    const to = 12 + 16 * index;
    const [at, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(from + field)) as [number, number, number];
    const bytes = woff.subarray(at, at + packed);
    woff.copy(directory, to, from, from + 4);
    woff.copy(directory, to + 4, from + 16, from + 20);
    directory.writeUInt32BE(offset, to + 8);
    directory.writeUInt32BE(length, to + 12);
    const padding = Buffer.alloc((4 - (length % 4)) % 4);
    parts.push(packed < length ? inflateSync(bytes) : bytes, padding);
    offset += length + padding.length;
  }
  return Buffer.concat(parts);
}

interface OpenFont {
  font: Font;
  unitsPerEm: number;
}

const opened = new Map<string, OpenFont>();

function openFont(file: string): OpenFont {
  const known = opened.get(file);
  if (known !== undefined) return known;
  const face = new Face(new Blob(unwrap(readFileSync(fileURLToPath(import.meta.resolve(file))))));
  const font = { font: new Font(face), unitsPerEm: face.upem };
  opened.set(file, font);
  return font;
}

/** The first font that has a character. */
function fontOf(character: string): OpenFont | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  for (const { file, has } of FONTS) {
    if (!has.test(character)) continue;
    const font = openFont(file);
    if ((font.font.nominalGlyph(codePoint) ?? 0) !== 0) return font;
  }
  return undefined;
}

interface Run {
  font: OpenFont;
  text: string;
}

/** The text in stretches of one font each; what no font has is left out. */
function splitByFont(text: string): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const font = fontOf(character);
    const last = runs.at(-1);
    if (font === undefined) continue;
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

interface ShapedGlyph {
  id: number;
  x: number;
  y: number;
}

interface ShapedRun {
  font: OpenFont;
  glyphs: ShapedGlyph[];
  /** In units of the em. */
  width: number;
}

function shapeRun({ font, text }: Run): ShapedRun {
  const buffer = new ShapingBuffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  shape(font.font, buffer);
  let at = 0;
  const glyphs = buffer.getGlyphInfosAndPositions().map(({ codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 }) => {
    const glyph = { id: codepoint, x: at + xOffset, y: yOffset };
    at += xAdvance;
    return glyph;
  });
  return { font, glyphs, width: at / font.unitsPerEm };
}

const shaped = new Map<string, ShapedRun[]>();

function shapeText(text: string): ShapedRun[] {
  const known = shaped.get(text);
  if (known !== undefined) return known;
  const runs = splitByFont(text).map(shapeRun);
  shaped.set(text, runs);
  return runs;
}

function drawRun({ font, glyphs }: ShapedRun, { x, y, size }: { x: number; y: number; size: number }): string {
  const scale = size / font.unitsPerEm;
  const paths = glyphs.map((glyph) => {
    const outline = font.font.glyphToPath(glyph.id);
    return outline === '' ? '' : `<path transform="translate(${glyph.x} ${glyph.y})" d="${outline}"/>`;
  });
  return `<g transform="translate(${x} ${y}) scale(${scale} ${-scale})">${paths.join('')}</g>`;
}

/** A character, or what stands for it; nothing for a sign that can be left out, undefined for a letter that cannot. */
function findShown(character: string): readonly (string | undefined)[] {
  if (fontOf(character) !== undefined) return [character];
  const plain = [...character.normalize('NFKC')];
  if (plain.every((part) => fontOf(part) !== undefined)) return plain;
  return /[\p{L}\p{N}]/u.test(character) ? [undefined] : [];
}

/** The letters of a serif for Latin, Greek and Cyrillic, and of one for Japanese. */
export const lettering: Lettering = {
  show(text) {
    const characters = [...text.normalize('NFC').replace(/[^\S\u00A0]+|\p{C}+/gu, ' ')].flatMap(findShown);
    if (characters.includes(undefined)) return undefined;
    const shown = characters.join('').replace(/ {2,}/g, ' ').trim();
    return shown === '' ? undefined : shown;
  },
  measure: (text, size) => shapeText(text).reduce((sum, { width }) => sum + width * size, 0),
  outline(text, { x, y, size }) {
    let at = x;
    return shapeText(text)
      .map((run) => {
        const drawn = drawRun(run, { x: at, y, size });
        at += run.width * size;
        return drawn;
      })
      .join('');
  },
};
