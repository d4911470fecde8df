/** Finishes pages and writes them to where Astro would: many of them in a thread, while others are being rendered. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { fileOfAddress } from './page-file.ts';
import { type RenderedPage, writePage } from './write-page.ts';

/** What the thread is given. */
export interface PageForThread extends RenderedPage {
  id: number;
}

/** What the thread answers: that a page is written, or why it is not. */
export interface WrittenPage {
  id: number;
  error?: Error;
}

export interface PageWriter {
  /** Writes a page, whose bytes are handed over. Rejects where that cannot be done. */
  write(page: RenderedPage): Promise<unknown>;
  /** Ends it, once all is written. */
  close(): Promise<unknown>;
}

/** A page lives for a moment; left to itself, the thread would hold a tenth of a gigabyte of those that are gone. */
const YOUNG_ONLY = { maxYoungGenerationSizeMb: 8 };

/** So many pages take as long to be written as a thread to be started. */
const MANY_PAGES = 500;

/**
 * The file of a page, relative to the site with forward slashes, by its address below `base`; undefined for an address
 * that is no folder's, and for that of the error page, whose file has another name.
 */
export function pageFileOf(url: string, base: string): string | undefined {
  const { pathname } = new URL(url);
  return !pathname.endsWith('/') || pathname === `${base}404/` ? undefined : fileOfAddress(pathname, base);
}

/** Makes what writes about `count` pages below an absolute folder. */
export function createPageWriter(folder: string, count: number): PageWriter {
  if (count >= MANY_PAGES) return startThread(folder);
  return {
    write: async (page) => writePage(folder, page),
    close: async () => undefined,
  };
}

type Waiting = PromiseWithResolvers<undefined>;

function startThread(folder: string): PageWriter {
  const worker = new Worker(new URL('page-writer-worker.ts', import.meta.url), {
    workerData: folder,
    resourceLimits: YOUNG_ONLY,
  });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let broken: Error | undefined;
  worker.on('message', ({ id, error }: WrittenPage) => {
    const page = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) page?.resolve(undefined);
    else page?.reject(error);
  });
  worker.on('error', (error: Error) => {
    broken = error;
    for (const page of waiting.values()) page.reject(error);
  });
  return {
    async write({ file, html }) {
      if (broken !== undefined) throw broken;
      const page: PageForThread = { id: ++count, file, html };
      const written: Waiting = Promise.withResolvers();
      waiting.set(page.id, written);
      worker.postMessage(page, [html]);
      return written.promise;
    },
    async close() {
      if (broken !== undefined) return;
      const ended = once(worker, 'exit');
      worker.postMessage(undefined);
      await ended;
    },
  };
}
