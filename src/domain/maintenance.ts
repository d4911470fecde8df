import type { ComponentStatus } from '../schema/component.ts';
import type { MaintenanceFrontMatter } from '../schema/incident.ts';
import type { MaintenancePhase } from '../schema/phase.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { frontMatterComponents, namedComponents, type StatusInterval } from './incident.ts';
import { intersect, type Interval } from './interval.ts';
import { assignUpdates, type Occurrence, phaseAt, sortOutAnnouncement } from './maintenance-occurrence.ts';
import { deriveRuns, isRunning, type PhaseChange } from './maintenance-window.ts';
import { sortUpdates, type Update } from './update.ts';

/** A maintenance with everything that its file and the time tell derived. */
export interface Maintenance {
  id: string;
  kind: 'maintenance';
  title: string;
  /** The phase at the time it was derived for: by the clock unless a person's later update says otherwise. */
  phase: MaintenancePhase;
  /** The announced window; of a recurrence the one that is at work, else the next, else the last. */
  from: Instant;
  until: Instant;
  /** When it really began and ended, where the time it was derived for is past that. Of a recurrence in this window. */
  startedAt: Instant | undefined;
  endedAt: Instant | undefined;
  /** Every window, sorted; of a recurrence those of the last years and the next. */
  occurrences: readonly Occurrence[];
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

/** Windows of a maintenance as {@link deriveMaintenance} takes them. */
interface Windows {
  /** Sorted; empty where every one is skipped. */
  windows: readonly Interval[];
  /** Whether there were windows before these: what was said before these was said of those. */
  isCut: boolean;
}

/**
 * Derives a maintenance at `now`. Phases are entered by time, unless a person's update up to `now` says otherwise: see
 * `derivePhaseChanges`. The file may hold no update at all. `known` are the windows of a recurrence; without them the
 * file has the one.
 */
export function deriveMaintenance(
  id: string,
  file: {
    frontMatter: MaintenanceFrontMatter;
    introduction: string;
    updates: readonly Update[];
    known?: Windows | undefined;
  },
  now: Instant,
): Maintenance {
  const updates = sortUpdates(file.updates);
  const { frontMatter, known } = file;
  const first = { start: instantOf(frontMatter.scheduled.from), end: instantOf(frontMatter.scheduled.until) };
  const { windows, isCut } = known ?? { windows: [first], isCut: false };
  const { spoken } = sortOutAnnouncement(updates);
  const counted = isCut ? spoken.filter(({ at }) => at >= (windows[0]?.start ?? Infinity)) : spoken;
  const skipped = { ...{ from: first.start, until: first.end, updates: [] }, phases: [completedAt(first.start)] };
  const occurrences = windows.length === 0 ? [skipped] : assignUpdates(windows, counted);
  return {
    id,
    kind: 'maintenance',
    title: frontMatter.title,
    ...describeAt(occurrences, now),
    occurrences,
    components: namedComponents(frontMatter, updates),
    introduction: file.introduction,
    updates,
    frontMatter,
  };
}

function completedAt(at: Instant): PhaseChange {
  return { at, phase: 'completed' };
}

type Moment = Pick<Maintenance, 'phase' | 'from' | 'until' | 'startedAt' | 'endedAt'>;

function momentOf({ from, until, phases }: Occurrence, now: Instant): Moment {
  const entered = phases.filter(({ at }) => at <= now);
  const latest = entered.at(-1);
  return {
    phase: latest?.phase ?? 'scheduled',
    from,
    until,
    startedAt: deriveRuns(entered, now + 1)[0]?.start,
    endedAt: latest?.phase === 'completed' ? latest.at : undefined,
  };
}

/** How it stands with the window that is at work, else with the next, else with the last. */
function describeAt(occurrences: readonly Occurrence[], now: Instant): Moment {
  const current =
    occurrences.findLast((each) => isRunning(phaseAt(each, now))) ??
    occurrences.find((each) => phaseAt(each, now) === 'scheduled') ??
    occurrences.at(-1);
  if (current === undefined) throw new RangeError('Cannot describe a maintenance without a window');
  return momentOf(current, now);
}

/** The phases that a maintenance enters, also those that the clock has still to bring. Before the first: `scheduled`. */
export function derivePhases({ occurrences }: Maintenance): PhaseChange[] {
  return occurrences.flatMap(({ phases }) => phases);
}

/** The same maintenance as it is at another time, if nothing but the clock changes until then. */
export function maintenanceAt(maintenance: Maintenance, at: Instant): Maintenance {
  return { ...maintenance, ...describeAt(maintenance.occurrences, at) };
}

/** Each window of a maintenance as one of its own, as it stands at `now`, sorted. */
export function listOccurrences(maintenance: Maintenance, now: Instant): Maintenance[] {
  const { announcement } = sortOutAnnouncement(maintenance.updates);
  if (maintenance.occurrences.length === 1) return [maintenance];
  return maintenance.occurrences.map((each) => ({
    ...maintenance,
    ...momentOf(each, now),
    occurrences: [each],
    // What announced the first speaks for all of which nothing is said.
    updates: each.updates.length > 0 || announcement === undefined ? [...each.updates] : [announcement],
  }));
}

/** The window that an update speaks of, which stays the same however the time goes on: else the first of the file. */
export function windowOf(
  { occurrences, frontMatter: { scheduled } }: Maintenance,
  { at }: Pick<Update, 'at'>,
): Interval {
  const spoken = occurrences.find(({ updates }) => updates.some((update) => update.at === at));
  if (spoken !== undefined) return { start: spoken.from, end: spoken.until };
  return { start: instantOf(scheduled.from), end: instantOf(scheduled.until) };
}

/** The statuses that a maintenance gives a component, each until the next, the first from the beginning of time. */
function deriveClaims(
  { frontMatter }: Maintenance,
  updates: readonly Update[],
  component: string,
): (Interval & { status: ComponentStatus })[] {
  const isNamed = frontMatterComponents(frontMatter).includes(component);
  const changes: { at: Instant; status: ComponentStatus }[] = [
    { at: -Infinity, status: isNamed ? 'under_maintenance' : 'operational' },
  ];
  for (const { at, components } of updates) {
    const status = components[component];
    if (status !== undefined) changes.push({ at, status });
  }
  return changes.map(({ at, status }, index) => ({ start: at, end: changes[index + 1]?.at ?? Infinity, status }));
}

/**
 * The statuses that a maintenance gives its components, or those of `components`, while it is at work, up to `until`. A
 * component that one of its updates calls operational is done with until the next window: the maintenance says nothing
 * more of it, so that its measurements show again.
 */
export function deriveMaintenanceIntervals(
  maintenance: Maintenance,
  until: Instant,
  components: readonly string[] = maintenance.components,
): StatusInterval[] {
  const { announcement } = sortOutAnnouncement(maintenance.updates);
  const before = announcement === undefined ? [] : [announcement];
  const begun = maintenance.occurrences.filter(({ phases }) => (phases[0]?.at ?? Infinity) < until);
  return components.flatMap((component) =>
    begun.flatMap(({ updates, phases }) => {
      const runs = deriveRuns(phases, until);
      return deriveClaims(maintenance, [...before, ...updates], component)
        .filter(({ status }) => status !== 'operational')
        .flatMap((claim) =>
          runs.flatMap((run): StatusInterval[] => {
            const both = intersect(claim, run);
            return both === undefined ? [] : [{ component, status: claim.status, ...both }];
          }),
        );
    }),
  );
}
