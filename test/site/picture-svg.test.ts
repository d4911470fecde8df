import { describe, expect, test } from 'vitest';

import { drawPicture, type Lettering } from '../../src/site/picture-svg.ts';
import type { SharePicture } from '../../src/site/share-picture.ts';
import { MARKS } from '../../src/site/marks.ts';

/** Letters that stand in the picture as they are; of those beyond Latin-1 there are none. */
const lettering: Lettering = {
  show: (text) => (/^[\x20-\xFF]*$/.test(text) ? text : undefined),
  measure: (text, size) => (text.length * size) / 2,
  outline: (text, { x, y, size }) => `[${text} ${Math.round(x)} ${Math.round(y)} ${size}]`,
};

const PICTURE: SharePicture = {
  path: 'og/status.png',
  state: 'major_outage',
  colour: '#b3202c',
  label: 'Critical incident',
  sentence: 'Public API is down.',
  spare: 'Major outage',
  follow: 'We are looking into it.',
  page: 'Example Cloud',
  host: 'status.example.org',
  time: 'As of 10:45',
};

/** The lines as they stand in the picture, with place and size. */
function linesOf(picture: SharePicture): { text: string; y: number; size: number }[] {
  return [...drawPicture(picture, lettering).matchAll(/\[(.*?) -?\d+ (-?\d+) (\d+)\]/g)].map(
    ([, text = '', y, size]) => ({ text, y: Number(y), size: Number(size) }),
  );
}

const textsOf = (picture: SharePicture): string[] => linesOf(picture).map(({ text }) => text);

describe('drawPicture()', () => {
  test('sets the sentence largest, and nothing over anything else', () => {
    const long = { ...PICTURE, sentence: 'word '.repeat(60), follow: 'word '.repeat(60) };
    for (const picture of [PICTURE, long, { ...long, label: undefined }]) {
      const lines = linesOf(picture);
      const largest = lines.filter(({ size }) => size === Math.max(...lines.map((line) => line.size)));
      expect(picture.sentence).toContain(largest[0]?.text.replace('…', ''));
      const column = lines.slice(0, -1);
      for (const [index, { y, size }] of column.entries()) {
        expect(y).toBeGreaterThan((column[index - 1]?.y ?? 0) + size * 0.7);
        expect(y).toBeLessThan(600);
      }
    }
  });

  test('shows the mark of the state, and none without a state', () => {
    expect(drawPicture(PICTURE, lettering)).toContain(MARKS.major_outage);
    expect(drawPicture({ ...PICTURE, state: undefined }, lettering)).not.toContain('evenodd');
  });

  test.each([
    [
      'the sentence',
      { sentence: '障害' },
      [
        'Example Cloud',
        'Critical incident',
        'Major outage',
        'We are looking into it.',
        'As of 10:45',
        'status.example.org',
      ],
    ],
    [
      'what follows it',
      { follow: '障害' },
      ['Example Cloud', 'Critical incident', 'Public API is down.', 'As of 10:45', 'status.example.org'],
    ],
    [
      'the name',
      { page: '障害' },
      ['Critical incident', 'Public API is down.', 'We are looking into it.', 'As of 10:45', 'status.example.org'],
    ],
  ])('goes without letters that no font has in %s', (_where, change, expected) => {
    expect(textsOf({ ...PICTURE, ...change })).toEqual(expected);
  });
});
