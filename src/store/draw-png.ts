/** One picture as a PNG file. */
import sharp from 'sharp';

import { drawPicture } from '../site/picture-svg.ts';
import type { SharePicture } from '../site/share-picture.ts';
import { lettering } from './lettering.ts';

// One thread a picture, as the pages are being rendered meanwhile; no two are alike.
sharp.concurrency(1);
sharp.cache(false);

/** Draws a picture. The same picture gives the same bytes. */
export function drawPng(picture: SharePicture): Promise<Uint8Array> {
  return sharp(Buffer.from(drawPicture(picture, lettering)))
    .removeAlpha()
    .png()
    .toBuffer();
}
