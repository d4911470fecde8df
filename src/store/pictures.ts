/** Draws the pictures that stand beside links to the pages, and puts them into the site. */
import { mkdir, writeFile } from 'node:fs/promises';
import { getCompileCacheDir } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

import type { SharePicture } from '../site/share-picture.ts';

interface DrawnPicture {
  /** Relative to the site, with forward slashes. */
  path: string;
  png: Uint8Array;
}

/** What the thread is given. */
export interface PictureWork {
  pictures: readonly SharePicture[];
  /** Where compiled modules are kept between runs; undefined where they are not. */
  cacheFolder: string | undefined;
}

/**
 * Draws pictures as PNG files in a thread of its own, which alone loads what that needs. The same pictures give the
 * same bytes. Rejects where it cannot be loaded.
 */
export function drawPictures(pictures: readonly SharePicture[]): Promise<DrawnPicture[]> {
  return new Promise((resolve, reject) => {
    const drawn: DrawnPicture[] = [];
    const cache = getCompileCacheDir();
    const work: PictureWork = { pictures, cacheFolder: cache === undefined ? undefined : path.dirname(cache) };
    const worker = new Worker(new URL('picture-worker.ts', import.meta.url), { workerData: work });
    worker.on('message', (picture: DrawnPicture) => drawn.push(picture));
    worker.on('error', reject);
    worker.on('exit', () => resolve(drawn));
  });
}

/** Writes pictures to their places in the site that lies in an absolute folder. */
export async function writePictures(folder: string, pictures: readonly DrawnPicture[]): Promise<void> {
  for (const { path: file, png } of pictures) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, png);
  }
}
