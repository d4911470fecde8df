/** What rules ask of Git beyond what is published: read only where a file says something that it can tell. */
import { CONFIG_PATH } from '../content/config-file.ts';
import { idsOf } from '../content/incident-file.ts';
import type { ChecksNamed } from '../content/monitor-claim-rules.ts';
import { parseRevision } from '../content/revision.ts';
import type { ContentChanges } from '../ports.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { deriveChecksFirstNamed } from './first-named.ts';
import type { RootContent } from './read-content.ts';

export interface LearnedForRules {
  /** Undefined where no post-mortem speaks of a check, or Git cannot tell. */
  checksNamed: ChecksNamed | undefined;
  /** By the path of a file, the times of updates that it had once, where a redaction names one that it has not. */
  formerTimes: ReadonlyMap<string, ReadonlySet<Instant>>;
}

/** Where nothing is known. */
export const NOTHING_LEARNED: LearnedForRules = { checksNamed: undefined, formerTimes: new Map() };

async function learnChecks({ postmortems }: RootContent, changes: ContentChanges): Promise<ChecksNamed | undefined> {
  const factors = postmortems.flatMap(({ draft }) => draft?.frontMatter.factors ?? []);
  if (!factors.some(({ becomes }) => becomes.kind === 'monitor')) return undefined;
  const known = await changes.readRevisions?.(CONFIG_PATH);
  if (known === undefined) return undefined;
  const { revisions, isComplete } = known;
  const since = isComplete ? revisions.at(-1)?.at : undefined;
  return { firstNamed: deriveChecksFirstNamed(revisions, isComplete), since };
}

async function learnTimes(
  { config, incidents }: RootContent,
  changes: ContentChanges,
): Promise<ReadonlyMap<string, ReadonlySet<Instant>>> {
  const times = new Map<string, ReadonlySet<Instant>>();
  for (const { incident, update } of config.draft?.redactions ?? []) {
    const file = incidents.find((each) => idsOf(each).includes(incident));
    const at = parseInstant(update);
    if (file === undefined || times.has(file.path) || file.updates.some((each) => each.at === at)) continue;
    const known = await changes.readRevisions?.(file.path);
    const updates = (known?.revisions ?? []).flatMap(({ text }) => parseRevision(text)?.updates ?? []);
    times.set(file.path, new Set(updates.map((each) => each.at)));
  }
  return times;
}

/** Learns what rules ask of Git about this content. */
export async function learnForRules(content: RootContent, changes: ContentChanges): Promise<LearnedForRules> {
  return { checksNamed: await learnChecks(content, changes), formerTimes: await learnTimes(content, changes) };
}
