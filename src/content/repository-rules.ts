/** What must hold between files: one named function a rule, in the room of what it is about. */
import type { Problem } from '../schema/problems.ts';
import { COMPONENT_RULES } from './component-rules.ts';
import { ID_RULES } from './id-rules.ts';
import { POSTMORTEM_REFERENCE_RULES } from './postmortem-reference-rules.ts';
import { REFERENCE_RULES } from './reference-rules.ts';
import type { RepositoryContent, RepositoryRule } from './repository-rule.ts';
import { UPDATE_TIME_RULES } from './update-time-rules.ts';

const RULES: readonly RepositoryRule[] = [
  ...COMPONENT_RULES,
  ...REFERENCE_RULES,
  ...UPDATE_TIME_RULES,
  ...ID_RULES,
  ...POSTMORTEM_REFERENCE_RULES,
];

/** Everything that does not hold between the files of a root folder. */
export function findRepositoryProblems(content: RepositoryContent): Problem[] {
  return RULES.flatMap((rule) => rule(content));
}
