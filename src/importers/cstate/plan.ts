/** Plans what a cState history becomes: every post a file, every decision named, no word lost. */
import { readComponents } from '../../content/component-ids.ts';
import { idsOf as idsOfFile, parseIncidentFile } from '../../content/incident-file.ts';
import type { Kind } from '../../schema/phase.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { asideOf } from '../asides.ts';
import { Decisions } from '../decisions.ts';
import { derivePageId } from '../../digest.ts';
import type { Decision, DecisionKind, ImportCounts, ImportPlan, ImportTarget, PlannedFile } from '../plan.ts';
import { type ComponentSources, gatherSystems, makeComponents, type Systems, tellMissing } from './components.ts';
import { textOf } from './front-matter.ts';
import type { CstateHistory } from './history.ts';
import { readImportedFile } from './match.ts';
import { makePage, makeStatusFile, siteOf } from './page.ts';
import { makePost, type MadePost, type ReadPost, readPosts } from './posts.ts';
import type { DisruptedAs } from './severity.ts';

/** What concerns the history as a whole is reported under this name. */
const WHOLE = 'content';

export interface CstateImportOptions {
  target: ImportTarget;
  /** Name of the page where no configuration gives one. */
  name: string;
  /** Start for posts that name no day anywhere: the time of the import, UTC milliseconds. */
  undatedAt: Instant;
  /** What the severity `disrupted` becomes; by default `partial_outage`, since a part of a service did not work. */
  disruptedAs?: DisruptedAs | undefined;
  /** `page.id` of a new status.yml; by default it derives from the names of the files. */
  pageId?: string | undefined;
}

/** Ids in the target that lead to a file, its earlier ones too. */
function takenIds(target: ImportTarget): Set<string> {
  return new Set(target.files.flatMap(({ path, text }) => idsOfFile(parseIncidentFile(path, text))));
}

/** Decisions that are the same for many posts and are told once. */
function tellCommon(posts: readonly ReadPost[], made: readonly MadePost[], disruptedAs: DisruptedAs): Decision[] {
  const decisions = new Decisions(WHOLE);
  const incidents = made.filter((post) => post.kind === 'incident' && !post.isDraft).length;
  if (incidents > 0) {
    const what = `cState does not say whose fault an incident was: ${incidents} are "category: undetermined"`;
    decisions.add('category-undetermined', what);
  }
  const count = (severity: string): number => posts.filter((post) => post.facts.severity === severity).length;
  if (count('down') > 0) {
    decisions.add('severity-mapped', `severity down (${count('down')}) became major_outage with impact critical`);
  }
  if (count('disrupted') > 0) {
    const weight =
      disruptedAs === 'partial_outage' ? 'partial_outage with impact major' : 'degraded_performance with impact minor';
    decisions.add('severity-mapped', `severity disrupted (${count('disrupted')}) became ${weight}`);
  }
  return decisions.list;
}

/** Pages that are no posts, and the configuration, as they are: none of their words has to find another place. */
function keepAsides(history: CstateHistory, target: ImportTarget): { files: PlannedFile[]; decisions: Decision[] } {
  const keep = (source: { path: string; text: string }, kind: DecisionKind, what: string) => {
    const file = asideOf(source, target);
    return { file, decision: { kind, file: source.path, what: `${what} ${file.path}` } };
  };
  const kept = [
    ...[...history.systems, ...history.pages].map((page) =>
      keep(page, 'file-left', 'It is no post but a page, for which there is no place; it is kept as'),
    ),
    ...history.configs.map((config) => keep(config, 'configuration', 'The whole configuration is kept as')),
    ...history.unreadConfigs.map((config) =>
      keep(config, 'configuration', 'It is for another language or environment and was not read; it is kept as'),
    ),
  ];
  return { files: kept.map(({ file }) => file), decisions: kept.map(({ decision }) => decision) };
}

function describeSystems(history: CstateHistory): CstateHistory {
  const { config } = history;
  if (config === undefined) return history;
  const systems = config.systems.map((system) => {
    const page = history.systems.find((candidate) => textOf(candidate.page, 'title') === system.name);
    const body = page?.page.body.trim();
    if (page === undefined || body === undefined || body === '' || system.description !== undefined) return system;
    return { ...system, description: body };
  });
  return { ...history, config: { ...config, systems } };
}

function mentionsOf(posts: readonly ReadPost[]): ComponentSources['mentions'] {
  return posts
    .filter((post) => !post.facts.isDraft)
    .map(({ facts }) => {
      const isOpen = facts.resolved === false && !facts.isInformational && facts.severity !== 'notice';
      const end = Math.max(facts.end ?? facts.start, facts.start);
      return { systems: facts.systems, start: facts.start, end: isOpen ? undefined : end };
    });
}

function planConfig(
  history: CstateHistory,
  sources: ComponentSources & { systems: Systems },
  options: CstateImportOptions,
) {
  const { systems, decisions, config } = sources;
  if (options.target.config !== undefined) {
    tellMissing(systems, sources);
    return undefined;
  }
  const paths = history.posts.map((post) => post.path).sort();
  const id = options.pageId ?? derivePageId(paths.join('\n'));
  const page = makePage({ config, name: options.name, id, decisions });
  return makeStatusFile(page, makeComponents(systems, sources), decisions);
}

function countPlan(history: CstateHistory, made: readonly MadePost[], systems: Systems): ImportCounts {
  const published = made.filter((post) => !post.isDraft);
  const count = (kind: Kind): number => published.filter((post) => post.kind === kind).length;
  return {
    files: history.posts.length + history.systems.length + history.pages.length,
    incidents: count('incident'),
    maintenances: count('maintenance'),
    announcements: count('announcement'),
    drafts: made.length - published.length,
    left: history.systems.length + history.pages.length,
    updates: made.reduce((sum, post) => sum + post.updates, 0),
    components: systems.size,
  };
}

/** Plans the import of a whole history into a target. Pure: the same history and target give the same plan. */
export function planCstateImport(whole: CstateHistory, options: CstateImportOptions): ImportPlan {
  const { target, undatedAt, disruptedAs = 'partial_outage' } = options;
  const history = describeSystems(whole);
  const imported = target.files.flatMap((file) => readImportedFile(file) ?? []);
  const timeZone = history.config?.timeZone ?? 'Etc/UTC';
  const reading = { undatedAt, imported, timeZone, site: siteOf(history.config) };
  const posts = readPosts(history, reading);
  const decisions = new Decisions(history.config?.path ?? WHOLE);
  const existing = target.config === undefined ? [] : readComponents(target.config);
  const sources = { config: history.config, existing, mentions: mentionsOf(posts), decisions };
  const systems = gatherSystems(sources);
  const context = { ...reading, systems, disruptedAs, target, taken: takenIds(target) };
  const made = posts.map((post) => makePost(post, context));
  const config = planConfig(history, { ...sources, systems }, options);
  const asides = keepAsides(history, target);
  return {
    files: made.map((post) => post.file),
    asides: [...asides.files, ...made.flatMap((post) => post.copy ?? [])],
    config,
    decisions: [
      ...tellCommon(posts, made, disruptedAs),
      ...decisions.list,
      ...posts.flatMap((post) => post.decisions.list),
      ...asides.decisions,
    ],
    counts: countPlan(history, made, systems),
  };
}
