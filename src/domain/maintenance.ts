import type { ComponentStatus } from '../schema/component.ts';
import type { MaintenanceFrontMatter } from '../schema/incident.ts';
import type { MaintenancePhase } from '../schema/phase.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { frontMatterComponents, namedComponents, type StatusInterval } from './incident.ts';
import { intersect, type Interval } from './interval.ts';
import { derivePhaseChanges, deriveRuns, type PhaseChange } from './maintenance-window.ts';
import { sortUpdates, type Update } from './update.ts';

/** A maintenance with everything that its file and the time tell derived. */
export interface Maintenance {
  id: string;
  kind: 'maintenance';
  title: string;
  /** The phase at the time it was derived for: by the clock unless a person's later update says otherwise. */
  phase: MaintenancePhase;
  /** The announced window; of a recurrence the first. */
  from: Instant;
  until: Instant;
  /** When it really began and ended, where the time it was derived for is past that. */
  startedAt: Instant | undefined;
  endedAt: Instant | undefined;
  /** Ids of every component that it ever named, in the order of their first mention. */
  components: string[];
  introduction: string;
  /** Oldest first. */
  updates: Update[];
  frontMatter: MaintenanceFrontMatter;
}

/** The instant of a time that the schema has let through, and so can be read. */
function instantOf(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(`Cannot read "${text}" as a time with an offset`);
  return at;
}

/**
 * Derives a maintenance at `now`. Phases are entered by time, unless a person's update up to `now` says otherwise: see
 * {@link derivePhaseChanges}. The file may hold no update at all. Of a recurrence only the first window is known here.
 */
export function deriveMaintenance(
  id: string,
  file: { frontMatter: MaintenanceFrontMatter; introduction: string; updates: readonly Update[] },
  now: Instant,
): Maintenance {
  const updates = sortUpdates(file.updates);
  const { frontMatter } = file;
  const window = { start: instantOf(frontMatter.scheduled.from), end: instantOf(frontMatter.scheduled.until) };
  const entered = derivePhaseChanges(window, updates).filter(({ at }) => at <= now);
  const latest = entered.at(-1);
  return {
    id,
    kind: 'maintenance',
    title: frontMatter.title,
    phase: latest?.phase ?? 'scheduled',
    from: window.start,
    until: window.end,
    startedAt: deriveRuns(entered, now + 1)[0]?.start,
    endedAt: latest?.phase === 'completed' ? latest.at : undefined,
    components: namedComponents(frontMatter, updates),
    introduction: file.introduction,
    updates,
    frontMatter,
  };
}

/** The phases that a maintenance enters, also those that the clock has still to bring. Before the first: `scheduled`. */
export function derivePhases({ from, until, updates }: Maintenance): PhaseChange[] {
  return derivePhaseChanges({ start: from, end: until }, updates);
}

/** The same maintenance as it is at another time, if nothing but the clock changes until then. */
export function maintenanceAt(maintenance: Maintenance, at: Instant): Maintenance {
  const phase = derivePhases(maintenance).findLast((change) => change.at <= at)?.phase ?? 'scheduled';
  return { ...maintenance, phase };
}

/** The statuses that a maintenance gives a component, each until the next, the first from the beginning of time. */
function deriveClaims(maintenance: Maintenance, component: string): (Interval & { status: ComponentStatus })[] {
  const isNamed = frontMatterComponents(maintenance.frontMatter).includes(component);
  const changes: { at: Instant; status: ComponentStatus }[] = [
    { at: -Infinity, status: isNamed ? 'under_maintenance' : 'operational' },
  ];
  for (const { at, components } of maintenance.updates) {
    const status = components[component];
    if (status !== undefined) changes.push({ at, status });
  }
  return changes.map(({ at, status }, index) => ({ start: at, end: changes[index + 1]?.at ?? Infinity, status }));
}

/**
 * The statuses that a maintenance gives its components while it is at work, up to `until`. A component that one of its
 * updates calls operational is done with: the maintenance says nothing more of it, so that its measurements show again.
 */
export function deriveMaintenanceIntervals(maintenance: Maintenance, until: Instant): StatusInterval[] {
  const window = { start: maintenance.from, end: maintenance.until };
  const runs = deriveRuns(derivePhaseChanges(window, maintenance.updates), until);
  return maintenance.components.flatMap((component) =>
    deriveClaims(maintenance, component)
      .filter(({ status }) => status !== 'operational')
      .flatMap((claim) =>
        runs.flatMap((run): StatusInterval[] => {
          const both = intersect(claim, run);
          return both === undefined ? [] : [{ component, status: claim.status, ...both }];
        }),
      ),
  );
}
