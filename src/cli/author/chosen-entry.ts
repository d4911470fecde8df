/** The entry that a command is about, with letters where that is not one. */
import { findEntries, idIn, listOpen } from '../../content/find-entry.ts';
import type { ParsedIncidentFile } from '../../content/incident-file.ts';
import { didYouMean } from '../../content/suggest.ts';
import { StatusError } from '../../errors.ts';
import { showName } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';

const MANY = 10;

export interface EntryChoice {
  /** The one that is meant; undefined where several could be. */
  entry: ParsedIncidentFile | undefined;
  /** Those that could be meant. */
  candidates: ParsedIncidentFile[];
}

/**
 * Finds the file that somebody names; without `wanted` the one incident that is open at `now`, and where none is, the one
 * maintenance that is at work. Throws a StatusError where nothing fits.
 */
export function chooseEntry(
  wanted: string | undefined,
  incidents: readonly ParsedIncidentFile[],
  now: Instant,
): EntryChoice {
  if (wanted === undefined) {
    const open = listOpen(incidents, now);
    const candidates = open.incidents.length > 0 ? open.incidents : open.maintenances;
    if (candidates.length === 0) throw new StatusError('Cannot choose an incident: none is open.', { hint: NONE_OPEN });
    return choiceOf(candidates);
  }
  const candidates = findEntries(wanted, incidents, now);
  if (candidates.length > 0) return choiceOf(candidates);
  const ids = incidents.map(({ id }) => id);
  const open = listOpen(incidents, now).incidents.slice(-MANY);
  const known = open.length === 0 ? '' : `Open now: ${open.map(({ id }) => id).join(', ')}. `;
  const hint = didYouMean(idIn(wanted), ids) ?? `${known}"candor incident list --all" names every one.`;
  throw new StatusError(`Cannot find "${showInvisible(showName(wanted))}" in incidents/.`, { hint });
}

const NONE_OPEN = 'Name one that is resolved, or open a new one: candor incident open.';

function choiceOf(candidates: ParsedIncidentFile[]): EntryChoice {
  return { entry: candidates.length === 1 ? candidates[0] : undefined, candidates };
}

/** The letter for a choice that was left open. */
export function ambiguous(wanted: string | undefined, { candidates }: EntryChoice): StatusError {
  const names = candidates
    .slice(-MANY)
    .map(({ id, file }) => `  ${id}${file === undefined ? '' : `  ${showInvisible(file.frontMatter.title)}`}`);
  const more = candidates.length > MANY ? [`  and ${candidates.length - MANY} more`] : [];
  const what = wanted === undefined ? 'several are open' : `"${showInvisible(wanted)}" may be any of several`;
  return new StatusError(`Cannot choose an entry: ${what}. Name one:`, { hint: [...names, ...more].join('\n') });
}
