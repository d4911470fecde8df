/** Finds everything that can be wrong in a root folder, all problems at once. */
import type { z } from 'zod';

import { askedName } from '../checks/dns/question.ts';
import { readRecordValue } from '../checks/dns/record-value.ts';
import { findHeaderProblem } from '../checks/http/describe.ts';
import { compileJsonPath } from '../checks/http/json-path.ts';
import { compilePattern } from '../checks/http/pattern.ts';
import { findHandshakeProblem } from '../checks/websocket/describe.ts';
import { weighProblems } from '../content/caused-problems.ts';
import { type Compilers, findExpectationProblems } from '../content/check-rules.ts';
import { CONFIG_PATH, type ParsedConfigFile } from '../content/config-file.ts';
import { CUSTOMERS_PATH } from '../content/customers-file.ts';
import { problemAtKey, problemAtLine } from '../content/finding.ts';
import { findHostCheckProblems } from '../content/host-check-rules.ts';
import { findMonitorClaims } from '../content/monitor-claim-rules.ts';
import { nameOwn } from '../content/own-names.ts';
import { findDroppedIds } from '../content/published-rules.ts';
import { findRecurrenceProblems } from '../content/recurrence-rules.ts';
import { findRedactionProblems } from '../content/redaction-rules.ts';
import { findRepositoryProblems } from '../content/repository-rules.ts';
import type { ContentChanges, RootFile, RootFiles } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import { PrivateConfigSchema } from '../schema/customers.ts';
import { type Problem, showReceived, sortProblems } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import { type LearnedForRules, learnForRules, NOTHING_LEARNED } from './learn-for-rules.ts';
import { readPrivateRules } from './read-private-root.ts';
import { readEarlierContent, readRootContent, type RootContent } from './read-content.ts';
import { isTemplateExample } from './template-examples.ts';

export interface Validation {
  /** The files that were read, status.yml first, which is looked for in any case. */
  paths: string[];
  /** Ordered by file, line and column. */
  problems: Problem[];
  /** Those of them that are errors which were there before, and so are told as warnings. */
  earlier: ReadonlySet<Problem>;
}

export interface ValidationOptions {
  now: Instant;
  /** What changed since the base; undefined where Git cannot tell. */
  changes?: ContentChanges | undefined;
  /** Whether only what the change brings is an error. */
  isRelative?: boolean | undefined;
  /** Set for a private root, with the status.yml of the public one where that is known. */
  asPrivate?: { open: ParsedConfigFile | undefined } | undefined;
}

function schemaOf({ asPrivate }: ValidationOptions): z.ZodType<Config> | undefined {
  return asPrivate === undefined ? undefined : PrivateConfigSchema;
}

const COMPILERS: Compilers = {
  pattern: compilePattern,
  'json-path': compileJsonPath,
  header: (name) => ({ problem: findHeaderProblem({ [name.toLowerCase()]: '' }) }),
  'handshake-header': (name) => ({ problem: findHandshakeProblem({ [name.toLowerCase()]: '' }) }),
};

/** Everything that is wrong with content as it stands. Overdue duties are not wrong. */
function findProblems(
  { config, incidents, postmortems }: RootContent,
  { now, learned = NOTHING_LEARNED }: { now: Instant; learned?: LearnedForRules },
): Problem[] {
  const { checksNamed, formerTimes } = learned;
  return [
    ...[config, ...incidents, ...postmortems].flatMap(({ problems }) => problems),
    ...findRepositoryProblems({ config: config.draft, incidents, postmortems, now }),
    ...findExpectationProblems(config, COMPILERS),
    ...findHostCheckProblems(config, { askedName, readRecordValue }),
    ...findRedactionProblems(config, incidents, formerTimes),
    ...(checksNamed === undefined ? [] : findMonitorClaims({ incidents, postmortems }, checksNamed)),
    ...findRecurrenceProblems(incidents),
  ];
}

