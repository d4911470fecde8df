/** Which file a person means who names an entry in a command or a form, or leaves that open. */
import { isIncidentFrontMatter, isMaintenanceFrontMatter } from '../domain/incident.ts';
import type { Instant } from '../schema/timestamp.ts';
import { currentPhase } from './current-phase.ts';
import { idsOf, type ParsedIncidentFile } from './incident-file.ts';

/** What most ids begin with. */
const DAY = /^\d{4}-\d{2}-\d{2}-/;

/** An incident that is not resolved; one that cannot be read is, as nobody knows. */
function isOpenIncident({ id, file }: ParsedIncidentFile, now: Instant): boolean {
  if (file === undefined) return true;
  return isIncidentFrontMatter(file.frontMatter) && currentPhase(id, file, now) !== 'resolved';
}

function isAtWork({ id, file }: ParsedIncidentFile, now: Instant): boolean {
  if (file === undefined || !isMaintenanceFrontMatter(file.frontMatter)) return false;
  return ['in_progress', 'verifying'].includes(currentPhase(id, file, now));
}

/** Whether there is still something to say of it: an open incident, or a maintenance that is not over. */
function isUnfinished(each: ParsedIncidentFile, now: Instant): boolean {
  const { id, file } = each;
  if (file === undefined || !isMaintenanceFrontMatter(file.frontMatter)) return isOpenIncident(each, now);
  return currentPhase(id, file, now) !== 'completed';
}

/** The incidents that are open and the maintenances that are at work, in the given order. */
export function listOpen(
  files: readonly ParsedIncidentFile[],
  now: Instant,
): Record<'incidents' | 'maintenances', ParsedIncidentFile[]> {
  return {
    incidents: files.filter((each) => isOpenIncident(each, now)),
    maintenances: files.filter((each) => isAtWork(each, now)),
  };
}

/** The id in an address, a path or a file name, in small letters. */
export function idIn(written: string): string {
  const address = written
    .trim()
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  return address
    .slice(address.lastIndexOf('/') + 1)
    .replace(/\.md$/i, '')
    .toLowerCase();
}

function titleOf({ draft }: ParsedIncidentFile): string | undefined {
  return draft?.frontMatter.title.toLowerCase();
}

/**
 * The files that a text may mean, by the first of these that fits any: an id, an earlier id, or what holds one, a path or
 * the address of its page; an id without its day; a title; the beginning of an id with or without its day. Of several
 * the one that is not over at `now`.
 */
export function findEntries(text: string, files: readonly ParsedIncidentFile[], now: Instant): ParsedIncidentFile[] {
  const id = idIn(text);
  const exact = files.find((each) => each.id === id) ?? files.find((each) => idsOf(each).includes(id));
  if (exact !== undefined) return [exact];
  const title = text.replace(/\s+/g, ' ').trim().toLowerCase();
  if (title === '') return [];
  const bare = ({ id: whole }: ParsedIncidentFile): string => whole.replace(DAY, '');
  const ways: ((each: ParsedIncidentFile) => boolean)[] = [
    (each) => bare(each) === id,
    (each) => titleOf(each) === title,
    (each) => id !== '' && (each.id.startsWith(id) || bare(each).startsWith(id)),
  ];
  const found = ways.map((isMeant) => files.filter(isMeant)).find((those) => those.length > 0) ?? [];
  const unfinished = found.filter((each) => isUnfinished(each, now));
  return unfinished.length === 1 ? unfinished : found;
}
