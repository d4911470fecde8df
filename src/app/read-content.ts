/** Reads a root folder whole: status.yml, incidents/ and postmortems/ as they lie on disk. */
import type { z } from 'zod';

import { CONFIG_PATH, type ParsedConfigFile } from '../content/config-file.ts';
import { type ParsedIncidentFile, parseIncidentFile, type PlacedIncidentFile } from '../content/incident-file.ts';
import { idOfPath, INCIDENTS_FOLDER, isEntryPath, POSTMORTEMS_FOLDER } from '../content/incident-path.ts';
import { type ParsedPostmortemFile, parsePostmortemFile } from '../content/postmortem-file.ts';
import type { ContentChanges, KeptReadings, RootFile, RootFiles } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import type { Problem } from '../schema/problems.ts';
import { parseFoundConfig, readConfig } from './read-config.ts';

export interface RootContent {
  config: ParsedConfigFile;
  incidents: ParsedIncidentFile[];
  postmortems: ParsedPostmortemFile[];
}

/** A file parsed, or, where it is no text, its name and its problems alone. */
function parseFound<T extends { path: string; id: string; problems: Problem[] }>(
  found: RootFile,
  parse: (path: string, text: string) => T,
): T | { path: string; id: string; problems: Problem[] } {
  const { path, text, problems } = found;
  if (text === undefined) return { path, id: idOfPath(path), problems };
  const parsed = parse(path, text);
  return { ...parsed, problems: [...problems, ...parsed.problems] };
}

/** Parses each file once for as long as it is the same object, which a preview gives for one that has not changed. */
function parseOnce<T extends object, More extends unknown[]>(
  parse: (found: RootFile, ...more: More) => T,
): (found: RootFile, ...more: More) => T {
  const known = new WeakMap<RootFile, T>();
  return (found, ...more) => {
    const parsed = known.get(found) ?? parse(found, ...more);
    known.set(found, parsed);
    return parsed;
  };
}

const parseIncident = parseOnce((found): ParsedIncidentFile => ({
  updates: [],
  ...parseFound(found, parseIncidentFile),
}));
const parsePostmortem = parseOnce((found): ParsedPostmortemFile => parseFound(found, parsePostmortemFile));

function readFound(
  files: RootFiles,
  schema?: z.ZodType<Config>,
): Promise<[config: ParsedConfigFile, incidents: RootFile[], postmortems: RootFile[]]> {
  return Promise.all([
    readConfig(files, schema),
    files.readMarkdown(INCIDENTS_FOLDER),
    files.readMarkdown(POSTMORTEMS_FOLDER),
  ]);
}

/**
 * Reads everything that people wrote. Nothing throws for what stands in a file; its problems come with it. `schema` is
 * that of the status.yml of a public root unless said otherwise.
 */
export async function readRootContent(files: RootFiles, schema?: z.ZodType<Config>): Promise<RootContent> {
  const [config, incidents, postmortems] = await readFound(files, schema);
  return { config, incidents: incidents.map(parseIncident), postmortems: postmortems.map(parsePostmortem) };
}

/** What earlier builds have read of incident files without any fault. */
export type KeptIncidents = KeptReadings<PlacedIncidentFile>;

/**
 * A file to be shown. Of one that can be, the places of its front matter are let go: only rules ask for them, and of
 * thousands of files they fill a tenth of a gigabyte.
 */
function parseShown(found: RootFile, kept: KeptIncidents | undefined): ParsedIncidentFile {
  const { path, text, problems } = found;
  const known = text === undefined || problems.length > 0 ? undefined : kept?.take(path, text);
  if (known !== undefined) return { path, id: idOfPath(path), file: known, updates: known.updates, problems: [] };
  const parsed: ParsedIncidentFile = { updates: [], ...parseFound(found, parseIncidentFile) };
  const { file } = parsed;
  if (file === undefined) return parsed;
  if (text !== undefined && parsed.problems.length === 0) kept?.keep(path, text, file);
  return { path, id: parsed.id, file, updates: file.updates, problems: parsed.problems };
}

const parseShownOnce = parseOnce(parseShown);

/** As {@link readRootContent} of a public root, for a page: the incidents as {@link parseShown} has them. */
export async function readShownContent(files: RootFiles, kept: KeptIncidents | undefined): Promise<RootContent> {
  const [config, incidents, postmortems] = await readFound(files);
  return {
    config,
    incidents: incidents.map((found) => parseShownOnce(found, kept)),
    postmortems: postmortems.map(parsePostmortem),
  };
}

/** What a folder held before: unchanged files need not be read again. */
function withEarlier<T extends { path: string }>(
  now: readonly T[],
  changed: ReadonlySet<string>,
  before: readonly T[],
): T[] {
  return [...now.filter(({ path }) => !changed.has(path)), ...before].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The content of a root folder as it was before the changes that led to `content`. */
export async function readEarlierContent(
  content: RootContent,
  changes: ContentChanges,
  schema?: z.ZodType<Config>,
): Promise<RootContent> {
  const { published, changed } = changes;
  const found = await changes.readPublished(
    published.filter((path) => changed.has(path) && (path === CONFIG_PATH || isEntryPath(path))),
  );
  const below = (folder: string): RootFile[] => found.filter(({ path }) => path.startsWith(`${folder}/`));
  const config = found.find(({ path }) => path === CONFIG_PATH);
  return {
    config: changed.has(CONFIG_PATH) ? parseFoundConfig(config, schema) : content.config,
    incidents: withEarlier(content.incidents, changed, below(INCIDENTS_FOLDER).map(parseIncident)),
    postmortems: withEarlier(content.postmortems, changed, below(POSTMORTEMS_FOLDER).map(parsePostmortem)),
  };
}
