/** Reads all that a site is made of, and puts what is good in the place of what is broken. */
import { CONFIG_PATH, type ParsedConfigFile } from '../content/config-file.ts';
import { DEPLOYS_PATH, parseDeploysFile } from '../content/deploys-file.ts';
import { derivePageId } from '../digest.ts';
import type { Provenance } from '../domain/provenance.ts';
import { redact } from '../domain/redaction.ts';
import { NOTHING_WATCHED } from '../domain/watched-time.ts';
import { StatusError } from '../errors.ts';
import type { ContentHistory, Revision, RootFiles, Snapshot } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import { formatProblem } from '../schema/problems.ts';
import { type Instant, startOfSecond } from '../schema/timestamp.ts';
import { seriesPolicy } from '../site/component-model.ts';
import type { ContentOrigin, Entry, SiteContent, SitePostmortems } from '../site/site-content.ts';
import { deriveChecksNamed, deriveFirstNamed, deriveRedactedAt } from './first-named.ts';
import { type ChosenConfig, chooseConfig } from './last-good-config.ts';
import { readActionStates } from './follow-up/read-actions.ts';
import { type KeptIncidents, readShownContent } from './read-content.ts';
import { type ReadEntries, readEntries } from './read-entries.ts';
import { learnOfEntries } from './read-knowledge.ts';
import {
  type Measure,
  type MeasurementWish,
  measuredFrom,
  type ReadMeasurements,
  readMeasurements,
} from './read-measurements.ts';
import { withOutreach } from './read-outreach.ts';
import { readPlans } from './read-plans.ts';
import { type ReadPostmortems, readPostmortems } from './read-postmortems.ts';
import { readProvenance } from './provenance.ts';
import { deriveWithdrawn } from './withdrawn.ts';

/** Where the content of a root folder comes from. */
export interface ContentSources {
  files: RootFiles;
  /** What Git knows, as it is here; undefined outside Git. */
  git: { snapshot: Snapshot; history: ContentHistory } | undefined;
  /** What earlier builds have read; undefined where they leave nothing. */
  kept?: KeptIncidents | undefined;
  /** Asks Git whether the files differ from the commit that is checked out, where they are those of a working tree. */
  isDirty?: (() => Promise<boolean | undefined>) | undefined;
  /** Names the program that reads them. */
  engine?: string | undefined;
  /** How measurements are read, where not by {@link readMeasurements}. */
  measure?: Measure | undefined;
}

export interface SiteReading {
  content: SiteContent;
  /** What the person who builds is told, a line each: what is shown in another form than it was written, and why. */
  warnings: string[];
}

/**
 * Reads a root folder as it lies on disk, with its history and measurements, for a page at `now`. A file that does not
 * validate is shown as its last good revision; nothing but a status.yml that never was good throws (a StatusError).
 * @param at is taken to the second, which the page says, so that whoever makes it for that time makes the same.
 */
export function readSiteContent(sources: ContentSources, at: Instant): Promise<SiteReading> {
  return readContentAt(sources, startOfSecond(at));
}

async function readContentAt(sources: ContentSources, now: Instant): Promise<SiteReading> {
  const { files, git, measure = readMeasurements } = sources;
  const [root, configRevisions] = await Promise.all([
    readShownContent(files, sources.kept),
    git?.history.readRevisions(CONFIG_PATH),
  ]);
  const { config, commit: configCommit } = requireGoodConfig(root.config, configRevisions ?? []);
  const history = git?.history;
  const address = { configRevisions: configRevisions ?? [], pageUrl: config.page.url };
  const [read, readPost, measured] = await Promise.all([
    readEntries(root.incidents, { files, history }, now).then((entries) => withOutreach(entries, git?.snapshot)),
    readPostmortems(root.postmortems, { history, address }, now),
    git === undefined ? NOTHING_MEASURED : measure(git.snapshot, wishOf(config), now),
  ]);
  const page = choosePageId(config, history);
  const provenance = await readKnown(read.entries, { git, config });
  const looked = { byCheck: measured.measurements, from: measuredFrom(now) };
  const learning = { provenance, snapshot: git?.snapshot, measured: looked, policy: seriesPolicy(config) };
  const { entries, known } = await learnOfEntries(read.entries, learning);
  const content: SiteContent = {
    now,
    config,
    pageId: page.id,
    provenance,
    entries: entries.map((entry) => redact(entry, config.redactions)),
    known,
    broken: read.broken,
    plans: await readPlans(read.entries, { parsed: root.incidents, history }),
    configCommit,
    withdrawn: history === undefined ? [] : deriveWithdrawn({ history, known: knownIds(read), ...address }),
    postmortems: readPost.postmortems,
    actionStates: git === undefined ? new Map() : await readActionStates(git.snapshot),
    ...withoutWarnings(measured),
    ...deriveNamed({ ...readPost.postmortems, config }, address.configRevisions, history?.isShallow === false),
    commit: history?.head,
    origin: await describeOrigin(sources),
  };
  const ofConfig = describeConfig(root.config, configCommit);
  return { content, warnings: [...ofConfig, ...listWarnings({ page, read, readPost, measured })] };
}

