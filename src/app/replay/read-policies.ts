/** Whose rules a replay follows. */
import { CONFIG_PATH } from '../../content/config-file.ts';
import { parsePolicyFile } from '../../content/policy-file.ts';
import { StatusError } from '../../errors.ts';
import type { RootFiles } from '../../ports.ts';
import type { Config, TriagePolicy } from '../../schema/config.ts';
import { formatProblem, type Problem, sortProblems } from '../../schema/problems.ts';
import { parseFoundConfig } from '../read-config.ts';
import { defaultConfig } from './components.ts';

function cannotReplay(problems: readonly Problem[]): StatusError {
  const errors = sortProblems(problems.filter(({ severity }) => severity === 'error'));
  return new StatusError(errors.map(formatProblem).join('\n'), { hint: 'Nothing was replayed.' });
}

/** The configuration of a root folder, all by default where it has no status.yml. Throws a StatusError for a faulty one. */
export async function readReplayConfig(files: RootFiles): Promise<{ config: Config; isDefault: boolean }> {
  const found = await files.read(CONFIG_PATH);
  if (found === undefined) return { config: defaultConfig(), isDefault: true };
  const { config, problems } = parseFoundConfig(found);
  if (config === undefined) throw cannotReplay(problems);
  return { config, isDefault: false };
}

/** The policy in a file. Throws a StatusError with everything that is wrong in it. */
export function readPolicy(text: string, path: string): TriagePolicy {
  const { policy, problems } = parsePolicyFile(text, path);
  if (policy === undefined) throw cannotReplay(problems);
  return policy;
}
