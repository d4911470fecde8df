/** When an entry first stood on the page, as far as the history of main and the record of deploys tell. */
import type { Instant } from '../schema/timestamp.ts';
import type { Provenance } from './provenance.ts';

export type FirstPublication =
  /** The first recorded deploy that has the entry went live at `at`. */
  | { kind: 'live'; at: Instant; committedAt: Instant }
  /** No deploy is recorded that tells; `at` is when the entry came to main. */
  | { kind: 'committed'; at: Instant }
  /** The clone does not reach back to it, or there is none; or the entry is not committed yet. */
  | { kind: 'unknown'; because: 'no_history' | 'not_committed' };

/** Of what Git tells of an entry, when it came before the public; `provenance` is undefined outside of Git. */
export function derivePublication(provenance: Pick<Provenance, 'first' | 'unknown'> | undefined): FirstPublication {
  const first = provenance?.first;
  if (first === undefined) {
    return { kind: 'unknown', because: provenance?.unknown === 'uncommitted' ? 'not_committed' : 'no_history' };
  }
  const { at, liveAt } = first;
  return liveAt === undefined ? { kind: 'committed', at } : { kind: 'live', at: liveAt, committedAt: at };
}
