/** What a reader downloads to see the front page, compressed as a static host does it at its best. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { buildPage, makePage } from './build.ts';
import type { Result } from './result.ts';
import { withFolder } from './scratch.ts';

/** The most that the front page may weigh, by how many components it has. */
const WEIGHT_LIMITS = [
  { components: 20, maxBytes: 9_000 },
  { components: 50, maxBytes: 14_000 },
];
/** Inline script of the front page, uncompressed, data in scripts included. */
export const MAX_SCRIPT_CHARACTERS = 1_024;

export interface Weight {
  /** By `gzip -9`. */
  bytes: number;
  /** The page itself and what it makes a browser ask for. */
  requests: number;
  scriptCharacters: number;
}

/** What the page makes a browser ask for besides itself, as it is written in its HTML. */
function countRequests(html: string): number {
  const links = [...html.matchAll(/<(?:link|script|img|iframe|source)\b[^>]*>/g)].map(([tag]) => tag);
  const loaded = links.filter(
    (tag) => /\bsrc=/.test(tag) || /rel="?(?:stylesheet|preload|modulepreload|manifest)/.test(tag),
  );
  return loaded.filter((tag) => !/(?:src|href)="data:/.test(tag)).length;
}

/** Weighs a page. */
export function weigh(html: string): Weight {
  const scripts = [...html.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script = '']) => script);
  return {
    bytes: gzipSync(html, { level: 9 }).length,
    requests: countRequests(html) + 1,
    scriptCharacters: scripts.join('').length,
  };
}

/** Builds a page with 90 days of measurements every five minutes and 200 incidents, and weighs its front page. */
export function weighFrontPage(components: number): Promise<Weight> {
  return withFolder(async (folder) => {
    const root = path.join(folder, 'root');
    await makePage(root, { shape: { components, checksPerComponent: 1 }, incidents: 200, days: 90 });
    await buildPage(root, path.join(folder, 'out'));
    return weigh(await readFile(path.join(folder, 'out/index.html'), 'utf8'));
  });
}

/** Weighs front pages of the sizes that have a limit. */
export async function benchWeight(): Promise<Result[]> {
  const results: Result[] = [];
  for (const { components, maxBytes } of WEIGHT_LIMITS) {
    const { bytes, requests, scriptCharacters } = await weighFrontPage(components);
    const page = `front page, ${components} components x 90 days, 200 incidents`;
    const target = { must: maxBytes };
    results.push({ part: 'weight', what: `${page}, gzip -9`, unit: 'B', values: [bytes], target });
    results.push({ part: 'weight', what: `${page}: requests`, unit: 'count', values: [requests], target: { must: 1 } });
    const script = { values: [scriptCharacters], target: { must: MAX_SCRIPT_CHARACTERS } };
    results.push({ part: 'weight', what: `${page}: characters of script`, unit: 'count', ...script });
  }
  return results;
}
