/** Files that the run of a workflow left. They may hold anything, in any size. */
import { z } from 'zod';

import { StatusError } from '../../errors.ts';
import { readWithin } from '../../read-within.ts';
import type { GitHub } from './client.ts';
import { PER_PAGE, readPages } from './pages.ts';
import { describeSilence } from './refusal.ts';

const ArtifactSchema = z.object({ id: z.int(), name: z.string(), size_in_bytes: z.int(), expired: z.boolean() });
export type Artifact = z.output<typeof ArtifactSchema>;

const DOWNLOAD_TIMEOUT_MS = 60_000;

/** What a run left and is still there. */
export async function listArtifacts(github: GitHub, run: number): Promise<Artifact[]> {
  const wish = { to: `list what the run ${run} of ${github.repository} left`, needs: 'actions: read' };
  const found = await github.ask(wish, ({ client, owner, repo }) => {
    const asked = { owner, repo, run_id: run, per_page: PER_PAGE };
    return readPages(client.paginate.iterator(client.rest.actions.listWorkflowRunArtifacts, asked), ArtifactSchema);
  });
  return found.filter(({ expired }) => !expired);
}

/** Asks where an archive lies, without the token, which belongs to GitHub alone. */
async function download(location: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const response = await fetch(location, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (!response.ok) throw new StatusError(`Cannot read what a run left: its store answered ${response.status}.`);
    const { bytes, isCut } = await readWithin(response.body ?? [], maxBytes);
    if (isCut) throw new StatusError(`Cannot read the archive: it has more than ${maxBytes} bytes.`);
    return bytes;
  } catch (error) {
    const why = describeSilence(error);
    if (error instanceof StatusError || why === undefined) throw error;
    throw new StatusError(`Cannot read what a run left: ${why}.`, { cause: error });
  }
}

/**
 * The archive of an artifact, as it was packed. Throws a StatusError for one of more than `maxBytes`, whatever GitHub
 * says of its size, and where it cannot be had.
 */
export async function downloadArtifact(
  github: GitHub,
  { id, size_in_bytes: size }: Artifact,
  maxBytes: number,
): Promise<Uint8Array> {
  if (size > maxBytes)
    throw new StatusError(`Cannot read the archive: it has ${size} bytes, and not ${maxBytes} at most.`);
  const wish = { to: `read what a run of ${github.repository} left`, needs: 'actions: read' };
  const location = await github.ask(wish, async ({ client, owner, repo }) => {
    const asked = { owner, repo, artifact_id: id, archive_format: 'zip', request: { redirect: 'manual' as const } };
    const { headers } = await client.rest.actions.downloadArtifact(asked);
    return z.url().parse(headers.location);
  });
  return download(location, maxBytes);
}
