import type { ComponentStatus, Impact } from '../schema/component.ts';
import type { Category } from '../schema/category.ts';
import type {
  AnnouncementFrontMatter,
  FrontMatter,
  IncidentFrontMatter,
  MaintenanceFrontMatter,
} from '../schema/incident.ts';
import type { IncidentPhase } from '../schema/phase.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';
import { extendTrack } from './track.ts';
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

/** Ids of every component that a file ever names, in the order of their first mention; updates sorted by time. */
export function namedComponents(frontMatter: FrontMatter, updates: readonly Update[]): string[] {
  const inUpdates = updates.flatMap(({ components }) => Object.keys(components));
  return [...new Set([...frontMatterComponents(frontMatter), ...inUpdates])];
}

/** The phase of an update of an incident; `parseIncidentFile` lets no other phase into such a file. */
function incidentPhase(update: Update): IncidentPhase {
  return update.phase as IncidentPhase;
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
  const { category, confidence } = frontMatter;
  return {
    id,
    kind: 'incident',
    title: frontMatter.title,
    category,
    confidence: category === 'undetermined' ? 'confirmed' : (confidence ?? 'confirmed'),
    impact: frontMatter.impact,
    phase: incidentPhase(latest),
    startedAt: deriveStart(frontMatter, updates),
    resolvedAt: latest.phase === 'resolved' ? firstOfTrailingResolved(updates) : undefined,
    components: namedComponents(frontMatter, updates),
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

/** What an incident says of its components from `at` on; undefined once it is resolved. */
interface Statement {
  at: Instant;
  statuses: Readonly<Record<string, ComponentStatus>> | undefined;
}

/**
 * What an incident says of its components, sorted by time: first the front matter's statuses, then each update changes
 * those that it names. At `resolved` every component is operational again, and after a reopening stays so until an
 * update says otherwise.
 */
function deriveStatements(incident: Incident): Statement[] {
  const operational = Object.fromEntries(incident.components.map((component) => [component, 'operational'] as const));
  let statuses: Readonly<Record<string, ComponentStatus>> = incident.frontMatter.components;
  const statements: Statement[] = [{ at: incident.startedAt, statuses }];
  for (const update of incident.updates) {
    const isResolved = update.phase === 'resolved';
    statuses = isResolved ? operational : { ...statuses, ...update.components };
    statements.push({ at: Math.max(update.at, incident.startedAt), statuses: isResolved ? undefined : statuses });
  }
  return statements;
}

function hasSameStatus(a: StatusInterval, b: StatusInterval): boolean {
  return a.status === b.status;
}

/**
 * The statuses that an incident gives its components while it is open, up to `until`, each until the next change or the
 * incident's end. An incident that was resolved and reopened has a gap in between.
 */
export function deriveStatusIntervals(incident: Incident, until: Instant): StatusInterval[] {
  const statements = deriveStatements(incident);
  const tracks = new Map<string, StatusInterval[]>(incident.components.map((component) => [component, []]));
  for (const [index, { at, statuses }] of statements.entries()) {
    const end = Math.min(statements[index + 1]?.at ?? Infinity, until);
    for (const [component, status] of Object.entries(statuses ?? {})) {
      extendTrack(tracks.get(component) ?? [], { component, status, start: at, end }, hasSameStatus);
    }
  }
  return [...tracks.values()].flat();
}

/** The status that an open incident gives each of its components now. Empty once it is resolved. */
export function currentStatuses(incident: Incident): Record<string, ComponentStatus> {
  return { ...deriveStatements(incident).at(-1)?.statuses };
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
