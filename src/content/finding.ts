/** What a rule says, before it is put at its place in a file. */
import type { Problem } from '../schema/problems.ts';
import type { DocumentPath, YamlDocument } from './yaml.ts';

export interface Finding {
  /** Error unless said otherwise. */
  severity?: Problem['severity'];
  message: string;
  expected: string;
  example: string;
  received?: string | undefined;
  hint?: string | undefined;
}

/** A file with the places of its YAML. */
export interface RuleSource {
  /** Path relative to the root folder. */
  path: string;
  yaml: YamlDocument;
}

/** A finding about the value at a path of the file's YAML. */
export function problemAtKey(source: RuleSource, rule: string, finding: Finding & { at: DocumentPath }): Problem {
  const { at, ...rest } = finding;
  return { severity: 'error', file: source.path, ...source.yaml.placeOf(at), rule, ...rest };
}

/** A finding about a line of a file. */
export function problemAtLine(path: string, rule: string, finding: Finding & { line: number }): Problem {
  return { severity: 'error', file: path, column: 1, rule, ...finding };
}