interface WarningSources {
  page: { warnings: string[] };
  read: ReadEntries;
  readPost: ReadPostmortems;
  measured: ReadMeasurements;
}

function listWarnings({ page, read, readPost, measured }: WarningSources): string[] {
  const ofFiles = describeBroken([...read.broken, ...readPost.postmortems.broken]);
  return [page.warnings, read.warnings, ofFiles, readPost.warnings, measured.warnings].flat();
}

async function describeOrigin({ git, isDirty, engine }: ContentSources): Promise<ContentOrigin> {
  return {
    data: git?.snapshot.data,
    isDirty: git?.history.head === undefined ? undefined : await isDirty?.(),
    isShallow: git?.history.isShallow === true,
    engine,
  };
}

function wishOf(config: Config): MeasurementWish {
  const checks = config.components.flatMap((component) => component.checks.map(({ id }) => id));
  return { checks, policy: seriesPolicy(config) };
}

/** What there is outside of Git. */
const NOTHING_MEASURED: ReadMeasurements = {
  measurements: new Map(),
  earlier: undefined,
  watched: NOTHING_WATCHED,
  firstMeasured: new Map(),
  checkedAt: undefined,
  warnings: [],
};

/** Since when status.yml has named its components, the checks that post-mortems led to, and its redactions. */
function deriveNamed(
  { published, config }: Pick<SitePostmortems, 'published'> & { config: Config },
  revisions: readonly Revision[],
  isComplete: boolean,
): Pick<SiteContent, 'firstNamed' | 'checksNamed' | 'redactedAt'> {
  return {
    firstNamed: deriveFirstNamed(revisions, isComplete),
    checksNamed: deriveChecksNamed(published, revisions, isComplete),
    redactedAt: deriveRedactedAt(config, revisions, isComplete),
  };
}

function withoutWarnings({ warnings: _, ...measured }: ReadMeasurements): Omit<ReadMeasurements, 'warnings'> {
  return measured;
}

/** What Git tells of the entries; nothing outside of Git. */
async function readKnown(
  entries: readonly Entry[],
  { git, config }: { git: ContentSources['git']; config: Config },
): Promise<ReadonlyMap<string, Provenance>> {
  if (git === undefined) return new Map();
  const [file] = await git.snapshot.readDataFiles([DEPLOYS_PATH]);
  return readProvenance(entries, { history: git.history, deploys: parseDeploysFile(file?.text ?? ''), config });
}

/** Every id that leads to a page: of the entries, of files shown without their content, and of what was renamed. */
function knownIds(read: ReadEntries): Set<string> {
  const formerly = [
    ...read.entries.flatMap((entry) => entry.frontMatter.formerly ?? []),
    ...read.broken.flatMap((file) => file.formerly ?? []),
  ];
  return new Set([...read.entries, ...read.broken].map(({ id }) => id).concat(formerly));
}

function requireGoodConfig(parsed: ParsedConfigFile, revisions: readonly Revision[]): ChosenConfig {
  const chosen = chooseConfig(parsed, revisions);
  if (chosen !== undefined) return chosen;
  const problems = indent(parsed.problems.map(formatProblem));
  throw new StatusError(['Cannot build the page, as status.yml cannot be read:', ...problems].join('\n'), {
    hint: 'Git knows no good revision of it to show in its place.',
  });
}

function describeConfig({ problems }: ParsedConfigFile, commit: string | undefined): string[] {
  if (commit === undefined) return [];
  return [`${CONFIG_PATH} is used as of commit ${shorten(commit)}:`, ...indent(problems.map(formatProblem))];
}

/** The id that feeds, API and notices go by. Only `rootCommit` and `isShallow` are asked of the history. */
export function choosePageId(
  config: Config,
  history: Pick<ContentHistory, 'rootCommit' | 'isShallow'> | undefined,
): { id: string; warnings: string[] } {
  if (config.page.id !== undefined) return { id: config.page.id, warnings: [] };
  if (history?.rootCommit !== undefined) return { id: derivePageId(history.rootCommit), warnings: [] };
  const remedy =
    history?.isShallow === true ? 'set page.id, or fetch the whole history: git fetch --unshallow' : 'set page.id';
  return {
    id: derivePageId(new URL(config.page.url).href),
    warnings: [
      'The ids in feeds are made from page.url, as neither page.id nor the first commit of the repository is known here.',
      `  They differ from those of other builds; ${remedy}`,
    ],
  };
}

function describeBroken(broken: SiteContent['broken']): string[] {
  return broken.flatMap(({ path, shownCommit, problems }) => {
    const shown = shownCommit === undefined ? 'with its title alone' : `as of commit ${shorten(shownCommit)}`;
    return [`${path} is shown ${shown}:`, ...indent(problems)];
  });
}

function shorten(commit: string): string {
  return commit.slice(0, 8);
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
