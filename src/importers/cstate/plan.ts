/** Plans what a cState history becomes: every post a file, every decision named, no word lost. */
import { readComponents } from '../../content/component-ids.ts';
import { formatIncidentFile } from '../../content/incident-file.ts';
import { idOfPath } from '../../content/incident-path.ts';
import { normaliseText } from '../../content/text.ts';
import { derivePageId } from '../../digest.ts';
import type { Kind } from '../../schema/phase.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { Decisions } from '../decisions.ts';
import { idOfName, takeId } from '../ids.ts';
import type { Decision, ImportCounts, ImportPlan, ImportTarget, PlannedFile } from '../plan.ts';
import { formatStatusFile } from '../status-file.ts';
import { findLostLines } from '../words.ts';
import {
  type ComponentSources,
  gatherSystems,
  idsOf,
  makeComponents,
  type Systems,
  tellMissing,
} from './components.ts';
import { readHugoPage, textOf } from './front-matter.ts';
import type { CstateHistory, CstatePage } from './history.ts';
import { makeIncident } from './incident.ts';
import { makePage } from './page.ts';
import { type PostFacts, readPost } from './post.ts';
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

interface ReadPost {
  source: CstatePage;
  facts: PostFacts;
  decisions: Decisions;
}

interface MadePost {
  file: PlannedFile;
  kind: Kind;
  updates: number;
  isDraft: boolean;
}

interface Context {
  options: CstateImportOptions;
  systems: Systems;
  timeZone: string;
  taken: Set<string>;
}

function readPosts(history: CstateHistory, undatedAt: Instant): ReadPost[] {
  const timeZone = history.config?.timeZone ?? 'Etc/UTC';
  const known = new Set(history.config?.systems.map((system) => system.name.toLowerCase()));
  const isSystem = (name: string): boolean => known.has(name.toLowerCase());
  return history.posts.map((source) => {
    const decisions = new Decisions(source.path);
    const { path, slug } = source;
    const context = { path, slug, timeZone, undatedAt, isSystem, decisions };
    return { source, facts: readPost(source.page, context), decisions };
  });
}

/** Ids in the target that belong to files which did not come from this history. */
function foreignIds(history: CstateHistory, target: ImportTarget): Set<string> {
  const sources = new Set(history.posts.map((post) => post.path));
  const foreign = target.files.filter((file) => {
    const from = textOf(readHugoPage(file.text), 'importedFrom');
    return from === undefined || !sources.has(from);
  });
  return new Set(foreign.map((file) => idOfPath(file.path)));
}

function tellLostWords(post: ReadPost, text: string): void {
  const { source, facts, decisions } = post;
  const told = decisions.list.flatMap((decision) => [decision.what, decision.text ?? '']);
  const kept = [text, ...told, ...facts.understood].join('\n');
  for (const lost of findLostLines(normaliseText(source.text), kept)) {
    decisions.add('not-kept-word', 'Words of this line have no place in the new file', lost);
  }
}

function chooseId({ source, decisions }: ReadPost, taken: Set<string>): string {
  const id = takeId(idOfName(source.slug, 'incident'), taken);
  if (id === source.slug) return id;
  decisions.add('id-changed', `Its address /issues/${source.slug}/ becomes /incidents/${id}/`);
  return id;
}

function makePost(post: ReadPost, context: Context): MadePost {
  const { source, facts, decisions } = post;
  const { kind, file } = makeIncident({
    path: source.path,
    facts,
    body: source.page.body,
    bodyLine: source.page.linesBeforeBody + 1,
    timeZone: context.timeZone,
    components: idsOf(context.systems, facts.systems),
    disruptedAs: context.options.disruptedAs ?? 'partial_outage',
    decisions,
  });
  if (facts.systems.length === 0 && kind === 'incident') {
    decisions.add('components-none', 'It names no system that it affects: it belongs to no component');
  }
  const unknown = facts.systems.filter((name) => idsOf(context.systems, [name]).length === 0);
  if (unknown.length > 0) {
    decisions.add('field-left', 'It names systems that nothing published names', { text: unknown.join('\n') });
  }
  const id = chooseId(post, context.taken);
  const folder = facts.isDraft ? 'drafts' : 'incidents';
  const path = `${folder}/${new Date(facts.start).getUTCFullYear().toString().padStart(4, '0')}/${id}.md`;
  if (facts.isDraft) {
    const what = `It is a draft, which cState never showed: kept as ${path}; move it to incidents/ to publish it`;
    decisions.add('aside', what);
  }
  const text = formatIncidentFile(file);
  tellLostWords(post, text);
  return { file: { path, text, from: source.path }, kind, updates: file.updates.length, isDraft: facts.isDraft };
}

/** Decisions that are the same for many posts and are told once. */
function tellCommon(posts: readonly ReadPost[], made: readonly MadePost[], options: CstateImportOptions): Decision[] {
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
    const isPartial = (options.disruptedAs ?? 'partial_outage') === 'partial_outage';
    const weight = isPartial ? 'partial_outage with impact major' : 'degraded_performance with impact minor';
    decisions.add('severity-mapped', `severity disrupted (${count('disrupted')}) became ${weight}`);
  }
  return decisions.list;
}

/** Pages that are no posts: a system's text may become its description, the rest is named with its words. */
function tellPages(history: CstateHistory): Decision[] {
  return [...history.systems, ...history.pages].map((page) => ({
    kind: 'file-left',
    file: page.path,
    what: 'It is no post but a page, for which there is no place; its words follow',
    text: page.text.trim(),
  }));
}

function describeSystems(history: CstateHistory): CstateHistory {
  const { config } = history;
  if (config === undefined) return history;
  const described = new Set<CstatePage>();
  const systems = config.systems.map((system) => {
    const page = history.systems.find((candidate) => textOf(candidate.page, 'title') === system.name);
    const body = page?.page.body.trim();
    if (page === undefined || body === undefined || body === '' || system.description !== undefined) return system;
    described.add(page);
    return { ...system, description: body };
  });
  return {
    ...history,
    config: { ...config, systems },
    systems: history.systems.filter((page) => !described.has(page)),
  };
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
  return formatStatusFile(page, makeComponents(systems, sources));
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
  const history = describeSystems(whole);
  const posts = readPosts(history, options.undatedAt);
  const decisions = new Decisions(history.config?.path ?? WHOLE);
  const existing = options.target.config === undefined ? [] : readComponents(options.target.config);
  const sources = { config: history.config, existing, mentions: mentionsOf(posts), decisions };
  const systems = gatherSystems(sources);
  const context = {
    options,
    systems,
    timeZone: history.config?.timeZone ?? 'Etc/UTC',
    taken: foreignIds(history, options.target),
  };
  const made = posts.map((post) => makePost(post, context));
  const config = planConfig(history, { ...sources, systems }, options);
  return {
    files: made.map((post) => post.file),
    config,
    decisions: [
      ...tellCommon(posts, made, options),
      ...decisions.list,
      ...posts.flatMap((post) => post.decisions.list),
      ...tellPages(history),
    ],
    counts: countPlan(history, made, systems),
  };
}
