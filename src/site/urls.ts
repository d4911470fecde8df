import { formatInstant, type Instant } from '../schema/timestamp.ts';
import { writeQuery } from '../search/query.ts';

/** One feed in each of its formats. */
export interface FeedPaths {
  rss: string;
  atom: string;
  json: string;
}

/** One badge as a picture and as data. */
export interface BadgePaths {
  svg: string;
  json: string;
}

/** Every address of the site, as paths below the host unless said otherwise. */
export interface SiteUrls {
  /** Where the page lives on its host, a slash at both ends: `/` or `/status/`. */
  base: string;
  home: string;
  history: string;
  /** Coming, running and past maintenance. */
  maintenance: string;
  /** How to be told. */
  subscribe: string;
  /** Every post-mortem. */
  postmortems: string;
  /** How open the page has been. */
  transparency: string;
  /** The same as data. */
  transparencyData: string;
  /** Every derived figure of the site, with the commit that it follows from. */
  figures: string;
  sitemap: string;
  /** Maintenance as a calendar. */
  calendar: string;
  /** What the documents of the API lie below, a slash at its end. */
  api: string;
  /** The page in a frame of another. */
  embed: string;
  /** What puts that frame there. */
  embedScript: string;
  /** The badge of the whole page; no component has an id that it would be in the way of. */
  pageBadge: BadgePaths;
  /** How a browser shows a feed. */
  feedStyle: string;
  /** The feeds of what a page is about, which lie below that page. */
  feedsOf(page: string): FeedPaths;
  /** The page of an incident, maintenance or announcement. */
  entry(id: string): string;
  component(id: string): string;
  badge(component: string): BadgePaths;
  postmortem(id: string): string;
  /** One update on that page. */
  update(id: string, at: Instant): string;
  /** A month of the archive, `2026-11`. */
  month(month: string): string;
  /** A year of the index that the history is searched by, `2026`. */
  searchIndex(year: string): string;
  /** The history of one component, where there is a script to search it. */
  historyOf(component: string): string;
  /** A file of the repository that the page shows, by its path. */
  asset(path: string): string;
  /** The whole address of a path, host included. */
  absolute(path: string): string;
}

/** The fragment that names an update; its time is its identity: `2026-11-20T10-05-00Z`. */
export function updateAnchor(at: Instant): string {
  return formatInstant(at).replaceAll(':', '-');
}

function badgePaths(stem: string): BadgePaths {
  return { svg: `${stem}.svg`, json: `${stem}.json` };
}

/** The addresses of a page that is published at `pageUrl`, which is absolute and may carry a sub-path. */
export function createUrls(pageUrl: string): SiteUrls {
  const { origin, pathname } = new URL(pageUrl);
  const base = pathname.endsWith('/') ? pathname : `${pathname}/`;
  const entry = (id: string): string => `${base}incidents/${id}/`;
  return {
    base,
    home: base,
    history: `${base}history/`,
    maintenance: `${base}maintenance/`,
    subscribe: `${base}subscribe/`,
    postmortems: `${base}postmortems/`,
    transparency: `${base}transparency/`,
    transparencyData: `${base}transparency.json`,
    figures: `${base}figures.json`,
    sitemap: `${base}sitemap.xml`,
    calendar: `${base}maintenance.ics`,
    api: `${base}api/v2/`,
    embed: `${base}embed/`,
    embedScript: `${base}embed/status.js`,
    pageBadge: badgePaths(`${base}badge`),
    feedStyle: `${base}feed.css`,
    feedsOf: (page) => ({ rss: `${page}feed.xml`, atom: `${page}atom.xml`, json: `${page}feed.json` }),
    entry,
    badge: (component) => badgePaths(`${base}badges/${component}`),
    component: (id) => `${base}components/${id}/`,
    postmortem: (id) => `${base}postmortems/${id}/`,
    update: (id, at) => `${entry(id)}#${updateAnchor(at)}`,
    month: (month) => `${base}history/${month.replace('-', '/')}/`,
    searchIndex: (year) => `${base}history/${year}.json`,
    historyOf: (component) => `${base}history/${writeQuery({ text: '', filters: { component } })}`,
    asset: (path) => `${base}${path}`,
    absolute: (path) => `${origin}${path}`,
  };
}

/** The host of a web address, as a short name for it; undefined for any other text. */
export function hostOf(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).host.replace(/^www\./, '');
}
