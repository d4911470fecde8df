/** The thread that `pictures.ts` starts: draws what it is given, so that rendering the pages goes on beside it. */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

import type { PictureWork } from './pictures.ts';

const { pictures, cacheFolder } = workerData as PictureWork;
// A thread begins without the cache of the one that started it, and would compile all that it needs anew.
if (cacheFolder !== undefined) enableCompileCache(cacheFolder);
const { drawPng } = await import('./draw-png.ts');
for (const picture of pictures) parentPort?.postMessage({ path: picture.path, png: await drawPng(picture) });
