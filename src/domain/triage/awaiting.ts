/** Which failures are worth another look before the next run. */
import { deriveCheckRow } from '../check-series.ts';
import { findClaim, isRetired } from './claimed.ts';
import type { TriageInput } from './model.ts';

/** Checks whose failure awaits confirmation at `now`, but for those that something speaks of already; sorted. */
export function findAwaiting(input: TriageInput): string[] {
  const { components, measurements, policy, now, outcomes } = input;
  const awaiting = components
    .filter((component) => !isRetired({ component }, now))
    .flatMap(({ id, checks }) =>
      checks
        .filter((check) => ['down', 'degraded'].includes(outcomes.get(check.id)?.state ?? ''))
        .filter((check) => {
          const { kind, confirmed, since = now } = deriveCheckRow(measurements.get(check.id) ?? [], policy, now);
          return kind === 'failing' && !confirmed && findClaim(id, since, input) === undefined;
        }),
    );
  return [...new Set(awaiting.map(({ id }) => id))].sort();
}
