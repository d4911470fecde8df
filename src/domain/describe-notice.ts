/** The notice of an update, from the entry that it stands in. */
import type { ComponentStatus, Impact } from '../schema/component.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Announcement } from './announcement.ts';
import { eventOf } from './audience.ts';
import type { ClockPhase, PhaseOfClock } from './clock-phase.ts';
import { highestImpact } from './impact.ts';
import { currentStatuses, deriveIncident, type Incident } from './incident.ts';
import { type Maintenance, windowOf } from './maintenance.ts';
import type { Notice, NoticeUpdate } from './notice.ts';
import type { Postmortem } from './postmortem.ts';
import { sortUpdates, type Update } from './update.ts';

export type Entry = Incident | Maintenance | Announcement;

/** What a notice needs beyond its entry. */
export interface NoticeContext {
  /** Component id to what readers call it. */
  names: ReadonlyMap<string, string>;
  /** Absolute address of an update, or of the page of what has none. */
  urlOf(of: { kind: Notice['kind']; id: string; at: Instant | undefined }): string;
  /** What is said of a phase of a maintenance that the clock has entered, as nobody has written anything. */
  wordsOfClock(phase: PhaseOfClock): string;
}

type Statuses = Readonly<Record<string, ComponentStatus | undefined>>;

/** The id that a file was first published under. */
export function firstIdOf({ id, frontMatter }: Pick<Entry, 'id' | 'frontMatter'>): string {
  return frontMatter.formerly?.[0] ?? id;
}

function statusesOf(components: readonly string[], status: ComponentStatus | undefined): Statuses {
  return Object.fromEntries(components.map((id) => [id, status]));
}

/** What an entry says of its components with the last of these updates. */
function deriveStatuses(entry: Entry, updates: readonly Update[]): Statuses {
  const { components } = entry;
  const last = updates.at(-1);
  if (last === undefined || entry.kind === 'announcement') return statusesOf(components, undefined);
  if (entry.kind === 'incident') {
    const { id, frontMatter, introduction } = entry;
    const told = currentStatuses(deriveIncident(id, { frontMatter, introduction, updates }));
    return { ...statusesOf(components, 'operational'), ...told };
  }
  const isAtWork = last.phase === 'in_progress' || last.phase === 'verifying';
  const said = Object.assign({}, ...updates.map((update) => update.components)) as Statuses;
  const whole = statusesOf(components, last.phase === 'scheduled' ? undefined : 'operational');
  return isAtWork ? { ...statusesOf(components, 'under_maintenance'), ...said } : whole;
}

function describeUpdates(entry: Entry, updates: readonly Update[], { names }: NoticeContext): NoticeUpdate[] {
  let before: Statuses = {};
  return updates.map((update, index) => {
    const after = deriveStatuses(entry, updates.slice(0, index + 1));
    const changes = Object.entries(after).flatMap(([id, to = 'operational']) => {
      const from = before[id] ?? 'operational';
      return from === to ? [] : [{ id, name: names.get(id) ?? id, from, to }];
    });
    before = after;
    return { at: update.at, phase: update.phase, text: update.text, changes };
  });
}

/** Of a maintenance without a word, `publishedAt` is when its file was. */
type Said = { update: Update } | { update: undefined; publishedAt: Instant };

/** The notice of one update of an entry whose redactions are made, or of a maintenance that nothing was said of yet. */
export function describeUpdate(entry: Entry, said: Said, context: NoticeContext): Omit<Notice, 'again'> {
  const { update } = said;
  const at = said.update?.at ?? ('publishedAt' in said ? said.publishedAt : 0);
  const updates = update === undefined ? [] : entry.updates.filter((other) => other.at <= update.at);
  const statuses = deriveStatuses(entry, updates);
  return {
    event: update === undefined ? 'maintenance' : eventOf(entry, update, updates.length === 1),
    entry: firstIdOf(entry),
    at,
    kind: entry.kind,
    title: entry.title,
    phase: update?.phase,
    impact: entry.kind === 'incident' ? entry.impact : undefined,
    components: entry.components.map((id) => ({ id, name: context.names.get(id) ?? id, status: statuses[id] })),
    text: update?.text ?? entry.introduction,
    next: update?.nextUpdateBy,
    window: entry.kind === 'maintenance' ? windowOf(entry, { at }) : undefined,
    url: context.urlOf({ kind: entry.kind, id: entry.id, at: update?.at }),
    startedAt: entry.kind === 'incident' ? entry.startedAt : undefined,
    updates: describeUpdates(entry, updates, context),
  };
}

/**
 * The notice of a phase that the clock has entered. That work is over by its plan says nothing of how the components are:
 * so nothing is said of it.
 */
export function describePhase(
  entry: Maintenance,
  { window, updates, before, ...entered }: ClockPhase,
  context: NoticeContext,
): Omit<Notice, 'again'> {
  const say = ({ at, phase }: Pick<ClockPhase, 'at' | 'phase'>): Update => {
    return { at, phase, components: {}, text: context.wordsOfClock(phase) };
  };
  const update = say(entered);
  const spoken = sortUpdates([...updates, ...before.map(say), update]);
  const notice = describeUpdate({ ...entry, updates: spoken }, { update }, context);
  const components = notice.components.map((component) => ({ ...component, status: undefined }));
  return {
    ...notice,
    components: entered.phase === 'completed' ? components : notice.components,
    window,
    url: context.urlOf({ kind: entry.kind, id: entry.id, at: undefined }),
  };
}

/** What a post-mortem is about, as far as its notice says so. */
export type About = readonly (Pick<Entry, 'components' | 'title'> & { impact?: Impact | undefined })[];

/** The notice that a post-mortem was published; one without a title goes by that of its first incident. */
export function describePublication(
  { id, title, publishedAt, frontMatter }: Postmortem & { publishedAt: Instant },
  about: About,
  context: NoticeContext,
): Omit<Notice, 'again'> {
  const components = [...new Set(about.flatMap((entry) => entry.components))];
  const impacts = about.flatMap((entry) => entry.impact ?? []);
  return {
    event: 'postmortem',
    entry: id,
    at: publishedAt,
    kind: 'postmortem',
    title: title ?? about[0]?.title ?? id,
    phase: undefined,
    impact: impacts.length === 0 ? undefined : highestImpact(impacts),
    components: components.map((each) => ({ id: each, name: context.names.get(each) ?? each, status: undefined })),
    text: frontMatter.summary ?? '',
    next: undefined,
    window: undefined,
    url: context.urlOf({ kind: 'postmortem', id, at: undefined }),
    startedAt: undefined,
    updates: [],
  };
}
