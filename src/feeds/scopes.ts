/** Which feeds there are, what is in each, and where it lies. */
import { compareText } from '../domain/compare-text.ts';
import { isoMonth } from '../site/format.ts';
import type { CurrentSite } from '../site/current-model.ts';
import type { PageKeys } from '../site/page-keys.ts';
import type { SiteModel } from '../site/site-model.ts';
import { type UpdateOf, toPostmortemEntry, toUpdateEntry } from './entries.ts';
import { deriveId } from './entry-id.ts';
import type { Feed, FeedAddresses, FeedEntry } from './feed.ts';

/** How many entries a feed holds, the newest. */
const FEED_LENGTH = 50;

/** One feed of the site. */
export interface FeedSource {
  /** Path of the page that it lies below. */
  page: string;
  /** Its entries are made when they are asked for, and once. */
  read(): Feed;
  /** What it follows from, in each of its formats; undefined where that is more than updates. */
  key(keys: PageKeys): string | undefined;
}

/** Every feed: that of the page and its archive by month, a component's, that of maintenance and that of post-mortems. */
export function listFeeds(site: CurrentSite): FeedSource[] {
  const { urls, strings, components } = site.model;
  const words = strings.feed;
  const { name } = site.content.config.page;
  const all = listUpdates(site);
  const newest = (isWanted: (update: UpdateOf) => boolean): UpdateOf[] => all.filter(isWanted).slice(0, FEED_LENGTH);
  return [
    ...listPageFeeds(all, site),
    ...components.map((component) =>
      createSource(site, {
        page: urls.component(component.id),
        key: `component:${component.id}`,
        title: words.of(words.title(name), component.name),
        updates: newest(({ entry }) => entry.components.includes(component.id)),
      }),
    ),
    createSource(site, {
      page: urls.maintenance,
      key: 'maintenance',
      title: words.of(words.title(name), strings.maintenance.title),
      updates: newest(({ entry }) => entry.kind === 'maintenance'),
    }),
    createSource(site, {
      page: urls.postmortems,
      key: 'postmortems',
      title: words.of(words.title(name), strings.postmortem.title),
      postmortems: () => listPostmortems(site).slice(0, FEED_LENGTH),
    }),
  ];
}

/** The newest first; the order of what was said at the same moment does not hang on the order of files. */
function listUpdates({ content }: CurrentSite): UpdateOf[] {
  return content.entries
    .flatMap((entry) => entry.updates.map((update) => ({ entry, update })))
    .sort((a, b) => b.update.at - a.update.at || compareText(a.entry.id, b.entry.id));
}

function listPostmortems(site: CurrentSite): FeedEntry[] {
  return site.model.postmortems.all
    .flatMap((postmortem) => toPostmortemEntry(postmortem, site))
    .sort((a, b) => b.at - a.at || compareText(a.id, b.id));
}

/** The feed of the page, and a feed a month for what has left it: together they hold everything ever said. */
function listPageFeeds(all: readonly UpdateOf[], site: CurrentSite): FeedSource[] {
  const { urls, strings } = site.model;
  const title = strings.feed.title(site.content.config.page.name);
  const months = groupByMonth(all.slice(FEED_LENGTH).length === 0 ? [] : all);
  const [oldest] = all.slice(FEED_LENGTH);
  const archived = [...months].filter(([month]) => oldest !== undefined && month <= isoMonth(oldest.update.at));
  const page = createSource(site, {
    page: urls.home,
    key: 'page',
    title,
    earlier: archived[0]?.[0],
    updates: all.slice(0, FEED_LENGTH),
  });
  const archive = archived.map(([month, updates], index) =>
    createSource(site, {
      page: urls.month(month),
      key: `month:${month}`,
      title: strings.feed.of(title, month),
      earlier: archived[index + 1]?.[0],
      isArchive: true,
      updates,
    }),
  );
  return [page, ...archive];
}

/** By UTC month, the newest first. */
function groupByMonth(all: readonly UpdateOf[]): Map<string, UpdateOf[]> {
  return Map.groupBy(all, ({ update }) => isoMonth(update.at));
}

interface SourceOptions {
  page: string;
  /** What the feed is, for its id: it never changes. */
  key: string;
  title: string;
  /** The month whose feed holds what was said before. */
  earlier?: string | undefined;
  isArchive?: boolean;
  /** What it tells of, the newest first; it has updates or post-mortems. */
  updates?: readonly UpdateOf[];
  postmortems?(): FeedEntry[];
}

function createSource(site: CurrentSite, options: SourceOptions): FeedSource {
  const { page, updates, title, key, earlier } = options;
  let feed: Feed | undefined;
  return {
    page,
    read() {
      feed ??= createFeed(site, options);
      return feed;
    },
    key(keys) {
      if (updates === undefined) return undefined;
      const entries = updates.map(({ entry }) => entry);
      return keys.of(entries, title, key, earlier, ...updates.map(({ update }) => update.at));
    },
  };
}

function createFeed(site: CurrentSite, options: SourceOptions): Feed {
  const { content, model } = site;
  const { page } = content.config;
  const { urls, strings, language } = model;
  return {
    id: deriveId(content.pageId, `feed:${options.key}`),
    title: options.title,
    description: page.description ?? strings.feed.description(page.name),
    addresses: feedAddresses(options.page, model),
    siteUrl: urls.absolute(options.page),
    author: page.name,
    language,
    earlier: options.earlier === undefined ? undefined : feedAddresses(urls.month(options.earlier), model),
    current: options.isArchive === true ? feedAddresses(urls.home, model) : undefined,
    style: urls.feedStyle,
    entries: options.postmortems?.() ?? (options.updates ?? []).map((update) => toUpdateEntry(update, site)),
  };
}

/** The absolute addresses of the feeds below a page. */
function feedAddresses(page: string, { urls }: SiteModel): FeedAddresses {
  const paths = urls.feedsOf(page);
  return { rss: urls.absolute(paths.rss), atom: urls.absolute(paths.atom), json: urls.absolute(paths.json) };
}

/** The addresses of the feeds that follow from updates, each with its key. */
export function listFeedKeys(site: CurrentSite, keys: PageKeys): [address: string, key: string][] {
  const { urls } = site.model;
  return listFeeds(site).flatMap((source) => {
    const key = source.key(keys);
    return key === undefined
      ? []
      : Object.values(urls.feedsOf(source.page)).map((address): [string, string] => [address, key]);
  });
}
