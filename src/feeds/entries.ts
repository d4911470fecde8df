/** What was said, as entries of feeds, before any of them has a format. */
import { renderMarkdown } from '../content/html.ts';
import { windowOf } from '../domain/maintenance.ts';
import { findRedaction } from '../domain/redaction.ts';
import type { Update } from '../domain/update.ts';
import type { CurrentSite } from '../site/current-model.ts';
import { changedAt } from '../site/entry-edits.ts';
import { firstIdOf } from '../site/entry-times.ts';
import { postmortemTitle } from '../site/postmortem-view.ts';
import type { SitePostmortem } from '../site/postmortem-model.ts';
import type { Entry } from '../site/site-content.ts';
import { absoluteLinks } from '../content/absolute-links.ts';
import { deriveEntryId, deriveId } from './entry-id.ts';
import { escapeHtml } from './escape-html.ts';
import type { FeedEntry } from './feed.ts';

/** An update and the entry that it stands in. */
export interface UpdateOf {
  entry: Entry;
  update: Update;
}

/** One update of an incident, a maintenance or an announcement. */
export function toUpdateEntry({ entry, update }: UpdateOf, site: CurrentSite): FeedEntry {
  const { urls, strings } = site.model;
  return {
    id: deriveEntryId({ pageId: site.content.pageId, firstId: firstIdOf(entry), at: update.at }),
    title: strings.feed.item(strings.phase[update.phase], entry.title),
    url: urls.absolute(urls.update(entry.id, update.at)),
    at: update.at,
    changedAt: changedAt(entry, update.at, site.model),
    window: entry.kind === 'maintenance' ? windowOf(entry, update) : undefined,
    html: renderUpdate({ entry, update }, site),
    categories: entry.components.map((id) => componentName(id, site)),
  };
}

/** The text of the update, the planned time of a maintenance, then the components that changed with it. */
function renderUpdate(update: UpdateOf, site: CurrentSite): string {
  const { strings, format } = site.model;
  const { entry } = update;
  const changes = Object.entries(update.update.components).map(([id, status]) =>
    strings.feed.change(componentName(id, site), strings.status[status]),
  );
  const window = entry.kind === 'maintenance' ? windowOf(entry, update.update) : undefined;
  const lines = [
    ...(window === undefined ? [] : [strings.feed.planned(format.range(window.start, window.end))]),
    ...(changes.length === 0 ? [] : [changes.join(' · ')]),
  ];
  return [renderText(update, site), ...lines.map((line) => `<p>${escapeHtml(line)}</p>`)]
    .filter((part) => part !== '')
    .join('\n');
}

/** What an update says, or why that was taken back. */
export function renderText({ entry, update }: UpdateOf, { content, model }: CurrentSite): string {
  const { strings, urls } = model;
  const ids = [entry.id, ...(entry.frontMatter.formerly ?? [])];
  const redaction = findRedaction(content.config.redactions, ids, update.at);
  if (redaction !== undefined) return `<p>${escapeHtml(strings.feed.redacted(redaction.reason))}</p>`;
  return absoluteLinks(renderMarkdown(update.text), urls.absolute(urls.entry(entry.id)));
}

function componentName(id: string, { content }: CurrentSite): string {
  return content.config.components.find((component) => component.id === id)?.name ?? id;
}

/** A post-mortem that was published; none where that time is not known, as a feed has to say when. */
export function toPostmortemEntry(postmortem: SitePostmortem, { content, model }: CurrentSite): FeedEntry[] {
  const { id, publishedAt, changedAt, frontMatter, about } = postmortem;
  if (publishedAt === undefined) return [];
  const url = model.urls.absolute(model.urls.postmortem(id));
  const body = absoluteLinks(renderMarkdown(postmortem.body), url);
  const components = new Set(about.flatMap((entry) => entry.components));
  const entry: FeedEntry = {
    id: deriveId(content.pageId, `postmortem:${id}`),
    title: model.strings.postmortem.titled(postmortemTitle(postmortem, model)),
    url,
    at: publishedAt,
    changedAt: changedAt ?? publishedAt,
    window: undefined,
    html: [`<p>${escapeHtml(frontMatter.summary ?? '')}</p>`, body].filter((part) => part !== '<p></p>').join('\n'),
    categories: [...components].map((component) => componentName(component, { content, model })),
  };
  return [entry];
}
