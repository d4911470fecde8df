/** An incident, maintenance or announcement as pages show it: its state, its labels and where it comes from. */
import type { SeriesState } from '../domain/series.ts';
import type { Impact } from '../schema/component.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

const MAX_NAMES = 4;

const STATE_OF_IMPACT: Readonly<Record<Impact, SeriesState>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
};

/** The state that an entry is drawn in, whether or not it is over; an announcement has none. */
export function entryState(entry: Entry): SeriesState | undefined {
  if (entry.kind === 'announcement') return undefined;
  return entry.kind === 'maintenance' ? 'under_maintenance' : STATE_OF_IMPACT[entry.impact];
}

/** The state that a page about the entry is in now: that of the entry until it is over. */
export function pageState(entry: Entry): SeriesState {
  if (entry.kind === 'announcement') return 'no_data';
  const isOver = entry.kind === 'incident' ? entry.resolvedAt !== undefined : entry.phase === 'completed';
  return isOver ? 'operational' : (entryState(entry) ?? 'no_data');
}

/** What kind of entry it is: `Major incident`, `Maintenance`. */
export function kindLabel(entry: Entry, { strings }: SiteModel): string {
  return entry.kind === 'incident' ? strings.impact[entry.impact] : strings.kind[entry.kind];
}

/** The phase that it is in; an announcement has none worth telling. */
export function phaseLabel(entry: Entry, { strings }: SiteModel): string | undefined {
  return entry.kind === 'announcement' ? undefined : strings.phase[entry.phase];
}

/** Both: `Major incident · Resolved`. */
export function entryLabel(entry: Entry, model: SiteModel): string {
  return [kindLabel(entry, model), phaseLabel(entry, model)].filter((part) => part !== undefined).join(' · ');
}

/** The names of the components that an entry ever named, all of them or at most four. */
export function nameComponents(entry: Entry, { componentNames, format, strings }: SiteModel, all = false): string {
  const names = entry.components.map((id) => componentNames.get(id) ?? id);
  const shown = all || names.length <= MAX_NAMES ? names : names.slice(0, MAX_NAMES - 1);
  const rest = names.length - shown.length;
  return format.list(rest === 0 ? shown : [...shown, strings.andMore(rest)]);
}

/** How long an entry that is over lasted; empty for any other. */
export function lengthOf(entry: Entry, { format }: SiteModel): string {
  if (entry.kind === 'incident' && entry.resolvedAt !== undefined) {
    return format.duration(entry.resolvedAt - entry.startedAt);
  }
  if (entry.kind === 'maintenance' && entry.endedAt !== undefined && entry.startedAt !== undefined) {
    return format.duration(entry.endedAt - entry.startedAt);
  }
  return '';
}

/** What stands below a title in a list: `Major incident · Resolved · Public API · 55 minutes`. */
export function entryLine(entry: Entry, model: SiteModel): string {
  const parts = [entryLabel(entry, model), nameComponents(entry, model), lengthOf(entry, model)];
  return parts.filter((part) => part !== '').join(' · ');
}

/** How the entry came to be, where that is not the usual way. */
export function listOrigins(entry: Entry, { strings }: SiteModel): string[] {
  const { frontMatter } = entry;
  const { openedByMonitor, backfilled, importedFrom } = strings.entry;
  return [
    ...('openedBy' in frontMatter && frontMatter.openedBy === 'monitor' ? [openedByMonitor] : []),
    ...(frontMatter.backfilled === true && frontMatter.importedFrom === undefined ? [backfilled] : []),
    ...(frontMatter.importedFrom === undefined ? [] : [importedFrom(frontMatter.importedFrom)]),
  ];
}
