/** The windows of maintenances, one by one, for lists that go by time. */
import { listOccurrences, type Maintenance } from '../domain/maintenance.ts';
import type { Interval } from '../domain/interval.ts';
import type { Instant } from '../schema/timestamp.ts';
import { sortEntries } from './entry-times.ts';
import type { Entry } from './site-content.ts';

/** As many windows of a recurring maintenance that are over stand in the list of past maintenance. */
const MOST_PAST = 20;
/** As many windows after the one that is told of are told, too. */
const MOST_FOLLOWING = 3;

/** The window that a maintenance is told with: the one at work, else the next, else the last. */
export function currentOccurrence(maintenance: Maintenance, now: Instant): Maintenance {
  const windows = listOccurrences(maintenance, now);
  return windows.find(({ from }) => from === maintenance.from) ?? maintenance;
}

/** The windows that come after the one that the maintenance is told with, the nearest first; none of them called off. */
export function followingWindows(maintenance: Maintenance, now: Instant): Interval[] {
  return listOccurrences(maintenance, now)
    .filter(({ from, phase }) => from > maintenance.from && phase === 'scheduled')
    .slice(0, MOST_FOLLOWING)
    .map(({ from, until }) => ({ start: from, end: until }));
}

/** Each window that was at work, or was spoken of, and the one that is told of now. */
function heldWindows(maintenance: Maintenance, now: Instant): Maintenance[] {
  const isHeld = ({ from, startedAt, endedAt, occurrences: [window] }: Maintenance): boolean =>
    startedAt !== undefined || (endedAt !== undefined && window?.updates.length !== 0) || from === maintenance.from;
  return maintenance.occurrences.length === 1 ? [maintenance] : listOccurrences(maintenance, now).filter(isHeld);
}

/** The entries as they are filed by time, newest first: a recurring maintenance once for each window. */
export function fileEntries(entries: readonly Entry[], now: Instant): Entry[] {
  return sortEntries(
    entries.flatMap((entry): Entry[] => (entry.kind === 'maintenance' ? heldWindows(entry, now) : [entry])),
  );
}

/** The windows that were held after `since`, or are told of now. */
export function recentWindows(maintenances: readonly Maintenance[], since: Instant, now: Instant): Maintenance[] {
  return maintenances.flatMap((maintenance) =>
    heldWindows(maintenance, now).filter(
      ({ from, until, endedAt }) =>
        maintenance.occurrences.length === 1 || from === maintenance.from || (endedAt ?? until) > since,
    ),
  );
}

/** The windows that are over, newest first; of a recurring maintenance the latest alone. */
export function pastWindows(maintenances: readonly Maintenance[], now: Instant): Maintenance[] {
  const past = maintenances.flatMap((maintenance) =>
    heldWindows(maintenance, now)
      .filter(({ phase }) => phase === 'completed')
      .slice(-MOST_PAST),
  );
  return past.sort((a, b) => b.from - a.from);
}
