/** What becomes of a promise to write again: `next:` of an update. */
import type { Instant } from '../schema/timestamp.ts';
import type { Incident } from './incident.ts';
import type { Update } from './update.ts';

export interface PromisedUpdate {
  by: Instant;
  /** Time of the update that came next, whether or not in time; undefined while none has. */
  cameAt: Instant | undefined;
}

/** From when on a promise is late; an update at the very time keeps it. */
export function lateFrom(by: Instant): Instant {
  return by + 1;
}

/** What the update at `index` promised; updates oldest first. */
export function findPromise(updates: readonly Update[], index: number): PromisedUpdate | undefined {
  const by = updates[index]?.nextUpdateBy;
  return by === undefined ? undefined : { by, cameAt: updates[index + 1]?.at };
}

/** Every promise of an entry, oldest first. */
export function listPromises(updates: readonly Update[]): PromisedUpdate[] {
  return updates.flatMap((_, index) => findPromise(updates, index) ?? []);
}

/**
 * The earliest time by which one of the incidents that are open has yet to be written about again: a promise is kept by
 * the next update, so only that of the latest counts.
 */
export function nextPromise(incidents: readonly Incident[]): Instant | undefined {
  const times = incidents
    .filter(({ resolvedAt }) => resolvedAt === undefined)
    .flatMap(({ updates }) => updates.at(-1)?.nextUpdateBy ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}
