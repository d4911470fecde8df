/** What the feeds hold, before any of them has a format. */
import { renderMarkdown } from '../content/html.ts';
import { compareText } from '../domain/compare-text.ts';
import { findRedaction } from '../domain/redaction.ts';
import type { Update } from '../domain/update.ts';
import type { Entry, SiteContent } from '../site/site-content.ts';
import { chooseCatalogue } from '../site/strings/choose.ts';
import type { Strings } from '../site/strings/en.ts';
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
  const { language, strings } = chooseCatalogue(page.locale);
  const newest = content.entries
    .flatMap((entry) => entry.updates.map((update) => ({ entry, update })))
    .sort((a, b) => b.update.at - a.update.at || compareText(a.entry.id, b.entry.id))
    .slice(0, FEED_LENGTH);
  return {
    title: strings.feed.title(page.name),
    description: page.description ?? strings.feed.description(page.name),
    url: urls.absolute(urls.feed),
    siteUrl: urls.absolute(urls.home),
    language,
    entries: newest.map(({ entry, update }) => toFeedEntry({ entry, update, content, urls, strings })),
  };
}

interface UpdateInContext {
  entry: Entry;
  update: Update;
  content: SiteContent;
  urls: SiteUrls;
  strings: Strings;
}

function toFeedEntry(context: UpdateInContext): FeedEntry {
  const { entry, update, content, urls, strings } = context;
  const firstId = entry.frontMatter.formerly?.[0] ?? entry.id;
  return {
    id: deriveEntryId({ pageId: content.pageId, firstId, at: update.at }),
    title: strings.feed.item(strings.phase[update.phase], entry.title),
    url: urls.absolute(urls.update(entry.id, update.at)),
    at: update.at,
    html: renderUpdate(context),
    categories: entry.components.map((id) => componentName(content, id)),
  };
}

/** The text of the update, then the components that changed with it. */
function renderUpdate({ entry, update, content, urls, strings }: UpdateInContext): string {
  const ids = [entry.id, ...(entry.frontMatter.formerly ?? [])];
  const redaction = findRedaction(content.config.redactions, ids, update.at);
  const text =
    redaction === undefined
      ? absoluteLinks(renderMarkdown(update.text), urls.absolute(urls.entry(entry.id)))
      : `<p>${escapeHtml(strings.feed.redacted(redaction.reason))}</p>`;
  const changes = Object.entries(update.components).map(([id, status]) =>
    strings.feed.change(componentName(content, id), strings.status[status]),
  );
  return changes.length === 0 ? text : `${text}\n<p>${escapeHtml(changes.join(' · '))}</p>`;
}

function componentName(content: SiteContent, id: string): string {
  return content.config.components.find((component) => component.id === id)?.name ?? id;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
