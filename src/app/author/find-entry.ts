/** Which file a person means who names an id, the beginning of one, or nothing. */
import { currentPhase } from '../../content/compose-update.ts';
import { idsOf, type ParsedIncidentFile } from '../../content/incident-file.ts';
import { idOfPath } from '../../content/incident-path.ts';
import { didYouMean } from '../../content/suggest.ts';
import { isAnnouncementFrontMatter, isIncidentFrontMatter } from '../../domain/incident.ts';
import { StatusError } from '../../errors.ts';
import { showName } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';

const MANY = 10;
/** What most ids begin with. */
const DAY = /^\d{4}-\d{2}-\d{2}-/;

/** Whether people still wait for its end. An announcement has none; of a file that cannot be read nobody knows. */
export function isOpen({ id, file }: ParsedIncidentFile, now: Instant): boolean {
  if (file === undefined) return true;
  if (isAnnouncementFrontMatter(file.frontMatter)) return false;
  return !['resolved', 'completed'].includes(currentPhase(id, file, now) ?? '');
}

function isIncident({ file }: ParsedIncidentFile): boolean {
  return file === undefined || isIncidentFrontMatter(file.frontMatter);
}

export interface EntryChoice {
  /** The one that is meant; undefined where several could be. */
  entry: ParsedIncidentFile | undefined;
  /** Those that could be meant. */
  candidates: ParsedIncidentFile[];
}

/**
 * Finds the file of an id, an earlier id, a path, or the unique beginning of an id or of what follows its day, an open one
 * before others; without `wanted` the one incident that is open at `now`. Throws a StatusError where nothing fits.
 */
export function findEntry(
  wanted: string | undefined,
  incidents: readonly ParsedIncidentFile[],
  now: Instant,
): EntryChoice {
  if (wanted === undefined) {
    const open = incidents.filter((each) => isIncident(each) && isOpen(each, now));
    if (open.length === 0) throw new StatusError('Cannot choose an incident: none is open.', { hint: NONE_OPEN });
    return choiceOf(open);
  }
  const id = idOfPath(wanted.trim().toLowerCase());
  const exact = incidents.find((each) => each.id === id) ?? incidents.find((each) => idsOf(each).includes(id));
  if (exact !== undefined) return choiceOf([exact]);
  const named = incidents.filter((each) => each.id.replace(DAY, '') === id);
  if (named.length === 1) return choiceOf(named);
  const begun =
    id === ''
      ? []
      : incidents.filter((each) => [each.id, each.id.replace(DAY, '')].some((name) => name.startsWith(id)));
  const open = begun.filter((each) => isOpen(each, now));
  if (begun.length > 0) return choiceOf(open.length === 1 ? open : begun);
  const hint =
    didYouMean(
      id,
      incidents.map((each) => each.id),
    ) ?? '"candor incident list --all" names every one.';
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
  const what = wanted === undefined ? 'several incidents are open' : `"${showInvisible(wanted)}" begins several ids`;
  return new StatusError(`Cannot choose an entry: ${what}. Name one:`, { hint: [...names, ...more].join('\n') });
}
