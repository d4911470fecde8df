/** What people wrote in incidents/, as a page shows it: a broken file as its last good revision. */
import { idsOf, type ParsedIncidentFile, parseIncidentFile } from '../content/incident-file.ts';
import { idOfPath } from '../content/incident-path.ts';
import { findFormerIds } from '../content/former-ids.ts';
import { findTitle } from '../content/title.ts';
import { deriveAnnouncement } from '../domain/announcement.ts';
import {
  deriveIncident,
  type IncidentFile,
  isAnnouncementFrontMatter,
  isIncidentFrontMatter,
  isMaintenanceFrontMatter,
} from '../domain/incident.ts';
import { isId } from '../schema/component.ts';
import { formatProblem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { BrokenFile, Entry } from '../site/site-content.ts';
import { readMaintenance } from './read-maintenance.ts';
import { chooseFiles, type EntrySources, findLastGood, type LastGood } from './shown-files.ts';

export interface ReadEntries {
  entries: Entry[];
  broken: BrokenFile[];
  /** Lines about files that are shown under another name than their own, or not at all. */
  warnings: string[];
}

/** Derives every file at `now`; one that cannot be read as its last good revision. */
export async function readEntries(
  parsed: readonly ParsedIncidentFile[],
  sources: EntrySources,
  now: Instant,
): Promise<ReadEntries> {
  const { shown, warnings } = await chooseFiles(parsed, sources.history);
  const read = await Promise.all(shown.map((file) => readEntry(file, sources, now)));
  return {
    entries: read.flatMap(({ entry }) => entry ?? []),
    broken: read.flatMap(({ broken }) => broken ?? []),
    warnings,
  };
}

interface ReadEntry {
  entry?: Entry | undefined;
  broken?: BrokenFile | undefined;
}

async function readEntry(parsed: ParsedIncidentFile, sources: EntrySources, now: Instant): Promise<ReadEntry> {
  const { path, id, file, problems } = parsed;
  if (file !== undefined) return { entry: await deriveEntry(id, file, now) };
  const text = (await sources.files.read(path))?.text ?? '';
  const formerly = [...new Set([...idsOf(parsed).slice(1), ...findFormerIds(text)])];
  const good = await findLastGood(path, { history: sources.history, formerly }, parseIncidentFile);
  const entry = good === undefined ? undefined : await deriveEntry(id, withEarlierId(good, { id, formerly }), now);
  const title = entry?.title ?? findTitle(text) ?? id;
  return {
    entry,
    broken: {
      path,
      id,
      title,
      ...{ shownCommit: good?.commit, formerly },
      problems: problems.map(formatProblem),
    },
  };
}

/** The file as it was, with what it is called now: what it was called then still leads to it, and names it in feeds. */
function withEarlierId(
  { file, path }: LastGood<IncidentFile>,
  now: { id: string; formerly: readonly string[] },
): IncidentFile {
  const formerly = [...new Set([...(file.frontMatter.formerly ?? []), idOfPath(path), ...now.formerly])];
  const others = formerly.filter((each) => each !== now.id && isId(each));
  return others.length === 0 ? file : { ...file, frontMatter: { ...file.frontMatter, formerly: others } };
}

/** Derives what stands in a file, a maintenance as it is at `now`. */
export async function deriveEntry(id: string, file: IncidentFile, now: Instant): Promise<Entry> {
  const { frontMatter } = file;
  if (isMaintenanceFrontMatter(frontMatter)) return readMaintenance(id, { ...file, frontMatter }, now);
  if (isAnnouncementFrontMatter(frontMatter)) return deriveAnnouncement(id, { ...file, frontMatter });
  if (isIncidentFrontMatter(frontMatter)) return deriveIncident(id, { ...file, frontMatter });
  throw new RangeError(`Cannot derive "${id}": its kind is unknown`);
}
