/**
 * The two feeds that a Statuspage has at `/history.rss` and `/history.atom`, in the very shape that programs take apart:
 * an item an incident or maintenance, the newest first, and in it a paragraph an update. English and UTC, as these
 * programs expect.
 */
import { compareText } from '../domain/compare-text.ts';
import { phaseTitle } from '../schema/phase.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { CurrentSite } from '../site/current-model.ts';
import { changedAt } from '../site/entry-edits.ts';
import { entryTime, firstIdOf } from '../site/entry-times.ts';
import type { Entry } from '../site/site-content.ts';
import { renderText, type UpdateOf } from './entries.ts';
import { deriveId } from './entry-id.ts';
import type { Feed, FeedEntry } from './feed.ts';
import { renderTime } from './statuspage-time.ts';

/** As many as Statuspage has. */
const HISTORY_LENGTH = 25;

/** Incidents and maintenances as Statuspage's own feeds have them; announcements are none of its kinds. */
export function deriveStatuspageHistory(site: CurrentSite): Feed {
  const { content, model } = site;
  const { urls } = model;
  const { name } = content.config.page;
  const shown = content.entries
    .filter(({ kind }) => kind !== 'announcement')
    .sort((a, b) => entryTime(b) - entryTime(a) || compareText(a.id, b.id))
    .slice(0, HISTORY_LENGTH);
  return {
    id: deriveId(content.pageId, 'feed:history'),
    title: `${name} Status - Incident History`,
    description: 'Statuspage',
    addresses: {
      rss: urls.absolute(`${urls.base}history.rss`),
      atom: urls.absolute(`${urls.base}history.atom`),
      json: urls.absolute(urls.feedsOf(urls.home).json),
    },
    siteUrl: urls.absolute(urls.home),
    author: name,
    language: 'en',
    earlier: undefined,
    current: undefined,
    style: urls.feedStyle,
    entries: shown.map((entry) => toHistoryEntry(entry, site)),
  };
}

function toHistoryEntry(entry: Entry, site: CurrentSite): FeedEntry {
  const { urls } = site.model;
  const updates = entry.updates.toReversed().map((update) => renderUpdate({ entry, update }, site));
  const window = entry.kind === 'maintenance' ? { start: entry.from, end: entry.until } : undefined;
  const planned = window === undefined ? [] : [renderWindow(window.start, window.end)];
  return {
    id: deriveId(site.content.pageId, firstIdOf(entry)),
    title: entry.title,
    url: urls.absolute(urls.entry(entry.id)),
    at: window?.start ?? entry.updates.at(-1)?.at ?? entryTime(entry),
    changedAt: entryChangedAt(entry, site),
    window: undefined,
    maintenanceEnd: window?.end,
    html: [...planned, ...updates].join('\n'),
    categories: [],
  };
}

/** When anything of an entry last came about; what is still to come says nothing, so that no build differs from the next. */
function entryChangedAt(entry: Entry, site: CurrentSite): Instant {
  const clock = entry.kind === 'maintenance' ? [entry.startedAt, entry.endedAt] : [];
  const known = [...entry.updates.map((update) => changedAt(entry, update.at, site.model)), ...clock].filter(
    (at) => at !== undefined,
  );
  return known.length === 0 ? entryTime(entry) : Math.max(...known);
}

function renderUpdate(update: UpdateOf, site: CurrentSite): string {
  // All of it stands in one paragraph, which is how these programs tell one update from the next.
  const text = renderText(update, site)
    .replaceAll('<p>', '')
    .replace(/<\/p>\s*$/, '')
    .replace(/<\/p>\s*/g, '<br><br>');
  const { at, phase } = update.update;
  return `<p> <small>${renderTime(at)} UTC</small><br> <strong>${phaseTitle(phase)}</strong> - ${text} </p>`;
}

function renderWindow(from: Instant, until: Instant): string {
  return `<p><strong>THIS IS A SCHEDULED EVENT ${renderTime(from)} - ${renderTime(until)} UTC</strong></p>`;
}
