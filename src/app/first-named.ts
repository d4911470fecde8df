import { readCheckIds, readComponents, readRedactionKeys } from '../content/component-ids.ts';
import type { Postmortem } from '../domain/postmortem.ts';
import type { Revision } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import type { Instant } from '../schema/timestamp.ts';

type DatedText = Pick<Revision, 'at' | 'text'>;

/**
 * Each id to the time of the first revision of status.yml that `idsOf` finds it in. `revisions` are the file's, newest
 * first. Where they do not reach back to the file's first one, an id that the oldest one names already has no known time.
 */
function deriveFirst(
  revisions: readonly DatedText[],
  isComplete: boolean,
  idsOf: (text: string) => readonly string[],
): ReadonlyMap<string, Instant> {
  const firstNamed = new Map<string, Instant | undefined>();
  for (const [index, { at, text }] of revisions.toReversed().entries()) {
    const known = isComplete || index > 0 ? at : undefined;
    for (const id of idsOf(text)) if (!firstNamed.has(id)) firstNamed.set(id, known);
  }
  return new Map([...firstNamed].filter((pair): pair is [string, Instant] => pair[1] !== undefined));
}

/** Component id to the time of the first commit of status.yml that names it; see {@link deriveFirst}. */
export function deriveFirstNamed(revisions: readonly DatedText[], isComplete: boolean): ReadonlyMap<string, Instant> {
  return deriveFirst(revisions, isComplete, (text) => readComponents(text).map(({ id }) => id));
}

/** The same of redactions by their keys; nothing is looked up where there is none. */
export function deriveRedactedAt(
  { redactions }: Pick<Config, 'redactions'>,
  revisions: readonly DatedText[],
  isComplete: boolean,
): ReadonlyMap<string, Instant> {
  return redactions.length > 0 ? deriveFirst(revisions, isComplete, readRedactionKeys) : new Map<string, Instant>();
}

/** The same of checks. */
export function deriveChecksFirstNamed(
  revisions: readonly DatedText[],
  isComplete: boolean,
): ReadonlyMap<string, Instant> {
  return deriveFirst(revisions, isComplete, readCheckIds);
}

/** The same of checks; nothing is looked up where no post-mortem led to one. */
export function deriveChecksNamed(
  postmortems: readonly Postmortem[],
  revisions: readonly DatedText[],
  isComplete: boolean,
): ReadonlyMap<string, Instant> {
  const led = postmortems.flatMap(({ frontMatter }) => frontMatter.factors.map(({ becomes }) => becomes.kind));
  return led.includes('monitor') ? deriveChecksFirstNamed(revisions, isComplete) : new Map<string, Instant>();
}
