/** What people wrote in incidents/, as a page shows it: a broken file as its last good revision. */
import { type ParsedIncidentFile, parseIncidentFile } from '../content/incident-file.ts';
import { findTitle } from '../content/title.ts';
import { digestOf } from '../digest.ts';
import { deriveAnnouncement } from '../domain/announcement.ts';
import {
  deriveIncident,
  type IncidentFile,
  isAnnouncementFrontMatter,
  isIncidentFrontMatter,
  isMaintenanceFrontMatter,
} from '../domain/incident.ts';
import { deriveMaintenance } from '../domain/maintenance.ts';
import type { ContentHistory, RootFiles } from '../ports.ts';
import { isId } from '../schema/component.ts';
import { formatProblem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { BrokenFile, Entry } from '../site/site-content.ts';

export interface ReadEntries {
  entries: Entry[];
  broken: BrokenFile[];
  /** Lines about files that are shown under another name than their own, or not at all. */
  warnings: string[];
}

export interface EntrySources {
  files: Pick<RootFiles, 'read'>;
  /** Undefined outside Git. */
  history: Pick<ContentHistory, 'readRevisions'> | undefined;
}

/**
 * Derives every file at `now`. Of files with the same id the one that was committed first is shown, as its page is
 * known, or the first by path where Git does not tell; the others are warned about.
 */
export async function readEntries(
  parsed: readonly ParsedIncidentFile[],
  sources: EntrySources,
  now: Instant,
): Promise<ReadEntries> {
  const warnings: string[] = [];
  const byId = Map.groupBy(parsed, ({ id }) => (isId(id) ? id : toId(id)));
  const shown = new Map<string, ParsedIncidentFile>();
  for (const [id, files] of byId) {
    const [first, ...others] = files.length === 1 ? files : await orderByCommit(files, sources.history);
    if (first === undefined) continue;
    shown.set(id, first);
    for (const { path, id: name } of files) {
      if (name !== id) warnings.push(`${path} is shown as "${id}": its name cannot be an id`);
    }
    warnings.push(...others.map(({ path }) => `${path} is not shown: ${first.path} has the same id "${id}"`));
  }
  const read = await Promise.all([...shown].map(([id, file]) => readEntry({ ...file, id }, sources, now)));
  return {
    entries: read.flatMap(({ entry }) => entry ?? []),
    broken: read.flatMap(({ broken }) => broken ?? []),
    warnings,
  };
}

/** By the time at which each file was first committed, those that were not last; files of one time as they are given. */
async function orderByCommit(
  files: readonly ParsedIncidentFile[],
  history: EntrySources['history'],
): Promise<ParsedIncidentFile[]> {
  const dated = await Promise.all(
    files.map(async (file) => ({ file, at: (await history?.readRevisions(file.path))?.at(-1)?.at ?? Infinity })),
  );
  // The difference of two that were never committed is no number.
  return dated.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ file }) => file);
}

/** An id for a file whose name is none. */
function toId(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100);
  return id === '' ? digestOf(name, 12) : id;
}

interface ReadEntry {
  entry?: Entry | undefined;
  broken?: BrokenFile | undefined;
}

async function readEntry(parsed: ParsedIncidentFile, sources: EntrySources, now: Instant): Promise<ReadEntry> {
  const { path, id, file, problems } = parsed;
  if (file !== undefined) return { entry: deriveEntry(id, file, now) };
  const good = await findLastGood(path, sources.history);
  const entry = good === undefined ? undefined : deriveEntry(id, good.file, now);
  const title = entry?.title ?? (await titleOfBroken(path, sources.files)) ?? id;
  return { entry, broken: { path, id, title, shownCommit: good?.commit, problems: problems.map(formatProblem) } };
}

async function titleOfBroken(path: string, files: EntrySources['files']): Promise<string | undefined> {
  const found = await files.read(path);
  return found?.text === undefined ? undefined : findTitle(found.text);
}

async function findLastGood(
  path: string,
  history: EntrySources['history'],
): Promise<{ commit: string; file: IncidentFile } | undefined> {
  const revisions = (await history?.readRevisions(path)) ?? [];
  for (const { commit, text } of revisions) {
    const { file } = parseIncidentFile(path, text);
    if (file !== undefined) return { commit, file };
  }
  return undefined;
}

function deriveEntry(id: string, file: IncidentFile, now: Instant): Entry {
  const { frontMatter } = file;
  if (isMaintenanceFrontMatter(frontMatter)) return deriveMaintenance(id, { ...file, frontMatter }, now);
  if (isAnnouncementFrontMatter(frontMatter)) return deriveAnnouncement(id, { ...file, frontMatter });
  if (isIncidentFrontMatter(frontMatter)) return deriveIncident(id, { ...file, frontMatter });
  throw new RangeError(`Cannot derive "${id}": its kind is unknown`);
}