/** Of published files that are gone, an example of the template was never published by whoever removes it. */
async function withoutExamples(dropped: readonly Problem[], changes: ContentChanges): Promise<Problem[]> {
  if (dropped.length === 0) return [];
  const published = await changes.readPublished([...new Set(dropped.map(({ file }) => file))]);
  const isExample = ({ text }: RootFile): boolean => text !== undefined && isTemplateExample(text);
  const examples = new Set(published.filter(isExample).map(({ path }) => path));
  return dropped.filter(({ file }) => !examples.has(file));
}

/** Everything that is wrong with content and with what became of it. */
async function findAllProblems(
  content: RootContent,
  options: ValidationOptions,
): Promise<Pick<Validation, 'problems' | 'earlier'>> {
  const { now, changes, isRelative } = options;
  const learned = changes === undefined ? NOTHING_LEARNED : await learnForRules(content, changes);
  const problems = nameOwn(findProblems(content, { now, learned }), content.config.draft);
  if (changes === undefined) return { problems, earlier: new Set() };
  const earlier = await readEarlierContent(content, changes, schemaOf(options));
  problems.push(...(await withoutExamples(findDroppedIds(content.incidents, earlier.incidents), changes)));
  if (isRelative !== true) return { problems, earlier: new Set() };
  const weighed = weighProblems(problems, {
    changed: changes.changed,
    before: findProblems(earlier, { now, learned }),
  });
  return {
    problems: weighed,
    earlier: new Set(weighed.filter(({ severity }, index) => severity !== problems[index]?.severity)),
  };
}

/** A warning for each file of the page that is not there: the page is built without it. */
async function findMissingAssets(files: RootFiles, { draft, yaml }: ParsedConfigFile): Promise<Problem[]> {
  if (draft === undefined || yaml === undefined) return [];
  const named = Object.entries({ logo: draft.page.logo, css: draft.page.css });
  const checked = await Promise.all(
    named.map(async ([key, file]) => {
      const found = file === undefined ? undefined : await files.read(file);
      // An image is no text, which says nothing against it.
      const isThere = found !== undefined && !found.problems.some(({ rule }) => rule === 'is-a-file');
      if (file === undefined || isThere) return [];
      return [
        problemAtKey({ path: CONFIG_PATH, yaml }, 'assets-exist', {
          severity: 'warning',
          at: ['page', key],
          message: `Cannot find the file of "page.${key}"; the page does without it`,
          expected: 'the path of a file beside or below status.yml',
          received: found === undefined ? showReceived(file) : (found.problems[0]?.received ?? showReceived(file)),
        }),
      ];
    }),
  );
  return checked.flat();
}

/** What is wrong with the customers, whom a private root alone may have. */
async function findCustomerProblems(
  files: RootFiles,
  config: ParsedConfigFile,
  { asPrivate }: ValidationOptions,
): Promise<Problem[]> {
  if (asPrivate !== undefined) return (await readPrivateRules(files, config, asPrivate.open)).problems;
  if ((await files.read(CUSTOMERS_PATH)) === undefined) return [];
  return [
    problemAtLine(CUSTOMERS_PATH, 'customers-are-private', {
      line: 1,
      message: 'Cannot have customers in a public root: everything in its repository is public',
      expected: 'the file in the private root that CANDOR_PRIVATE names',
      example: 'CANDOR_PRIVATE=../status-private',
      received: CUSTOMERS_PATH,
      hint: 'What was pushed stays in the history; change every secret that stands in it.',
    }),
  ];
}

/** Reads a root folder and finds everything that is wrong in it. */
export async function validate(files: RootFiles, options: ValidationOptions): Promise<Validation> {
  const [content, ignored] = await Promise.all([readRootContent(files, schemaOf(options)), files.findIgnored()]);
  const [missing, ofCustomers] = await Promise.all([
    findMissingAssets(files, content.config),
    findCustomerProblems(files, content.config, options),
  ]);
  const { problems: found, earlier } = await findAllProblems(content, options);
  const problems = sortProblems([...found, ...ofCustomers, ...ignored, ...missing]);
  const entries = [...content.incidents, ...content.postmortems];
  const customers = options.asPrivate === undefined ? [] : [CUSTOMERS_PATH];
  return { paths: [CONFIG_PATH, ...customers, ...entries.map(({ path }) => path)], problems, earlier };
}
