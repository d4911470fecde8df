/** What the feeds hold, before any of them has a format. */
import { renderMarkdown } from '../content/html.ts';
import { compareText } from '../domain/compare-text.ts';
import { findRedaction } from '../domain/redaction.ts';
import type { Update } from '../domain/update.ts';
import { phaseTitle } from '../schema/phase.ts';
import type { Entry, SiteContent } from '../site/site-content.ts';
import { createUrls, type SiteUrls } from '../site/urls.ts';
import { absoluteLinks } from './absolute-links.ts';
import { deriveEntryId } from './entry-id.ts';
import type { Feed, FeedEntry } from './feed.ts';

/** How many updates a feed holds, the newest. */
const FEED_LENGTH = 50;

/** The feed of the whole page: the newest updates of incidents, maintenances and announcements. */
export function deriveFeed(content: SiteContent): Feed {
  const { page } = content.config;
  const urls = createUrls(page.url);
  const newest = content.entries
    .flatMap((entry) => entry.updates.map((update) => ({ entry, update })))
    .sort((a, b) => b.update.at - a.update.at || compareText(a.entry.id, b.entry.id))
    .slice(0, FEED_LENGTH);
  return {
    title: `${page.name} status`,
    description: page.description ?? `Incidents, maintenance and announcements of ${page.name}`,
    url: urls.absolute(urls.feed),
    siteUrl: urls.absolute(urls.home),
    language: page.locale,
    entries: newest.map(({ entry, update }) => toFeedEntry({ entry, update, content, urls })),
  };
}

interface UpdateInContext {
  entry: Entry;
  update: Update;
  content: SiteContent;
  urls: SiteUrls;
}

function toFeedEntry({ entry, update, content, urls }: UpdateInContext): FeedEntry {
  const firstId = entry.frontMatter.formerly?.[0] ?? entry.id;
  return {
    id: deriveEntryId({ pageId: content.pageId, firstId, at: update.at }),
    title: `${phaseTitle(update.phase)}: ${entry.title}`,
    url: urls.absolute(urls.update(entry.id, update.at)),
    at: update.at,
    html: renderUpdate({ entry, update, content, urls }),
    categories: entry.components.map((id) => componentName(content, id)),
  };
}

/** The text of the update, then the components that changed with it. */
function renderUpdate({ entry, update, content, urls }: UpdateInContext): string {
  const ids = [entry.id, ...(entry.frontMatter.formerly ?? [])];
  const redaction = findRedaction(content.config.redactions, ids, update.at);
  const text =
    redaction === undefined
      ? absoluteLinks(renderMarkdown(update.text), urls.absolute(urls.entry(entry.id)))
      : `<p>${escapeHtml(`This text was removed: ${redaction.reason}`)}</p>`;
  const changes = Object.entries(update.components).map(
    ([id, status]) => `${componentName(content, id)}: ${status.replaceAll('_', ' ')}`,
  );
  return changes.length === 0 ? text : `${text}\n<p>${escapeHtml(changes.join(', '))}</p>`;
}

function componentName(content: SiteContent, id: string): string {
  return content.config.components.find((component) => component.id === id)?.name ?? id;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
