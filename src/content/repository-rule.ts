/** What a rule between files gets, and how one says that a file names what there is not. */
import type { Config } from '../schema/config.ts';
import type { Problem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import { problemAtKey, type RuleSource, unknownReference } from './finding.ts';
import type { ParsedIncidentFile } from './incident-file.ts';
import type { ParsedPostmortemFile } from './postmortem-file.ts';
import type { DocumentPath } from './yaml.ts';

export interface RepositoryContent {
  /** Undefined where status.yml cannot be read; rules that need it then wait. */
  config: Config | undefined;
  incidents: readonly ParsedIncidentFile[];
  postmortems: readonly ParsedPostmortemFile[];
  /** The time against which an update lies in the future. */
  now: Instant;
}

export type RepositoryRule = (content: RepositoryContent) => Problem[];

interface PlacedReference {
  file: RuleSource;
  at: DocumentPath;
  what: 'component' | 'check' | 'provider' | 'incident';
  id: string;
  known: readonly string[];
}

/** That a key of a file names nothing that is there; nothing where it does. */
export function referenceProblems({ file, at, ...reference }: PlacedReference): Problem[] {
  if (reference.known.includes(reference.id)) return [];
  const problem = problemAtKey(file, `${reference.what}s-exist`, { at, ...unknownReference(reference) });
  const key = at.at(-1);
  // The id of a component may be the key itself, and its status the value.
  const isKey = reference.what === 'component' && typeof key === 'string';
  return [isKey ? { ...problem, ...file.yaml.placeOfKey(at.slice(0, -1), key) } : problem];
}

/** The ids of every check of status.yml. */
export function checkIds(config: Config): string[] {
  return config.components.flatMap((component) => component.checks.map((check) => check.id));
}
