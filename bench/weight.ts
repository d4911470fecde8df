/** What a reader downloads to see the front page, compressed as a static host does it at its best. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { buildPage, makePage } from './build.ts';
import type { Result } from './result.ts';
import { withFolder } from './scratch.ts';

const PAGES = [
  { components: 20, must: 9_000 },
  { components: 50, must: 14_000 },
];

/** What the page makes a browser ask for besides itself, as it is written in its HTML. */
function countRequests(html: string): number {
  const links = [...html.matchAll(/<(?:link|script|img|iframe|source)\b[^>]*>/g)].map(([tag]) => tag);
  const loaded = links.filter(
    (tag) => /\bsrc=/.test(tag) || /rel="?(?:stylesheet|preload|modulepreload|manifest)/.test(tag),
  );
  return loaded.filter((tag) => !/(?:src|href)="data:/.test(tag)).length;
}

/** Front pages with 90 days of measurements every five minutes and 100 incidents. */
export async function benchWeight(): Promise<Result[]> {
  const results: Result[] = [];
  for (const { components, must } of PAGES) {
    await withFolder(async (folder) => {
      const root = path.join(folder, 'root');
      await makePage(root, { shape: { components, checksPerComponent: 1 }, incidents: 100, days: 90 });
      await buildPage(root, path.join(folder, 'out'));
      const html = await readFile(path.join(folder, 'out/index.html'), 'utf8');
      const requests = countRequests(html) + 1;
      const what = `front page, ${components} components x 90 days, gzip -9, ${requests} ${requests === 1 ? 'request' : 'requests'}`;
      const bytes = gzipSync(html, { level: 9 }).length;
      results.push({ part: 'weight', what, unit: 'B', values: [bytes], target: { must } });
    });
  }
  return results;
}
