/** Finds everything that can be wrong in a root folder, all problems at once. */
import { compileJsonPath } from '../checks/http/json-path.ts';
import { compilePattern } from '../checks/http/pattern.ts';
import { weighProblems } from '../content/caused-problems.ts';
import { CONFIG_PATH, type ParsedConfigFile } from '../content/config-file.ts';
import { type Finding, problemAtKey } from '../content/finding.ts';
import { findDroppedIds } from '../content/published-rules.ts';
import { findRedactionProblems } from '../content/redaction-rules.ts';
import { findRepositoryProblems } from '../content/repository-rules.ts';
import type { DocumentPath } from '../content/yaml.ts';
import { isMaintenanceFrontMatter } from '../domain/incident.ts';
import type { ContentChanges, RootFiles } from '../ports.ts';
import type { Check } from '../schema/check.ts';
import { type Problem, sortProblems } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import { readEarlierContent, readRootContent, type RootContent } from './read-content.ts';
import { findUnusedSettings } from './unused-settings.ts';

export interface Validation {
  /** The files that were read, status.yml first, which is looked for in any case. */
  paths: string[];
  /** Ordered by file, line and column. */
  problems: Problem[];
}

/** Check types that this version carries out. */
const CARRIED_OUT: readonly Check['type'][] = ['http', 'tcp'];

interface PlacedExpectation {
  at: DocumentPath;
  kind: 'pattern' | 'json-path';
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

function findFault({ kind, text }: PlacedExpectation): Finding | undefined {
  const compiled = kind === 'pattern' ? compilePattern(text) : compileJsonPath(text);
  if (!('problem' in compiled)) return undefined;
  return {
    message: compiled.problem,
    expected: kind === 'pattern' ? 'a text, or a regular expression between slashes' : 'a JSONPath',
    example: kind === 'pattern' ? 'body: /"status":\\s*"ok"/' : 'json: { status.db: ok }',
    received: JSON.stringify(text),
  };
}

function checkProblems(check: Check, at: DocumentPath, parsed: ParsedConfigFile): Problem[] {
  const { yaml } = parsed;
  if (yaml === undefined) return [];
  const source = { path: CONFIG_PATH, yaml };
  const problems = expectationsOf(check, at).flatMap((placed) => {
    const fault = findFault(placed);
    return fault === undefined ? [] : [problemAtKey(source, 'expectation-readable', { at: placed.at, ...fault })];
  });
  if (CARRIED_OUT.includes(check.type)) return problems;
  const notYet = problemAtKey(source, 'check-carried-out', {
    at: [...at, 'type'],
    severity: 'warning',
    message: `This version does not carry out checks of type "${check.type}"; the check measures nothing`,
    expected: `one of ${CARRIED_OUT.join(', ')}`,
    example: 'type: http',
    received: check.type,
  });
  return [...problems, notYet];
}

function findCheckProblems(parsed: ParsedConfigFile): Problem[] {
  return (parsed.draft?.components ?? []).flatMap((component, componentIndex) =>
    component.checks.flatMap((check, index) =>
      checkProblems(check, ['components', componentIndex, 'checks', index], parsed),
    ),
  );
}

/** A recurrence is read and kept; only its first window is shown until recurring windows are. */
function findRecurrences(content: RootContent): Problem[] {
  return content.incidents.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined || !isMaintenanceFrontMatter(file.frontMatter)) return [];
    if (file.frontMatter.scheduled.recurrence === undefined) return [];
    return [
      problemAtKey({ path, yaml }, 'recurrence-shown', {
        at: ['scheduled', 'recurrence'],
        severity: 'warning',
        message: 'This version shows only the first window of a recurring maintenance',
        expected: 'a file for each window',
        example: 'scheduled: { from: 2026-12-06T02:00:00+01:00, until: 2026-12-06T04:00:00+01:00 }',
        received: file.frontMatter.scheduled.recurrence,
      }),
    ];
  });
}

export interface ValidationOptions {
  now: Instant;
  /** What changed since the base; undefined where Git cannot tell. */
  changes?: ContentChanges | undefined;
  /** Whether only what the change brings is an error. */
  isRelative?: boolean | undefined;
}

/** Everything that is wrong with content as it stands. Overdue duties are not wrong. */
function findProblems(content: RootContent, now: Instant): Problem[] {
  return [
    ...content.config.problems,
    ...content.incidents.flatMap((file) => file.problems),
    ...content.postmortems.flatMap((file) => file.problems),
    ...findRepositoryProblems({ ...content, config: content.config.draft, now }),
    ...findCheckProblems(content.config),
    ...findUnusedSettings(content.config),
    ...findRedactionProblems(content.config, content.incidents),
    ...findRecurrences(content),
  ];
}

/** Everything that is wrong with content and with what became of it. */
async function findAllProblems(content: RootContent, options: ValidationOptions): Promise<Problem[]> {
  const { now, changes, isRelative } = options;
  const problems = findProblems(content, now);
  if (changes === undefined) return problems;
  const earlier = await readEarlierContent(content, changes);
  problems.push(...findDroppedIds(content.incidents, earlier.incidents));
  if (isRelative !== true) return problems;
  return weighProblems(problems, { changed: changes.changed, before: findProblems(earlier, now) });
}

/** Reads a root folder and finds everything that is wrong in it. */
export async function validate(files: RootFiles, options: ValidationOptions): Promise<Validation> {
  const content = await readRootContent(files);
  const problems = sortProblems(await findAllProblems(content, options));
  const entries = [...content.incidents, ...content.postmortems];
  return { paths: [CONFIG_PATH, ...entries.map(({ path }) => path)], problems };
}
