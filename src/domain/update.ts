import type { ComponentStatus } from '../schema/component.ts';
import type { Phase } from '../schema/phase.ts';
import type { Instant } from '../schema/timestamp.ts';

/** A dated entry in an incident, maintenance or announcement. Its time is its identity. */
export interface Update {
  at: Instant;
  phase: Phase;
  /** Components whose status changes with this update. */
  components: Readonly<Record<string, ComponentStatus>>;
  /** When the next update is promised by. */
  nextUpdateBy?: Instant | undefined;
  /** `no` tells nobody; `again` tells everybody once more. */
  notify?: 'no' | 'again' | undefined;
  /** Markdown as written, without blank lines around it; may be empty. */
  text: string;
}

/** Updates in the order of their times; of two with the same time the one written later comes later. */
export function sortUpdates<T extends Update>(updates: readonly T[]): T[] {
  return [...updates].sort((a, b) => a.at - b.at);
}

/** The time for a new update: `now`, or the second after the latest one where that is not earlier. */
export function nextUpdateTime(updates: readonly Update[], now: Instant): Instant {
  const second = Math.floor(now / 1_000) * 1_000;
  const latest = Math.max(...updates.map((update) => update.at), -Infinity);
  return latest >= second ? latest + 1_000 : second;
}
