/** Whether what a check expects of an answer can be read: whoever carries the check out knows how. */
import type { Check } from '../schema/check.ts';
import type { Problem } from '../schema/problems.ts';
import { CONFIG_PATH, type ParsedConfigFile } from './config-file.ts';
import { type Finding, problemAtKey } from './finding.ts';
import type { DocumentPath } from './yaml.ts';

type ExpectationKind = 'pattern' | 'json-path';

/** Reads a text of each kind for use; where it cannot, `problem` says why in one sentence. */
export type Compilers = Readonly<Record<ExpectationKind, (text: string) => object>>;

interface PlacedExpectation {
  at: DocumentPath;
  kind: ExpectationKind;
  text: string;
}

function expectationsOf(check: Check, at: DocumentPath): PlacedExpectation[] {
  const expect = [...at, 'expect'];
  const placed: PlacedExpectation[] = [];
  if ('body' in check.expect && check.expect.body !== undefined) {
    placed.push({ at: [...expect, 'body'], kind: 'pattern', text: check.expect.body });
  }
  if ('headers' in check.expect) {
    for (const [name, text] of Object.entries(check.expect.headers ?? {})) {
      placed.push({ at: [...expect, 'headers', name], kind: 'pattern', text });
    }
  }
  if ('json' in check.expect) {
    for (const path of Object.keys(check.expect.json ?? {})) {
      placed.push({ at: [...expect, 'json', path], kind: 'json-path', text: path });
    }
  }
  return placed;
}

function findFault({ kind, text }: PlacedExpectation, compilers: Compilers): Finding | undefined {
  const compiled = compilers[kind](text);
  if (!('problem' in compiled) || typeof compiled.problem !== 'string') return undefined;
  return {
    message: compiled.problem,
    expected: kind === 'pattern' ? 'a text, or a regular expression between slashes' : 'a JSONPath',
    example: kind === 'pattern' ? 'body: /"status":\\s*"ok"/' : 'json: { status.db: ok }',
    received: JSON.stringify(text),
  };
}

/** An error for each expectation of a check in status.yml that cannot be read. */
export function findExpectationProblems({ draft, yaml }: ParsedConfigFile, compilers: Compilers): Problem[] {
  if (draft === undefined || yaml === undefined) return [];
  const expectations = draft.components.flatMap((component, componentIndex) =>
    component.checks.flatMap((check, index) => expectationsOf(check, ['components', componentIndex, 'checks', index])),
  );
  return expectations.flatMap((expectation) => {
    const fault = findFault(expectation, compilers);
    if (fault === undefined) return [];
    return [problemAtKey({ path: CONFIG_PATH, yaml }, 'expectation-readable', { at: expectation.at, ...fault })];
  });
}
