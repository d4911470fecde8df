/** Reads how the issues of actions stand at GitHub, for the duties and for the page. */
import {
  type FollowedActions,
  followActions,
  listActionIssues,
  readActionStates,
  recordActions,
} from '../app/follow-up/read-actions.ts';
import { readRootContent } from '../app/read-content.ts';
import { StatusError } from '../errors.ts';
import type { IssueStateReader } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';
import { systemClock } from '../store/clock.ts';
import { openRepository } from '../store/repository.ts';
import { openRootFiles } from '../store/root-files.ts';

/**
 * Reads the issues that the published post-mortems of a root name, and writes their states down unless it is a dry run.
 * Undefined where there is nothing to read and nothing to forget. What goes wrong is told and stops nothing else.
 */
export async function followActionIssues(
  root: string,
  reader: IssueStateReader,
  { now, isDry, note }: { now: Instant; isDry: boolean; note: (text: string) => void },
): Promise<FollowedActions | undefined> {
  const repository = await openRepository({ root, onNotice: note });
  const [{ postmortems }, snapshot] = await Promise.all([
    readRootContent(await openRootFiles(root)),
    repository.snapshot({ fetch: false }),
  ]);
  const issues = listActionIssues(postmortems);
  const earlier = await readActionStates(snapshot);
  if (issues.size === 0 && earlier.size === 0) return undefined;
  const followed = await followActions(issues, { reader, earlier, now });
  if (isDry) return followed;
  try {
    await recordActions({ repository, clock: systemClock, random: Math.random }, followed.states, now);
    return followed;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return { ...followed, failure: error };
  }
}
