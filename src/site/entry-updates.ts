/** The updates of an entry as a reader meets them: newest first, each with what changed for which component. */
import { findPromise, type PromisedUpdate } from '../domain/promise.ts';
import { findRedaction, redactionKey } from '../domain/redaction.ts';
import type { ComponentStatus } from '../schema/component.ts';
import type { Phase } from '../schema/phase.ts';
import type { Instant } from '../schema/timestamp.ts';
import { isOver, isRetold } from './entry-times.ts';
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
  /** When it was, where Git tells. */
  removedAt: Instant | undefined;
  /** Undefined also where what was written afterwards promised something to nobody. */
  promise: PromisedUpdate | undefined;
  /** Who published it, where names are shown. */
  author: string | undefined;
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

/** What was said before the first update: nothing, unless that already is the end and so has to say of what. */
function saidBefore(entry: Entry): Statuses {
  return entry.updates[0]?.phase === 'resolved' ? initialStatuses(entry) : {};
}

function promiseOf(entry: Entry, index: number): PromisedUpdate | undefined {
  const promise = findPromise(entry.updates, index);
  return isRetold(entry) && (isOver(entry) || promise?.cameAt !== undefined) ? undefined : promise;
}

/** The updates of an entry, newest first. */
export function listUpdates(
  entry: Entry,
  { config, componentNames, provenance, redactedAt }: SiteModel,
): EntryUpdate[] {
  const ids = [entry.id, ...(entry.frontMatter.formerly ?? [])];
  const published = provenance.get(entry.id)?.published;
  const anchors = new Set<string>();
  const listed: EntryUpdate[] = [];
  let said = saidBefore(entry);
  let statuses = initialStatuses(entry);
  for (const [index, update] of entry.updates.entries()) {
    statuses = statusesAfter(statuses, update);
    const redaction = findRedaction(config.redactions, ids, update.at);
    listed.push({
      at: update.at,
      anchor: uniqueAnchor(update.at, anchors),
      phase: update.phase,
      changes: changesOf(said, statuses, componentNames),
      text: update.text,
      removedBecause: redaction?.reason,
      removedAt: redaction && redactedAt.get(redactionKey(redaction)),
      promise: promiseOf(entry, index),
      author: published?.get(update.at)?.author,
    });
    said = statuses;
  }
  return listed.reverse();
}
