/** How an imported post ends: the update that closes it, or why it stays open. */
import type { Update } from '../../domain/update.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { Decisions } from '../decisions.ts';

const SECOND_MS = 1_000;

export interface Ending {
  start: Instant;
  /** Not before the start; undefined where the post does not say it. */
  end: Instant | undefined;
  isOver: boolean;
  components: readonly string[];
  decisions: Decisions;
}

function firstOfTrailing(updates: readonly Update[], phase: 'resolved' | 'completed'): number {
  return updates.findLastIndex((update) => update.phase !== phase) + 1;
}

function closeAt(updates: readonly Update[], ending: Ending, phase: 'resolved' | 'completed'): Update[] {
  const latest = updates.at(-1)?.at ?? ending.start - SECOND_MS;
  const wanted = ending.end ?? Math.max(latest, ending.start);
  if (ending.end === undefined) {
    ending.decisions.add('end-missing', `It is over and does not say since when; it ends ${formatInstant(wanted)}`);
  }
  const at = Math.max(wanted, latest + SECOND_MS);
  if (ending.end !== undefined && at !== wanted) {
    const what = `Its end ${formatInstant(wanted)} is not after its last update; it ends ${formatInstant(at)}`;
    ending.decisions.add('time-shifted', what);
  }
  return [...updates, { at, phase, components: {}, text: '' }];
}

/** Where its own words say that it ended at another time than the front matter does. */
function settleEnd(updates: readonly Update[], ending: Ending, phase: 'resolved' | 'completed'): Update[] {
  const index = firstOfTrailing(updates, phase);
  const closing = updates[index];
  const { end } = ending;
  if (closing === undefined || end === undefined || closing.at === end) return [...updates];
  const before = updates[index - 1]?.at ?? -Infinity;
  if (closing.at > end && end > before) {
    return [...updates.slice(0, index), { at: end, phase, components: {}, text: '' }, ...updates.slice(index)];
  }
  const what = `Its text ends it ${formatInstant(closing.at)} and its front matter ${formatInstant(end)}`;
  ending.decisions.add('end-differs', `${what}; the text was followed`);
  return [...updates];
}

/** Adds what the front matter says of the end to the updates that the text gave. Oldest first, as they come. */
export function closeUpdates(updates: readonly Update[], ending: Ending, phase: 'resolved' | 'completed'): Update[] {
  if (!ending.isOver) return [...updates];
  const isClosed = updates.at(-1)?.phase === phase;
  return isClosed ? settleEnd(updates, ending, phase) : closeAt(updates, ending, phase);
}

/**
 * An incident that is still open although its end is written: cState means that the fault is over and the post still
 * active. It is in `monitoring` since then, its components operational.
 */
export function monitorSince(updates: readonly Update[], ending: Ending): Update[] {
  const { end, decisions } = ending;
  if (end === undefined) {
    decisions.add('still-open', 'It was not resolved in cState and stays open; "incident resolve" closes it');
    return [...updates];
  }
  const latest = updates.at(-1)?.at ?? end - SECOND_MS;
  const at = Math.max(end, latest + SECOND_MS);
  const what = `It was not resolved in cState though its fault ended ${formatInstant(end)}`;
  decisions.add('still-open', `${what}; it stays open, its components operational; "incident resolve" closes it`);
  const components = Object.fromEntries(ending.components.map((id) => [id, 'operational' as const]));
  return [...updates, { at, phase: 'monitoring', components, text: '' }];
}
