/** Text of a file with another `triage` section than status.yml has. */
import { z } from 'zod';

import { ConfigSchema, type TriagePolicy } from '../schema/config.ts';
import { TriageSchema } from '../schema/policy.ts';
import type { Problem } from '../schema/problems.ts';
import { findCutTexts } from './comment-rules.ts';
import { valueAt } from './schema-example.ts';
import { readBySchema } from './schema-problems.ts';
import { findConflicts, readText } from './text.ts';
import { readYaml } from './yaml.ts';

/** A whole status.yml, of which the section alone is read. */
const SectionSchema = z.strictObject({
  ...Object.fromEntries(Object.keys(ConfigSchema.shape).map((key) => [key, z.unknown().optional()])),
  triage: TriageSchema.prefault({}),
});

export interface ParsedPolicy {
  policy?: TriagePolicy | undefined;
  problems: Problem[];
}

/**
 * Reads a policy: a YAML file with a `triage` section, as status.yml has it and as a whole status.yml may be, or with the
 * keys of that section alone. All problems at once; `policy` where there is no error.
 */
export function parsePolicyFile(raw: string, path: string): ParsedPolicy {
  const { text, problems } = readText(path, raw);
  if (text === undefined) return { problems };
  const conflicts = findConflicts(path, text);
  if (conflicts.length > 0) return { problems: [...problems, ...conflicts] };
  const yaml = readYaml({ file: path, text });
  if (yaml.problems.length > 0) return { problems: [...problems, ...yaml.problems] };
  const cut = findCutTexts({ path, yaml });
  const isSection = ['triage', 'page'].every((key) => valueAt(yaml.data, [key]) === undefined);
  const read = isSection
    ? readBySchema<TriagePolicy>({ file: path, yaml, schema: TriageSchema })
    : readSection({ file: path, yaml });
  return { policy: read.value, problems: [...problems, ...cut, ...read.problems] };
}

function readSection(source: Pick<Parameters<typeof readBySchema>[0], 'file' | 'yaml'>): {
  value?: TriagePolicy | undefined;
  problems: Problem[];
} {
  const { value, problems } = readBySchema<z.output<typeof SectionSchema>>({ ...source, schema: SectionSchema });
  return { value: value?.triage, problems };
}
