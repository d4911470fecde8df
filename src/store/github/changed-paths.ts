/** What a pull request changes. */
import { z } from 'zod';

import type { GitHub } from './client.ts';
import { PER_PAGE, readPages } from './pages.ts';

const FileSchema = z.object({ filename: z.string(), previous_filename: z.string().optional() });

/** GitHub tells of no more files of a pull request. */
const MAX_FILES = 3_000;

/** Paths of all files that a pull request changes, moves included; undefined where there may be more than GitHub tells. */
export async function listChangedPaths(github: GitHub, number: number): Promise<string[] | undefined> {
  const wish = { to: `list the files of #${number} of ${github.repository}`, needs: 'pull-requests: read' };
  const files = await github.ask(wish, ({ client, owner, repo }) => {
    const asked = { owner, repo, pull_number: number, per_page: PER_PAGE };
    return readPages(client.paginate.iterator(client.rest.pulls.listFiles, asked), FileSchema);
  });
  if (files.length >= MAX_FILES) return undefined;
  return files.flatMap(({ filename, previous_filename: before }) =>
    before === undefined ? filename : [before, filename],
  );
}
