/** Reads status.yml alone, for what needs nothing else. */
import type { z } from 'zod';

import { CONFIG_PATH, parseConfigFile, type ParsedConfigFile } from '../content/config-file.ts';
import { problemAtLine } from '../content/finding.ts';
import type { RootFile, RootFiles } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import type { Problem } from '../schema/problems.ts';

function missingConfig(): Problem {
  return problemAtLine(CONFIG_PATH, 'config-exists', {
    line: 1,
    message: `Cannot find ${CONFIG_PATH}`,
    expected: `${CONFIG_PATH} in the root folder`,
    example: '"page: { name: Example Cloud, url: https://status.example.org }"',
    received: 'nothing',
  });
}

/** The configuration in what was found at the place of status.yml, with every problem of it. */
export function parseFoundConfig(found: RootFile | undefined, schema?: z.ZodType<Config>): ParsedConfigFile {
  if (found === undefined) return { problems: [missingConfig()] };
  if (found.text === undefined) return { problems: found.problems };
  const parsed = parseConfigFile(found.text, CONFIG_PATH, schema);
  return { ...parsed, problems: [...found.problems, ...parsed.problems] };
}

/** Reads status.yml of a root folder; `schema` is that of a public root unless said otherwise. */
export async function readConfig(files: RootFiles, schema?: z.ZodType<Config>): Promise<ParsedConfigFile> {
  return parseFoundConfig(await files.read(CONFIG_PATH), schema);
}
