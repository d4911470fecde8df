/** What a change of content does for readers: planned from the content before and after it, at one time. */
import { idOfPath, INCIDENTS_FOLDER, isEntryPath, POSTMORTEMS_FOLDER } from '../../content/incident-path.ts';
import { CONFIG_PATH } from '../../content/config-file.ts';
import { compareText } from '../../domain/compare-text.ts';
import { deriveListeners, listNews, type News } from '../../domain/audience.ts';
import { describeProblem, type Problem } from '../../schema/problems.ts';
import { type ContentPreview, type EntryPreview, fit, type ProblemPreview, takeFirst } from '../../schema/preview.ts';
import { withoutIsolation } from '../isolate.ts';
import type { BrokenFile, Entry, SiteContent } from '../site-content.ts';
import { deriveSiteModel, type SiteModel } from '../site-model.ts';
import { verdictText } from '../verdict-sentence.ts';
import { type EntryChange, previewEntry } from './entry-preview.ts';
import { type PostmortemChange, previewPostmortem } from './postmortem-preview.ts';
import { previewUptime } from './uptime-preview.ts';

/** A change of content: what it was, what it would be, and which files it touches. */
export interface ContentChange {
  /** Undefined where no page could be made. */
  before: SiteContent | undefined;
  after: SiteContent | undefined;
  /** Paths relative to the root folder of what is new, different or gone, and of what is there after the change. */
  touched: readonly string[];
  present: ReadonlySet<string>;
  /** What is wrong with the content after the change, errors being those that it brings. */
  problems: readonly Problem[];
}

type Touched = Pick<ContentChange, 'touched' | 'present'>;

interface Side {
  content: SiteContent;
  model: SiteModel;
}

function sideOf(content: SiteContent | undefined): Side | undefined {
  return content === undefined ? undefined : { content, model: deriveSiteModel(content) };
}

interface Sides {
  before: Side | undefined;
  after: Side | undefined;
}

/** The entry of an id on one side, also by an id that it had before. */
function findEntry(side: Side | undefined, ids: readonly string[]): Entry | undefined {
  return side?.model.entries.find(({ id }) => ids.includes(id));
}

/** The touched files of a folder by the id of each: of one that moved, the path where it lies now. */
function byId({ touched, present }: Touched, folder: string): Map<string, string> {
  const here = touched.filter((path) => isEntryPath(path, [folder]));
  const isThere = (path: string): number => Number(present.has(path));
  const sorted = [...here].sort((a, b) => isThere(a) - isThere(b) || compareText(a, b));
  return new Map(sorted.map((path) => [idOfPath(path), path]));
}

function listEntryChanges({ before, after }: Sides, touched: Touched): EntryChange[] {
  const broken = after?.content.broken ?? [];
  const renamed = new Set(after?.model.entries.flatMap(({ frontMatter }) => frontMatter.formerly ?? []));
  return [...byId(touched, INCIDENTS_FOLDER)].flatMap(([id, path]): EntryChange[] => {
    const entry = findEntry(after, [id]);
    const earlier = findEntry(before, [id, ...(entry?.frontMatter.formerly ?? [])]);
    // It is told of under its new name.
    if (entry === undefined && renamed.has(id)) return [];
    return [
      {
        path,
        before: earlier === undefined || before === undefined ? undefined : { entry: earlier, model: before.model },
        after: entry === undefined || after === undefined ? undefined : { entry, model: after.model },
        isUnreadable: broken.some((file) => file.id === id),
      },
    ];
  });
}

function listPostmortemChanges({ before, after }: Sides, touched: Touched): PostmortemChange[] {
  const find = (side: Side | undefined, id: string): PostmortemChange['before'] => {
    const postmortem = side?.model.postmortems.all.find((each) => each.id === id);
    return side === undefined || postmortem === undefined ? undefined : { postmortem, model: side.model };
  };
  const broken = after?.content.postmortems.broken ?? [];
  return [...byId(touched, POSTMORTEMS_FOLDER)].map(([id, path]) => ({
    path,
    before: find(before, id),
    after: find(after, id),
    isUnreadable: broken.some((file) => file.id === id),
  }));
}

