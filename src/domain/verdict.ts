/** The page in one word: what stands at its top as a sentence. */
import { IMPACTS } from '../schema/component.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Incident } from './incident.ts';
import type { Maintenance } from './maintenance.ts';
import { isRunning } from './maintenance-window.ts';
import { nextPromise } from './promise.ts';
import type { SeriesState } from './series.ts';

export type VerdictLevel =
  | 'major_outage'
  | 'partial_outage'
  | 'degraded_performance'
  | 'under_maintenance'
  | 'no_data'
  | 'some_no_data'
  | 'operational';

export interface Verdict {
  level: VerdictLevel;
  /** Ids of the components that are not as they should be in the sense of the level, in the order of the page. */
  components: string[];
  /** Ids of those whose checks fail without an incident: "Checks are failing; we are looking". */
  failing: string[];
  /** Ids of the open incidents, also of those without impact. */
  incidents: string[];
  /** The earliest time by which an open incident promises its next update. */
  nextUpdateBy?: Instant | undefined;
}

/** A component as the verdict sees it. */
export interface JudgedComponent {
  id: string;
  state: SeriesState;
  /** Whether, or which, of its checks fail confirmed without an incident. */
  failing: boolean | readonly string[];
}

interface Facts {
  components: readonly JudgedComponent[];
  open: readonly Incident[];
  running: readonly Maintenance[];
}

const OUTAGES = ['degraded_performance', 'partial_outage', 'major_outage'] as const satisfies VerdictLevel[];

function isFailing({ failing }: JudgedComponent): boolean {
  return typeof failing === 'boolean' ? failing : failing.length > 0;
}

/** How bad a component is, as an index of OUTAGES; -1 for none. A failure without an incident is at least degraded. */
function outageOf(component: JudgedComponent): number {
  const known = OUTAGES.findIndex((state) => state === component.state);
  return isFailing(component) ? Math.max(known, 0) : known;
}

/** The outage that an incident's impact stands for, as an index of OUTAGES; -1 for impact none. */
function outageOfImpact({ impact }: Incident): number {
  return IMPACTS.indexOf(impact) - 1;
}

function deriveLevel({ components, open, running }: Facts): VerdictLevel {
  const worst = Math.max(-1, ...components.map(outageOf), ...open.map(outageOfImpact));
  const outage = OUTAGES[worst];
  if (outage !== undefined) return outage;
  const isIn = (state: SeriesState) => (component: JudgedComponent) => component.state === state;
  if (running.length > 0 || components.some(isIn('under_maintenance'))) return 'under_maintenance';
  if (components.every(isIn('no_data'))) return 'no_data';
  return components.some(isIn('no_data')) ? 'some_no_data' : 'operational';
}

/** Whether a component is one that a verdict of this level speaks of. */
function isMeant(component: JudgedComponent, level: VerdictLevel): boolean {
  if (level === 'under_maintenance') return component.state === 'under_maintenance';
  if (level === 'no_data' || level === 'some_no_data') return component.state === 'no_data';
  return outageOf(component) >= 0;
}

/**
 * Derives the verdict from the components' states and everything open: the first that holds of major outage (or impact
 * critical), partial outage (major), degraded (minor), maintenance at work, no data anywhere, no data for some, all
 * operational. So it is never better than the worst open incident, nor than a confirmed failure without one.
 *
 * An open incident of impact none raises nothing by itself, which is what its author says of it; it is still listed, and
 * the statuses that it gives components count through these. Of a page without components nothing is known, so it has
 * no data rather than all systems operational.
 */
export function deriveVerdict(input: {
  components: readonly JudgedComponent[];
  incidents: readonly Incident[];
  maintenances: readonly Maintenance[];
}): Verdict {
  const open = input.incidents.filter(({ resolvedAt }) => resolvedAt === undefined);
  const running = input.maintenances.filter(({ phase }) => isRunning(phase));
  const level = deriveLevel({ components: input.components, open, running });
  return {
    level,
    components: input.components.filter((component) => isMeant(component, level)).map(({ id }) => id),
    failing: input.components.filter(isFailing).map(({ id }) => id),
    incidents: open.map(({ id }) => id),
    nextUpdateBy: nextPromise(open),
  };
}
