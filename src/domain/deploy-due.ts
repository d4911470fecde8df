/** Whether the page that readers see still shows what holds now, or has to be built and deployed again. */
import type { Instant } from '../schema/timestamp.ts';
import { deriveCurrentState } from './current-state.ts';
import type { Deploy } from './deploy.ts';
import { derivePhases, type Maintenance } from './maintenance.ts';
import type { SeriesSources } from './series.ts';

/** Runs are five minutes apart, so one that finds the page this old keeps it from becoming older than an hour. */
const REBUILD_AFTER_MS = 55 * 60_000;

export interface DeployDueSources {
  /** The last deploy that is recorded; undefined where none is. */
  last: Deploy | undefined;
  /** Commit that main is at. */
  main: string | undefined;
  /** What each component's state is derived from, with every measurement that is known by now. */
  components: readonly Omit<SeriesSources, 'now'>[];
  maintenances: readonly Maintenance[];
  now: Instant;
}

export interface DeployDue {
  isDue: boolean;
  /** One clause for the log: `main has changed`. */
  reason: string;
}

type ComponentSources = DeployDueSources['components'][number];

/** What a page shows of a component: its state, and whose failure no incident explains. */
function shown(sources: ComponentSources, now: Instant): string {
  const { state, failing } = deriveCurrentState({ ...sources, now });
  return [state, ...failing].join(' ');
}

/** The component as the last build knew it: without what was measured after it. */
function asBuilt(sources: ComponentSources, { checkedAt }: Deploy): ComponentSources {
  const until = checkedAt ?? -Infinity;
  const measurements = [...sources.measurements].map(
    ([check, row]) => [check, row.filter(({ at }) => at <= until)] as const,
  );
  return { ...sources, measurements: new Map(measurements) };
}

function findChanged(sources: DeployDueSources, last: Deploy): string | undefined {
  const { components, now } = sources;
  return components.find((component) => shown(component, now) !== shown(asBuilt(component, last), last.builtAt))
    ?.component.id;
}

/** A maintenance that has entered a phase since the build. */
function findEntered({ maintenances, now }: DeployDueSources, last: Deploy): string | undefined {
  return maintenances.find((maintenance) => derivePhases(maintenance).some(({ at }) => at > last.builtAt && at <= now))
    ?.id;
}

function findReason(sources: DeployDueSources): string | undefined {
  const { last, main, now } = sources;
  if (last === undefined) return 'no deploy is recorded yet';
  if (last.commit !== main) return 'main has changed';
  const component = findChanged(sources, last);
  if (component !== undefined) return `the state of "${component}" has changed`;
  const maintenance = findEntered(sources, last);
  if (maintenance !== undefined) return `the maintenance "${maintenance}" has entered a phase`;
  return now - last.builtAt >= REBUILD_AFTER_MS ? 'the page is built at least hourly' : undefined;
}

/**
 * Derives whether the page has to be deployed again: main, a component's state or a maintenance's phase has changed since
 * the last build that went live, or that build is nearly an hour old. Both states are derived here from the same sources,
 * so that what a run does not read cannot look like a change.
 */
export function deriveDeployDue(sources: DeployDueSources): DeployDue {
  const reason = findReason(sources);
  return { isDue: reason !== undefined, reason: reason ?? 'the page that is live shows what holds' };
}