/** The news that readers would get: updates that were not there before, and post-mortems that were not published. */
function listAllNews(entries: readonly EntryChange[], postmortems: readonly PostmortemChange[]): News[] {
  const ofEntries = entries.flatMap(({ before, after, isUnreadable }) => {
    if (after === undefined || isUnreadable) return [];
    const known = new Set(before?.entry.updates.map(({ at }) => at));
    const added = after.entry.updates.filter(({ at }) => !known.has(at));
    return listNews(after.entry, added, before === undefined);
  });
  const ofPostmortems = postmortems
    .filter(({ before, after, isUnreadable }) => before === undefined && after !== undefined && !isUnreadable)
    .map(({ after }): News => {
      const about = after?.postmortem.about ?? [];
      return { event: 'postmortem', components: about.flatMap(({ components }) => components), impact: undefined };
    });
  return [...ofEntries, ...ofPostmortems];
}

/** One problem in words. Of status.yml no value is told: one may be an address or a token that was meant to be none. */
function previewProblem(problem: Problem): ProblemPreview {
  const { severity, file, line } = problem;
  const told = file === CONFIG_PATH ? { ...problem, received: undefined, example: undefined } : problem;
  return { severity, file: fit(file, 'path'), line: Math.max(1, line), text: fit(describeProblem(told), 'line') };
}

function verdictOf(side: Side | undefined): string | undefined {
  return side === undefined ? undefined : fit(withoutIsolation(verdictText(side.model)), 'line');
}

function nameComponents(ids: readonly string[], side: Side | undefined): string[] {
  const names = new Map(side?.content.config.components.map(({ id, name }) => [id, name]));
  return [...new Set(ids)].map((id) => fit(names.get(id) ?? id, 'name'));
}

/** Errors first; of warnings only those in files that the change touches. */
function chooseProblems(problems: readonly Problem[], touched: readonly string[]): Problem[] {
  const isTouched = new Set(touched);
  const warnings = problems.filter(({ severity, file }) => severity === 'warning' && isTouched.has(file));
  return [...problems.filter(({ severity }) => severity === 'error'), ...warnings];
}

/** The given parts that are known. */
function known(verdict: { before: string | undefined; after: string | undefined }): ContentPreview['verdict'] {
  const { before, after } = verdict;
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** A file that could never be read, of which a page shows the title alone. */
function previewTitle({ path, title }: BrokenFile, { strings }: SiteModel): EntryPreview {
  const line = fit(strings.correcting.unreadable, 'line');
  const nothing = { facts: [], updates: [], moreUpdates: 0 };
  return {
    path: fit(path, 'path'),
    kind: 'incident',
    change: 'unreadable',
    title: fit(title, 'line'),
    line,
    ...nothing,
  };
}

/** What there is a page of on either side; a draft has none. Only what has room is rendered. */
function previewEntries(
  entries: readonly EntryChange[],
  postmortems: readonly PostmortemChange[],
  after: Side | undefined,
): { first: EntryPreview[]; more: number } {
  const isShown = ({ before: was, after: is }: EntryChange | PostmortemChange): boolean => (is ?? was) !== undefined;
  const previewFile = (change: EntryChange): (() => EntryPreview)[] => {
    if (isShown(change)) return [() => previewEntry(change)];
    const file = after?.content.broken.find(({ path }) => path === change.path);
    return after === undefined || file === undefined ? [] : [() => previewTitle(file, after.model)];
  };
  const { first, more } = takeFirst(
    [...entries.flatMap(previewFile), ...postmortems.filter(isShown).map((change) => () => previewPostmortem(change))],
    'entries',
  );
  return { first: first.map((preview) => preview()), more };
}

/** Plans the preview of a change of content. */
export function planPreview(change: ContentChange): ContentPreview {
  const { touched, problems } = change;
  const sides = { before: sideOf(change.before), after: sideOf(change.after) };
  const entryChanges = listEntryChanges(sides, change);
  const postmortemChanges = listPostmortemChanges(sides, change);
  const news = listAllNews(entryChanges, postmortemChanges);
  const concerned = news.flatMap(({ components }) => components);
  const entries = previewEntries(entryChanges, postmortemChanges, sides.after);
  const channels = takeFirst(deriveListeners(change.after?.config.channels ?? [], news), 'channels');
  const customersOf = takeFirst(nameComponents(concerned, sides.after), 'components');
  const uptime = takeFirst(previewUptime(sides.before?.model, sides.after?.model), 'components');
  const found = takeFirst(chooseProblems(problems, touched), 'problems');
  return {
    version: 1,
    scope: 'content',
    entries: entries.first,
    verdict: known({ before: verdictOf(sides.before), after: verdictOf(sides.after) }),
    channels: channels.first,
    customersOf: customersOf.first,
    uptime: uptime.first,
    problems: found.first.map(previewProblem),
    more: {
      entries: entries.more,
      components: uptime.more + customersOf.more,
      channels: channels.more,
      problems: found.more,
    },
  };
}
