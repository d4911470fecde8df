/** What a page tells search engines, in the words of schema.org. */
import { lastEdit } from './entry-edits.ts';
import { publishedAt, revisedAt } from './entry-times.ts';
import { entryLine } from './entry-view.ts';
import { listUpdates } from './entry-updates.ts';
import { pictureAddress, pictureOf } from './share-picture.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

/** A page on the way to another. */
export interface Crumb {
  name: string;
  /** Path on the host. */
  path: string;
}

type Node = Record<string, unknown>;

/** The way from the front page, the page itself last. */
export function describeTrail(trail: readonly Crumb[], { urls }: SiteModel): Node {
  const itemListElement = trail.map(({ name, path }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: urls.absolute(path),
  }));
  return { '@type': 'BreadcrumbList', itemListElement };
}

/** The updates as posts of their own, newest first; what they say stands on the page. */
function describeUpdates(entry: Entry, model: SiteModel): Node[] {
  const { urls, format, strings } = model;
  return listUpdates(entry, model).map(({ at, anchor, phase }) => ({
    '@type': 'BlogPosting',
    headline: strings.phase[phase],
    datePublished: format.iso(at),
    url: `${urls.absolute(urls.entry(entry.id))}#${anchor}`,
  }));
}

/**
 * An entry as an article. An incident is told as it goes on, which is what a live blog is; so is a maintenance. It is no
 * `Event`, as that has a place, where people come together.
 */
export function describeEntry(entry: Entry, model: SiteModel): Node {
  const { config, urls, format } = model;
  const url = urls.absolute(urls.entry(entry.id));
  const publisher = { '@type': 'Organization', name: config.page.name, url: urls.absolute(urls.home) };
  const [published, revised] = [publishedAt(entry), revisedAt(entry, lastEdit(entry, model))];
  const article = {
    '@type': 'NewsArticle',
    '@id': url,
    url,
    headline: entry.title,
    description: entryLine(entry, model),
    image: pictureAddress(pictureOf(entry, model), model),
    inLanguage: model.language,
    datePublished: published === undefined ? undefined : format.iso(published),
    dateModified: revised === undefined ? undefined : format.iso(revised),
    author: publisher,
    publisher,
  };
  if (entry.kind === 'announcement') return article;
  const end = entry.kind === 'incident' ? entry.resolvedAt : entry.endedAt;
  return {
    ...article,
    '@type': 'LiveBlogPosting',
    coverageStartTime: entry.updates[0] === undefined ? undefined : format.iso(entry.updates[0].at),
    coverageEndTime: end === undefined ? undefined : format.iso(end),
    liveBlogUpdate: describeUpdates(entry, model),
  };
}

/** As the text of a script element, which nothing in it can end or open. */
export function renderJsonLd(nodes: readonly Node[]): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes });
  return json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
