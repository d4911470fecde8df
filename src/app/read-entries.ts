/** What people wrote in incidents/, as a page shows it: a broken file as its last good revision. */
import { type ParsedIncidentFile, parseIncidentFile } from '../content/incident-file.ts';
import { findTitle } from '../content/title.ts';
import { deriveAnnouncement } from '../domain/announcement.ts';
import {
  deriveIncident,
  type IncidentFile,
  isAnnouncementFrontMatter,
  isIncidentFrontMatter,
  isMaintenanceFrontMatter,
} from '../domain/incident.ts';
import { formatProblem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { BrokenFile, Entry } from '../site/site-content.ts';
import { readMaintenance } from './maintenance.ts';
import { chooseFiles, type EntrySources, findLastGood } from './shown-files.ts';

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
  const good = await findLastGood(path, sources.history, parseIncidentFile);
  const entry = good === undefined ? undefined : await deriveEntry(id, good.file, now);
  const title = entry?.title ?? (await titleOfBroken(path, sources.files)) ?? id;
  return { entry, broken: { path, id, title, shownCommit: good?.commit, problems: problems.map(formatProblem) } };
}

async function titleOfBroken(path: string, files: EntrySources['files']): Promise<string | undefined> {
  const found = await files.read(path);
  return found?.text === undefined ? undefined : findTitle(found.text);
}

async function deriveEntry(id: string, file: IncidentFile, now: Instant): Promise<Entry> {
  const { frontMatter } = file;
  if (isMaintenanceFrontMatter(frontMatter)) return readMaintenance(id, { ...file, frontMatter }, now);
  if (isAnnouncementFrontMatter(frontMatter)) return deriveAnnouncement(id, { ...file, frontMatter });
  if (isIncidentFrontMatter(frontMatter)) return deriveIncident(id, { ...file, frontMatter });
  throw new RangeError(`Cannot derive "${id}": its kind is unknown`);
}
