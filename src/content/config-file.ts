/** Text of status.yml to a configuration. */
import type { z } from 'zod';

import { type Config, ConfigSchema } from '../schema/config.ts';
import type { Problem } from '../schema/problems.ts';
import { findCutTexts } from './comment-rules.ts';
import { findConfigProblems } from './config-rules.ts';
import { readBySchema } from './schema-problems.ts';
import { findConflicts, readText } from './text.ts';
import { readYaml, type YamlDocument } from './yaml.ts';

export const CONFIG_PATH = 'status.yml';

export interface ParsedConfigFile {
  config?: Config | undefined;
  /** The same although a rule found an error in it, so that further rules can look at it. Never to be used. */
  draft?: Config | undefined;
  yaml?: YamlDocument | undefined;
  problems: Problem[];
}

/**
 * Reads status.yml. All problems at once; `config` where nothing but the file's form is wrong. `schema` is that of a
 * public root unless said otherwise.
 */
export function parseConfigFile(
  raw: string,
  path: string = CONFIG_PATH,
  schema: z.ZodType<Config> = ConfigSchema,
): ParsedConfigFile {
  const { text, problems } = readText(path, raw);
  if (text === undefined) return { problems };
  const conflicts = findConflicts(path, text);
  if (conflicts.length > 0) return { problems: [...problems, ...conflicts] };
  const yaml = readYaml({ file: path, text });
  problems.push(...yaml.problems);
  if (yaml.problems.length > 0) return { problems };
  problems.push(...findCutTexts({ path, yaml }));
  const read = readBySchema<Config>({ file: path, yaml, schema });
  problems.push(...read.problems);
  const ruleProblems = findConfigProblems({ path, yaml, config: read.value });
  const broken = ruleProblems.some((problem) => problem.severity === 'error');
  return { config: broken ? undefined : read.value, draft: read.value, yaml, problems: [...problems, ...ruleProblems] };
}
