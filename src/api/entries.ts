/** Incidents and maintenances as the API has them; an announcement is none of its kinds. */
import { renderPlainLines } from '../content/plain-text.ts';
import { digestOf } from '../digest.ts';
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { ComponentStatus } from '../schema/component.ts';
import { formatInstant, type Instant } from '../schema/timestamp.ts';
import type { CurrentSite } from '../site/current-model.ts';
import { changedAt, lastEdit } from '../site/entry-edits.ts';
import { firstIdOf, isRetold, lastSaidAt } from '../site/entry-times.ts';
import { type EntryUpdate, listUpdates } from '../site/entry-updates.ts';
import type {
  V2AffectedComponent,
  V2Component,
  V2Entry,
  V2Incident,
  V2Maintenance,
  V2Update,
} from './statuspage-v2.ts';
import { toTimestamp } from './timestamp.ts';

/** What entries are written with. */
export interface EntryContext {
  site: CurrentSite;
  /** Every row of the page. */
  components: readonly V2Component[];
}

/** An incident; its id is the first that its file had, under which its page is found for good. */
export function toIncident(incident: Incident, context: EntryContext): V2Incident {
  return {
    ...toEntry(incident, firstIdOf(incident), context),
    status: incident.phase,
    impact: incident.impact,
    monitoring_at: timestampOf(incident.updates.findLast(({ phase }) => phase === 'monitoring')?.at),
    resolved_at: timestampOf(incident.resolvedAt),
    started_at: toTimestamp(incident.startedAt),
  };
}

/** One window of a maintenance, in the phase that it is in by the clock. Of a recurring one each has its own id. */
export function toMaintenance(maintenance: Maintenance, context: EntryContext): V2Maintenance {
  const { phase, from, until, startedAt, endedAt, frontMatter } = maintenance;
  const file = firstIdOf(maintenance);
  const isOne = frontMatter.scheduled.recurrence === undefined;
  const { pageId } = context.site.content;
  return {
    ...toEntry(maintenance, isOne ? file : digestOf(`${pageId} ${file} from ${formatInstant(from)}`, 12), context),
    status: phase,
    impact: 'maintenance',
    monitoring_at: null,
    resolved_at: timestampOf(endedAt),
    started_at: toTimestamp(startedAt ?? from),
    scheduled_for: toTimestamp(from),
    scheduled_until: toTimestamp(until),
  };
}

function timestampOf(at: Instant | undefined): string | null {
  return at === undefined ? null : toTimestamp(at);
}

function toEntry(entry: Incident | Maintenance, id: string, { site, components }: EntryContext): V2Entry {
  const { model, content } = site;
  const named = new Set(entry.components);
  return {
    id,
    name: entry.title,
    created_at: toTimestamp(entry.updates[0]?.at ?? model.provenance.get(entry.id)?.first?.at ?? lastSaidAt(entry)),
    updated_at: toTimestamp(Math.max(lastSaidAt(entry), lastEdit(entry, model) ?? -Infinity)),
    shortlink: model.urls.absolute(model.urls.entry(entry.id)),
    page_id: content.pageId,
    incident_updates: toUpdates(entry, id, site),
    components: components.filter((component) => named.has(component.id)),
    reminder_intervals: null,
  };
}

/** Newest first, each with every component that the entry has spoken of by then. */
function toUpdates(entry: Incident | Maintenance, id: string, site: CurrentSite): V2Update[] {
  const { content, model } = site;
  const names = new Map(content.config.components.map((component) => [component.id, component.name]));
  const silent = new Set(entry.updates.filter(({ notify }) => notify === 'no').map(({ at }) => at));
  let statuses = new Map<string, ComponentStatus>();
  const oldestFirst = listUpdates(entry, model).reverse();
  const rows = oldestFirst.map((update): V2Update => {
    const time = toTimestamp(update.at);
    const before = statuses;
    statuses = new Map([...before, ...update.changes.map(({ component, to }) => [component, to] as const)]);
    return {
      id: digestOf(`${content.pageId} ${id} ${update.anchor}`, 12),
      // A file of these two kinds has no other phases.
      status: update.phase as V2Update['status'],
      body: renderBody(update, site),
      incident_id: id,
      created_at: time,
      updated_at: toTimestamp(changedAt(entry, update.at, model)),
      display_at: time,
      affected_components: [...statuses].map(([code, status]): V2AffectedComponent => ({
        code,
        name: names.get(code) ?? code,
        old_status: before.get(code) ?? startOf(update, code) ?? 'operational',
        new_status: status,
      })),
      deliver_notifications: !silent.has(update.at) && !isRetold(entry),
      custom_tweet: null,
      tweet_id: null,
    };
  });
  return rows.reverse();
}

/** What was the case before the first update that speaks of a component, where the entry says so. */
function startOf({ changes }: EntryUpdate, code: string): ComponentStatus | undefined {
  return changes.find(({ component }) => component === code)?.from;
}

/** The words of an update without Markdown, a line a paragraph; or why they were taken back. */
function renderBody({ text, removedBecause }: EntryUpdate, { model }: CurrentSite): string {
  if (removedBecause !== undefined) return model.strings.feed.redacted(removedBecause);
  return renderPlainLines(text).join('\n');
}
