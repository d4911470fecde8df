import { readComponents } from '../content/component-ids.ts';
import type { Revision } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';

/**
 * Component id to the time of the first commit of status.yml that names it. `revisions` are the file's, newest first.
 * Where they do not reach back to the file's first one, an id that the oldest one names already has no known time.
 */
export function deriveFirstNamed(
  revisions: readonly Pick<Revision, 'at' | 'text'>[],
  isComplete: boolean,
): ReadonlyMap<string, Instant> {
  const firstNamed = new Map<string, Instant | undefined>();
  for (const [index, { at, text }] of revisions.toReversed().entries()) {
    const known = isComplete || index > 0 ? at : undefined;
    for (const { id } of readComponents(text)) if (!firstNamed.has(id)) firstNamed.set(id, known);
  }
  return new Map([...firstNamed].filter((pair): pair is [string, Instant] => pair[1] !== undefined));
}
