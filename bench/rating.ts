/** What Lighthouse says of the front page and of an incident's page, as of a phone of the middle class. */
import path from 'node:path';

import { readTree, serveSite } from '../test/support/built-site.ts';
import { ratePages, type Rating } from '../test/support/lighthouse.ts';
import { buildPage, makePage } from './build.ts';
import type { Result } from './result.ts';
import { withFolder } from './scratch.ts';

export interface RatedPage extends Rating {
  name: string;
}

/** Builds a page with 20 components, 90 days of measurements and 200 incidents, and has two of its pages rated. */
export function rateBuiltPages(runs: number): Promise<RatedPage[]> {
  return withFolder(async (folder) => {
    const root = path.join(folder, 'root');
    const out = path.join(folder, 'out');
    await makePage(root, { shape: { components: 20, checksPerComponent: 1 }, incidents: 200, days: 90 });
    await buildPage(root, out);
    const tree = await readTree(out);
    const incident = [...tree.keys()].filter((file) => /^incidents\/.*\/index\.html$/.test(file)).at(-1) ?? '';
    const pages = [
      { name: 'front page', file: '' },
      { name: "an incident's page", file: incident.replace('index.html', '') },
    ];
    const server = await serveSite(tree, '/');
    try {
      const ratings = await ratePages(
        pages.map(({ file }) => `${server.origin}/${file}`),
        runs,
      );
      return pages.flatMap(({ name }, index) => {
        const rating = ratings[index];
        return rating === undefined ? [] : [{ name, ...rating }];
      });
    } finally {
      await server.close();
    }
  });
}

/** Lighthouse's ratings, as what is missing to 100 in each category. */
export async function benchRating(runs: number): Promise<Result[]> {
  const pages = await rateBuiltPages(runs);
  return pages.flatMap(({ name, scores }) =>
    Object.entries(scores).map(([category, values]) => ({
      part: 'rating',
      what: `${name}, Lighthouse on a phone: ${category}, missing to 100`,
      unit: 'count' as const,
      values: values.map((score) => 100 - score),
      target: { must: 0 },
    })),
  );
}
