import type { ComponentStatus, Impact } from '../schema/component.ts';
import type { Category } from '../schema/config.ts';
import type {
  AnnouncementFrontMatter,
  FrontMatter,
  IncidentFrontMatter,
  MaintenanceFrontMatter,
} from '../schema/incident.ts';
import type { IncidentPhase } from '../schema/phase.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';
import { sortUpdates, type Update } from './update.ts';

/** What stands in a file of `incidents/`, taken apart: front matter as written, introduction, updates in file order. */
export interface IncidentFile {
  frontMatter: FrontMatter;
  /** Markdown before the first update, without blank lines around it. */
  introduction: string;
  updates: Update[];
}

/** An incident with everything that its own file tells derived. */
export interface Incident {
  id: string;
  kind: 'incident';
  title: string;
  category: Category;
  /** Whether the category is believed or known; always `confirmed` while it is undetermined. */
  confidence: 'suspected' | 'confirmed';
  impact: Impact;
  /** The phase of the latest update. */
  phase: IncidentPhase;
  /** The override where one is written, else the earliest measurement in evidence, else the first update. */
  startedAt: Instant;
  /** Time of the latest `resolved` update, undefined while the incident is open. */
  resolvedAt: Instant | undefined;
  /** Ids of every component that it ever named, in the order of their first mention. */
  components: string[];
  introduction: string;
  /** Oldest first. */
  updates: Update[];
  frontMatter: IncidentFrontMatter;
}

/** A status that an open incident gives a component for a stretch of time. */
export interface StatusInterval extends Interval {
  component: string;
  status: ComponentStatus;
}

function deriveStart(frontMatter: IncidentFrontMatter, updates: readonly Update[]): Instant {
  const override = frontMatter.startedAt === undefined ? undefined : parseInstant(frontMatter.startedAt);
  if (override !== undefined) return override;
  const measured = (frontMatter.evidence ?? [])
    .filter((evidence) => evidence.kind === 'measurement')
    .map((evidence) => parseInstant(evidence.at) ?? Infinity);
  return Math.min(...measured, ...updates.map((update) => update.at));
}

/** Ids of the components that a file names in its front matter. */
export function frontMatterComponents(frontMatter: FrontMatter): string[] {
  const named = frontMatter.components ?? [];
  return Array.isArray(named) ? [...named] : Object.keys(named);
}

/**
 * Derives an incident from its file. The latest update wins, whatever its place in the file.
 * The file must hold at least one update, which `parseIncidentFile` sees to.
 */
export function deriveIncident(
  id: string,
  file: { frontMatter: IncidentFrontMatter; introduction: string; updates: readonly Update[] },
): Incident {
  const updates = sortUpdates(file.updates);
  const latest = updates.at(-1);
  if (latest === undefined) throw new RangeError(`Cannot derive incident "${id}": it has no update`);
  const { frontMatter } = file;
  return {
    id,
    kind: 'incident',
    title: frontMatter.title,
    category: frontMatter.category,
    confidence: frontMatter.confidence ?? 'confirmed',
    impact: frontMatter.impact,
    phase: latest.phase as IncidentPhase,
    startedAt: deriveStart(frontMatter, updates),
    resolvedAt: latest.phase === 'resolved' ? firstOfTrailingResolved(updates) : undefined,
    components: [
      ...new Set([
        ...frontMatterComponents(frontMatter),
        ...updates.flatMap((update) => Object.keys(update.components)),
      ]),
    ],
    introduction: file.introduction,
    updates,
    frontMatter,
  };
}

/** When the incident was last resolved: further words after `resolved`, in the same phase, do not move the end. */
function firstOfTrailingResolved(updates: readonly Update[]): Instant | undefined {
  const lastOpen = updates.findLastIndex((update) => update.phase !== 'resolved');
  return updates[lastOpen + 1]?.at;
}

/**
 * The statuses that an incident gives its components while it is open, each until the next change or the incident's
 * end; an open one lasts until `now`. A resolved incident that is reopened has a gap in between.
 */
export function deriveStatusIntervals(incident: Incident, now: Instant): StatusInterval[] {
  const intervals: StatusInterval[] = [];
  const current = new Map<string, { status: ComponentStatus; since: Instant }>();
  const close = (component: string, until: Instant): void => {
    const held = current.get(component);
    if (held !== undefined && held.since < until) {
      intervals.push({ component, status: held.status, start: held.since, end: until });
    }
  };
  const change = (statuses: Readonly<Record<string, ComponentStatus>>, at: Instant): void => {
    for (const [component, status] of Object.entries(statuses)) {
      close(component, at);
      current.set(component, { status, since: at });
    }
  };

  change(incident.frontMatter.components, incident.startedAt);
  let open = true;
  for (const update of incident.updates) {
    if (update.phase === 'resolved') {
      for (const component of current.keys()) close(component, update.at);
      current.clear();
    } else {
      if (!open) change(operational(incident.components), update.at);
      change(update.components, update.at);
    }
    open = update.phase !== 'resolved';
  }
  for (const component of current.keys()) close(component, Math.max(now, incident.updates.at(-1)?.at ?? now));
  return intervals;
}

function operational(components: readonly string[]): Record<string, ComponentStatus> {
  return Object.fromEntries(components.map((component) => [component, 'operational']));
}

/** The status that an open incident gives each of its components now. Empty once it is resolved. */
export function currentStatuses(incident: Incident): Record<string, ComponentStatus> {
  if (incident.resolvedAt !== undefined) return {};
  const lastResolved = incident.updates.findLastIndex((update) => update.phase === 'resolved');
  const initial = lastResolved === -1 ? incident.frontMatter.components : operational(incident.components);
  return Object.assign({}, initial, ...incident.updates.slice(lastResolved + 1).map((update) => update.components));
}

/** Whether front matter is that of an incident, not of a maintenance or announcement. */
export function isIncidentFrontMatter(frontMatter: FrontMatter): frontMatter is IncidentFrontMatter {
  return frontMatter.kind === undefined || frontMatter.kind === 'incident';
}

/** Whether front matter is that of a maintenance. */
export function isMaintenanceFrontMatter(frontMatter: FrontMatter): frontMatter is MaintenanceFrontMatter {
  return frontMatter.kind === 'maintenance';
}

/** Whether front matter is that of an announcement. */
export function isAnnouncementFrontMatter(frontMatter: FrontMatter): frontMatter is AnnouncementFrontMatter {
  return frontMatter.kind === 'announcement';
}
