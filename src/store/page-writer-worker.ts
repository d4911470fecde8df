/** The thread that `page-writer.ts` starts: finishes and writes each page that it is given, until it is given none. */
import { parentPort, workerData } from 'node:worker_threads';

import type { PageForThread, WrittenPage } from './page-writer.ts';
import { writePage } from './write-page.ts';

const folder = workerData as string;

function answer(written: WrittenPage): void {
  parentPort?.postMessage(written);
}

parentPort?.on('message', (page: PageForThread | undefined) => {
  if (page === undefined) return parentPort?.close();
  try {
    writePage(folder, page);
    answer({ id: page.id });
  } catch (error) {
    answer({ id: page.id, error: error instanceof Error ? error : new Error(String(error)) });
  }
});
