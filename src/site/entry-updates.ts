/** The updates of an entry as a reader meets them: newest first, each with what changed for which component. */
import { findRedaction } from '../domain/redaction.ts';
import type { ComponentStatus } from '../schema/component.ts';
import type { Phase } from '../schema/phase.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';
import { updateAnchor } from './urls.ts';

export interface StatusChange {
  component: string;
  name: string;
  /** Undefined where this is the first that is said of the component. */
  from: ComponentStatus | undefined;
  to: ComponentStatus;
}

export interface EntryUpdate {
  at: Instant;
  /** Names it on the entry's page, also where two updates share a time. */
  anchor: string;
  phase: Phase;
  changes: StatusChange[];
  /** Markdown; empty where nothing was written or the text was taken back. */
  text: string;
  /** Why the text was taken back. */
  removedBecause: string | undefined;
  /** When the next update is promised by. Only the latest update of what is still open has a promise to keep. */
  nextUpdateBy: Instant | undefined;
}

type Statuses = Readonly<Record<string, ComponentStatus>>;

/** The statuses that front matter gives before any update; a maintenance gives none until it begins. */
function initialStatuses(entry: Entry): Statuses {
  return entry.kind === 'incident' ? entry.frontMatter.components : {};
}

/** All statuses after an update: at `resolved` every component is operational again. */
function statusesAfter(before: Statuses, update: { phase: Phase; components: Statuses }): Statuses {
  if (update.phase !== 'resolved') return { ...before, ...update.components };
  return Object.fromEntries(Object.keys({ ...before, ...update.components }).map((id) => [id, 'operational' as const]));
}

function changesOf(before: Statuses, after: Statuses, names: SiteModel['componentNames']): StatusChange[] {
  return Object.entries(after)
    .filter(([component, to]) => before[component] !== to)
    .map(([component, to]) => ({ component, name: names.get(component) ?? component, from: before[component], to }));
}

function uniqueAnchor(at: Instant, taken: Set<string>): string {
  let anchor = updateAnchor(at);
  while (taken.has(anchor)) anchor += '-2';
  taken.add(anchor);
  return anchor;
}

/** The updates of an entry, newest first. */
export function listUpdates(entry: Entry, { config, componentNames }: SiteModel): EntryUpdate[] {
  const ids = [entry.id, ...(entry.frontMatter.formerly ?? [])];
  const anchors = new Set<string>();
  const listed: EntryUpdate[] = [];
  let said: Statuses = {};
  let statuses = initialStatuses(entry);
  for (const update of entry.updates) {
    statuses = statusesAfter(statuses, update);
    listed.push({
      at: update.at,
      anchor: uniqueAnchor(update.at, anchors),
      phase: update.phase,
      changes: changesOf(said, statuses, componentNames),
      text: update.text,
      removedBecause: findRedaction(config.redactions, ids, update.at)?.reason,
      nextUpdateBy: update === entry.updates.at(-1) ? update.nextUpdateBy : undefined,
    });
    said = statuses;
  }
  return listed.reverse();
}
