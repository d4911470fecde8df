/**
 * What programs of old read of a Statuspage's history page: an element that has the newest incidents by month as JSON. Each
 * of them is a client of `/history`, among them metoro-io/statusphere.
 */
import { renderPlainText } from '../content/plain-text.ts';
import { findRedaction } from '../domain/redaction.ts';
import { formatInstant, type Instant, parseDay } from '../schema/timestamp.ts';
import type { CurrentSite } from '../site/current-model.ts';
import { entryEnd, entryTime, firstIdOf } from '../site/entry-times.ts';
import { isoMonth } from '../site/format.ts';
import type { Entry } from '../site/site-content.ts';
import { renderTimes } from './statuspage-time.ts';

const MOST_ENTRIES = 25;
/** No page is made heavy by it; whoever wants all follows the code. */
const MOST_SIGNS = 200;

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });

function cut(text: string): string {
  return text.length <= MOST_SIGNS ? text : `${text.slice(0, MOST_SIGNS).toWellFormed().trimEnd()}…`;
}

/** What was last said, in words. */
function messageOf(entry: Entry, { content, model }: CurrentSite): string {
  const update = entry.updates.findLast(({ at }) => at <= model.now);
  if (update === undefined) return cut(renderPlainText(entry.introduction));
  const ids = [entry.id, ...(entry.frontMatter.formerly ?? [])];
  const redaction = findRedaction(content.config.redactions, ids, update.at);
  return cut(redaction === undefined ? renderPlainText(update.text) : model.strings.feed.redacted(redaction.reason));
}

function describeEntry(entry: Entry, site: CurrentSite) {
  return {
    code: firstIdOf(entry),
    name: entry.title,
    message: messageOf(entry, site),
    impact: entry.kind === 'incident' ? entry.impact : 'maintenance',
    timestamp: renderTimes(entryTime(entry), entryEnd(entry)),
  };
}

function describeMonth(month: string, entries: readonly Entry[], site: CurrentSite) {
  const first = new Date(parseDay(`${month}-01`) ?? 0);
  const [year, index] = [first.getUTCFullYear(), first.getUTCMonth()];
  return {
    name: MONTH.format(first),
    year,
    starts_on: first.getUTCDay(),
    days: new Date(Date.UTC(year, index + 1, 0)).getUTCDate(),
    incidents: entries.map((entry) => describeEntry(entry, site)),
  };
}

/** The newest incidents and maintenances that have begun, by the UTC month in which they did. */
export function describeHistory(site: CurrentSite) {
  const { model } = site;
  const begun = model.entries.filter((entry) => entry.kind !== 'announcement' && entryTime(entry) <= model.now);
  const months = [...Map.groupBy(begun.slice(0, MOST_ENTRIES), (entry) => isoMonth(entryTime(entry)))];
  const from: Instant = parseDay(`${months.at(-1)?.[0] ?? isoMonth(model.now)}-01`) ?? model.now;
  return {
    components: model.components.map(({ id, name }) => ({ id, name })),
    months: months.map(([month, entries]) => describeMonth(month, entries, site)),
    start_time: formatInstant(from),
    end_time: formatInstant(model.now),
  };
}

/** As it stands on the page: some programs find it by these very signs, and know no reference but that of a quote. */
export function renderHistoryIndex(site: CurrentSite): string {
  const json = JSON.stringify(describeHistory(site)).replace(
    /[<>&'\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<div data-react-class="HistoryIndex" data-react-props="${json.replaceAll('"', '&quot;')}"></div>`;
}
