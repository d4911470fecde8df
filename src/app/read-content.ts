/** Reads a root folder whole: status.yml, incidents/ and postmortems/ as they lie on disk. */
import { CONFIG_PATH, parseConfigFile, type ParsedConfigFile } from '../content/config-file.ts';
import { idOfPath, type ParsedIncidentFile, parseIncidentFile } from '../content/incident-file.ts';
import { type ParsedPostmortemFile, parsePostmortemFile } from '../content/postmortem-file.ts';
import type { RootFile, RootFiles } from '../ports.ts';
import type { Problem } from '../schema/problems.ts';

export const INCIDENTS_FOLDER = 'incidents';
export const POSTMORTEMS_FOLDER = 'postmortems';

export interface RootContent {
  config: ParsedConfigFile;
  incidents: ParsedIncidentFile[];
  postmortems: ParsedPostmortemFile[];
}

function missingConfig(): Problem {
  return {
    severity: 'error',
    file: CONFIG_PATH,
    line: 1,
    column: 1,
    rule: 'config-exists',
    message: `Cannot find ${CONFIG_PATH}`,
    expected: `${CONFIG_PATH} in the root folder`,
    example: '"page: { name: Example Cloud, url: https://status.example.org }"',
    received: 'nothing',
  };
}

/** Reads status.yml of a root folder. */
export async function readConfig(files: RootFiles): Promise<ParsedConfigFile> {
  const found = await files.read(CONFIG_PATH);
  if (found === undefined) return { problems: [missingConfig()] };
  if (found.text === undefined) return { problems: found.problems };
  const parsed = parseConfigFile(found.text);
  return { ...parsed, problems: [...found.problems, ...parsed.problems] };
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

/** Reads everything that people wrote. Nothing throws for what stands in a file; its problems come with it. */
export async function readRootContent(files: RootFiles): Promise<RootContent> {
  const [config, incidents, postmortems] = await Promise.all([
    readConfig(files),
    files.readMarkdown(INCIDENTS_FOLDER),
    files.readMarkdown(POSTMORTEMS_FOLDER),
  ]);
  return {
    config,
    incidents: incidents.map((found) => ({ updates: [], ...parseFound(found, parseIncidentFile) })),
    postmortems: postmortems.map((found) => parseFound(found, parsePostmortemFile)),
  };
}
