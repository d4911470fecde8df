import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { finishPage } from '../site/finish-page.ts';

/** A page as it was rendered, in UTF-8, and where it belongs in the site, with forward slashes. */
export interface RenderedPage {
  file: string;
  html: ArrayBuffer;
}

/**
 * Finishes a page and writes it to its file below an absolute folder. At once: pages are small, and all that is done to
 * wait for a file takes longer than writing it.
 */
export function writePage(folder: string, { file, html }: RenderedPage): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, finishPage(Buffer.from(html).toString()));
}
