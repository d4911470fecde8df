/** The configuration as it is, else as it last was good on main: one mistake in it must not stop what watches and tells. */
import type { z } from 'zod';

import { CONFIG_PATH, parseConfigFile, type ParsedConfigFile } from '../content/config-file.ts';
import type { Revision, RootFiles } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import { formatProblem, type Problem } from '../schema/problems.ts';
import { readConfig } from './read-config.ts';

export interface ChosenConfig {
  config: Config;
  /** Commit that it is taken from; undefined where it is as it stands. */
  commit: string | undefined;
}

/** What an edit that cannot be used takes back is taken back all the same. */
function withRedactions(config: Config, { draft }: ParsedConfigFile): Config {
  const known = new Set(config.redactions.map((each) => JSON.stringify(each)));
  const further = (draft?.redactions ?? []).filter((each) => !known.has(JSON.stringify(each)));
  return further.length === 0 ? config : { ...config, redactions: [...config.redactions, ...further] };
}

/** The configuration of a parsed status.yml, else that of its newest good revision; undefined where there never was one. */
export function chooseConfig(
  parsed: ParsedConfigFile,
  revisions: readonly Revision[],
  schema?: z.ZodType<Config>,
): ChosenConfig | undefined {
  if (parsed.config !== undefined) return { config: parsed.config, commit: undefined };
  for (const { commit, text } of revisions) {
    const { config } = parseConfigFile(text, CONFIG_PATH, schema);
    if (config !== undefined) return { config: withRedactions(config, parsed), commit };
  }
  return undefined;
}

/** Reads the revisions of status.yml on main, the newest first. */
export type ConfigRevisionReader = () => Promise<readonly Revision[]>;

/** What reading the configuration of a run needs of the world. */
export interface ConfigPorts {
  files: RootFiles;
  /** None where what stands in the folder is nobody's commit. Undefined where Git is not asked. */
  readConfigRevisions?: ConfigRevisionReader | undefined;
  note(text: string): void;
  /** Shows problems at their lines, where somebody looks at these. */
  annotate?: ((problems: readonly Problem[]) => Promise<void>) | undefined;
}

/**
 * Reads status.yml for a run. Where a commit has broken it, its last good revision takes its place, which the person who
 * watches is told with every error; `config` is undefined where there is none to go by.
 */
export async function readRunConfig(ports: ConfigPorts): Promise<ParsedConfigFile> {
  const parsed = await readConfig(ports.files);
  if (parsed.config !== undefined || ports.readConfigRevisions === undefined) return parsed;
  const chosen = chooseConfig(parsed, await ports.readConfigRevisions());
  if (chosen?.commit === undefined) return parsed;
  const errors = parsed.problems.filter(({ severity }) => severity === 'error').sort((a, b) => a.line - b.line);
  const letters = errors.map((error) => `  ${formatProblem(error)}`);
  ports.note(
    [`${CONFIG_PATH} cannot be used, and has to be corrected. It is used as of commit ${chosen.commit.slice(0, 8)}:`]
      .concat(letters)
      .join('\n'),
  );
  await ports.annotate?.(errors);
  return { ...parsed, config: chosen.config };
}
