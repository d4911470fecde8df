/** Whether what a check sends and expects can be sent and read: whoever carries the check out knows how. */
import type { Check } from '../schema/check.ts';
import type { Problem } from '../schema/problems.ts';
import { CONFIG_PATH, type ParsedConfigFile } from './config-file.ts';
import { type Finding, problemAtKey } from './finding.ts';
import type { DocumentPath } from './yaml.ts';

type ExpectationKind = 'pattern' | 'json-path' | 'header' | 'handshake-header';

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
  if ('headers' in check) {
    for (const name of Object.keys(check.headers)) {
      const kind = check.type === 'websocket' ? 'handshake-header' : 'header';
      placed.push({ at: [...at, 'headers', name], kind, text: name });
    }
  }
  if ('from' in check && typeof check.from === 'object' && 'json' in check.from) {
    placed.push({ at: [...at, 'from', 'json'], kind: 'json-path', text: check.from.json });
  }
  return placed;
}

const HEADER = { expected: 'a header that is yours to set', example: 'headers: { accept: application/json }' };
const WANTED: Readonly<Record<ExpectationKind, Pick<Finding, 'expected' | 'example'>>> = {
  pattern: { expected: 'a text, or a regular expression between slashes', example: 'body: /"status":\\s*"ok"/' },
  'json-path': { expected: 'a JSONPath', example: 'json: { status.db: ok }' },
  header: HEADER,
  'handshake-header': HEADER,
};

function findFault({ kind, text }: PlacedExpectation, compilers: Compilers): Finding | undefined {
  const compiled = compilers[kind](text);
  if (!('problem' in compiled) || typeof compiled.problem !== 'string') return undefined;
  return {
    message: compiled.problem.replace(/^./, (letter) => letter.toUpperCase()),
    ...WANTED[kind],
    received: JSON.stringify(text),
  };
}

/** An error for each header and expectation of a check in status.yml that cannot be sent or read. */
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
