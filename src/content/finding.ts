/** What a rule says, before it is put at its place in a file. */
import { PROVIDER_TYPES } from '../schema/config.ts';
import { type Problem, showReceived } from '../schema/problems.ts';
import { didYouMean } from './suggest.ts';
import type { DocumentPath, YamlDocument } from './yaml.ts';

export interface Finding {
  /** Error unless said otherwise. */
  severity?: Problem['severity'];
  message: string;
  expected: string;
  /** Left out where the root has nothing that would be right. */
  example?: string | undefined;
  received?: string | undefined;
  hint?: string | undefined;
}

/** A finding about one of the fields that an entry is written from, by its name. */
export interface FieldFinding extends Finding {
  field: string;
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
  if (known.length === 0) return `${what === 'incident' ? 'an' : 'a'} ${what} of ${where}, which has none`;
  return known.length > MANY_NAMES ? `one that ${where} has` : `one of ${known.join(', ')}`;
}

/** What would make a thing of this id; undefined for an incident, of which only files with words in them make one. */
function exampleOf({ what, id }: Reference): string | undefined {
  const type = PROVIDER_TYPES.find((candidate) => candidate === id) ?? 'statuspage';
  switch (what) {
    case 'component':
      return `components: [{ id: ${id}, name: ${nameOf(id)} }]`;
    case 'check':
      return `checks: [{ id: ${id}, type: http, url: https://example.org/health }]`;
    case 'provider':
      return `providers: [{ id: ${id}, name: ${nameOf(id)}, type: ${type}, url: https://status.example.org }]`;
    default:
      return undefined;
  }
}

/** `aws` as `AWS` and `mail-service` as `Mail service`. */
function nameOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.length <= 3 ? words.toUpperCase() : words.charAt(0).toUpperCase() + words.slice(1);
}

/** That an id names nothing that is there. */
export function unknownReference(written: Reference): Finding {
  const reference = { ...written, known: [...new Set(written.known)] };
  const { what, id, known } = reference;
  const where = what === 'incident' ? 'incidents/' : 'status.yml';
  return {
    message: `Cannot find the ${what} "${id}"`,
    expected: namesExpected(reference, where),
    example: known[0] ?? exampleOf(reference),
    received: showReceived(id),
    hint: didYouMean(id, known),
  };
}
