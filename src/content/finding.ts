/** What a rule says, before it is put at its place in a file. */
import { type Problem, showReceived } from '../schema/problems.ts';
import { didYouMean } from './suggest.ts';
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

interface Reference {
  what: 'component' | 'check' | 'provider' | 'incident';
  id: string;
  /** The ids that there are. */
  known: readonly string[];
}

/** More names than anybody reads in a sentence. */
const MANY_NAMES = 20;

function namesExpected({ what, known }: Reference, where: string): string {
  if (known.length === 0) return `a ${what} of ${where}, which has none`;
  return known.length > MANY_NAMES ? `one that ${where} has` : `one of ${known.join(', ')}`;
}

/** That an id names nothing that is there. */
export function unknownReference(reference: Reference): Finding {
  const { what, id, known } = reference;
  const where = what === 'incident' ? 'incidents/' : 'status.yml';
  return {
    message: `Cannot find the ${what} "${id}"`,
    expected: namesExpected(reference, where),
    example: known[0] ?? `a ${what} "${id}" in ${where}`,
    received: showReceived(id),
    hint: didYouMean(id, known),
  };
}
