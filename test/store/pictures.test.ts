import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import type { SharePicture } from '../../src/site/share-picture.ts';
import { lettering } from '../../src/store/lettering.ts';
import { drawPictures, writePictures } from '../../src/store/pictures.ts';

const PICTURE: SharePicture = {
  path: 'og/status.png',
  state: 'operational',
  colour: '#17694a',
  label: undefined,
  sentence: 'All systems operational.',
  spare: 'Operational',
  follow: undefined,
  page: 'Example Cloud',
  host: 'status.example.org',
  time: 'As of 22 Nov 2026, 10:45 UTC',
};

const SENTENCES = [
  PICTURE.sentence,
  `</svg><script>alert('no')</script> & "quotes" ]]> <!-- \u0000\u202E 🔥`,
  '決済APIで「タイムアウト」が多発しています。',
  'مشكلة في واجهة البرمجة',
  'A title that goes on and on '.repeat(500),
  'x'.repeat(10_000),
];

/** How much of the place of the sentence is not paper, from 0 to 1. */
async function inkOf(png: Uint8Array): Promise<number> {
  const place = { left: 200, top: 120, width: 900, height: 380 };
  const { data } = await sharp(png).extract(place).greyscale().raw().toBuffer({ resolveWithObject: true });
  return data.filter((grey) => grey < 200).length / data.length;
}

describe('drawPictures()', () => {
  test('draws whatever it is to say as a picture of 1200 by 630, the same in each build', async () => {
    const pictures = SENTENCES.map((sentence, index) => ({ ...PICTURE, path: `og/${index}.png`, sentence }));
    const [drawn, again] = await Promise.all([drawPictures(pictures), drawPictures(pictures)]);
    expect(again).toEqual(drawn);
    expect(drawn.map((picture) => picture.path)).toEqual(pictures.map((picture) => picture.path));
    for (const { path: file, png } of drawn) {
      expect(await sharp(png).metadata(), file).toMatchObject({ format: 'png', width: 1200, height: 630 });
      expect(await inkOf(png), file).toBeGreaterThan(0.01);
      expect(await inkOf(png), file).toBeLessThan(0.2);
    }
    expect(new Set(drawn.map(({ png }) => Buffer.from(png).toString('base64'))).size).toBe(SENTENCES.length);
  });

  test('says why it cannot', async () => {
    const picture = { ...PICTURE, host: undefined as unknown as string, sentence: 7 as unknown as string };
    await expect(drawPictures([picture])).rejects.toThrow(TypeError);
  });
});

describe('writePictures()', () => {
  test('puts each where its path says', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
    try {
      await writePictures(folder, [{ path: 'og/incidents/a.png', png: new Uint8Array([1, 2]) }]);
      expect([...(await readFile(path.join(folder, 'og/incidents/a.png')))]).toEqual([1, 2]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('lettering.show()', () => {
  test.each([
    ['Überlast gelöst – “naïve” café', 'Überlast gelöst – “naïve” café'],
    ['Sự cố · Αθήνα · Київ · Łódź', 'Sự cố · Αθήνα · Київ · Łódź'],
    ['e\u0301te\u0301', 'été'],
    ['決済ＡＰＩに繋がらない①', '決済ＡＰＩに繋がらない1'],
    ['Fire 🔥 in the  hall\u200B', 'Fire in the hall'],
    ['10:05\u00A0UTC', '10:05\u00A0UTC'],
    ['a\u202Eb\u0000c', 'a b c'],
    ['مشكلة', undefined],
    ['API 장애', undefined],
    ['🔥🔥', undefined],
    ['', undefined],
  ])('of %j is %j', (text, shown) => {
    expect(lettering.show(text)).toBe(shown);
  });
});

describe('lettering.measure()', () => {
  test('knows that some letters stand closer together', () => {
    expect(lettering.measure('AV', 1000)).toBeLessThan(
      lettering.measure('A', 1000) + lettering.measure('V', 1000) - 50,
    );
    expect(lettering.measure('To', 20)).toBeCloseTo(2 * lettering.measure('To', 10));
  });
});
