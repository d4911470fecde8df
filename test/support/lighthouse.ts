/** Lighthouse with the browser of the tests, as it rates a page on a phone of the middle class. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import lighthouse from 'lighthouse';

import { startBrowser } from './browser.ts';

/** What it rates, from 0 to 100. */
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** The ratings of a page by category, one a run, and what it found wanting. */
export interface Rating {
  scores: Record<string, number[]>;
  /** Audits below their best, `performance: total-blocking-time 0.9`, each once. */
  findings: string[];
}

/** A port that nothing listens on now. */
async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Rates each address several times, one after the other. */
export async function ratePages(addresses: readonly string[], runs: number): Promise<Rating[]> {
  const port = await findPort();
  const browser = await startBrowser([`--remote-debugging-port=${port}`]);
  try {
    const ratings: Rating[] = [];
    for (const address of addresses) ratings.push(await ratePage(address, { port, runs }));
    return ratings;
  } finally {
    await browser.close();
  }
}

async function ratePage(address: string, { port, runs }: { port: number; runs: number }): Promise<Rating> {
  const scores: Rating['scores'] = Object.fromEntries(CATEGORIES.map((category) => [category, []]));
  const findings = new Set<string>();
  for (let run = 0; run < runs; run += 1) {
    const result = await lighthouse(address, { port, output: 'json', logLevel: 'silent', onlyCategories: CATEGORIES });
    if (result === undefined) throw new Error(`Lighthouse could not rate ${address}`);
    const { categories, audits } = result.lhr;
    for (const { id, score, auditRefs } of Object.values(categories)) {
      scores[id]?.push(Math.round((score ?? 0) * 100));
      const weak = auditRefs.filter((ref) => ref.weight > 0 && (audits[ref.id]?.score ?? 1) < 1);
      for (const ref of weak) findings.add(`${id}: ${ref.id} ${audits[ref.id]?.displayValue ?? ''}`.trim());
    }
  }
  return { scores, findings: [...findings] };
}
