/** Which checks have not run. */
import type { Component } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { lastAnswerAt, type Measurement } from '../measurement.ts';
import { isRetired } from '../triage/claimed.ts';
import type { Duty } from './duty.ts';

interface Measured {
  /** Check id to its measurements up to `now`, oldest first, of long enough a time. */
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  /** Without a measurement for longer than this a check is taken for one that does not run. */
  quietMs: number;
  now: Instant;
}

/**
 * One duty where no check has run for long, else one for each that has not. What was looked back on may be shorter than
 * the silence; then when it began is not known.
 */
export function findCheckDuties(components: readonly Component[], { measurements, quietMs, now }: Measured): Duty[] {
  const checks = components
    .filter((component) => !isRetired({ component }, now))
    .flatMap((component) => component.checks.map(({ id }) => ({ check: id, component: component.id })));
  if (checks.length === 0) return [];
  const lastOf = (check: string): Instant | undefined => {
    const last = measurements.get(check)?.findLast(({ at }) => at <= now);
    return last === undefined ? undefined : Math.min(lastAnswerAt(last), now);
  };
  const lasts = checks.map((each) => ({ ...each, lastAt: lastOf(each.check) }));
  const quiet = lasts.filter(({ lastAt }) => lastAt === undefined || now - lastAt > quietMs);
  if (quiet.length < lasts.length) return quiet.map((each) => ({ kind: 'check' as const, ...each }));
  const known = lasts.flatMap(({ lastAt }) => lastAt ?? []);
  return [{ kind: 'checks', lastAt: known.length === 0 ? undefined : Math.max(...known) }];
}
