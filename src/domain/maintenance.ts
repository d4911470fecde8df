import type { MaintenanceFrontMatter } from '../schema/incident.ts';
import type { MaintenancePhase } from '../schema/phase.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { frontMatterComponents } from './incident.ts';
import { sortUpdates, type Update } from './update.ts';

/** A maintenance with everything that its file and the time tell derived. */
export interface Maintenance {
  id: string;
  kind: 'maintenance';
  title: string;
  /** The phase at the time it was derived for: by the clock unless a person's later update says otherwise. */
  phase: MaintenancePhase;
  /** The announced window. */
  from: Instant;
  until: Instant;
  /** When it really began and ended, where the time it was derived for is past that. */
  startedAt: Instant | undefined;
  endedAt: Instant | undefined;
  components: string[];
  introduction: string;
  /** Oldest first. */
  updates: Update[];
  frontMatter: MaintenanceFrontMatter;
}

/** A person's word on the phase: the latest update up to `now` that is not the announcement. */
function said(updates: readonly Update[], now: Instant): Update | undefined {
  return updates.findLast((update) => update.phase !== 'scheduled' && update.at <= now);
}

function derivePhase(
  spoken: Update | undefined,
  window: { from: Instant; until: Instant },
  now: Instant,
): MaintenancePhase {
  if (spoken?.phase === 'completed') return 'completed';
  if (now >= window.until) return spoken !== undefined && spoken.at >= window.until ? phaseOf(spoken) : 'completed';
  if (spoken !== undefined) return phaseOf(spoken);
  return now >= window.from ? 'in_progress' : 'scheduled';
}

function phaseOf(update: Update): MaintenancePhase {
  return update.phase as MaintenancePhase;
}

/**
 * Derives a maintenance at `now`. Phases are entered by time; an update by a person overrides: `in_progress` early,
 * `completed` early, or one written after the window's end that says it still runs.
 */
export function deriveMaintenance(
  id: string,
  file: { frontMatter: MaintenanceFrontMatter; introduction: string; updates: readonly Update[] },
  now: Instant,
): Maintenance {
  const updates = sortUpdates(file.updates);
  const { frontMatter } = file;
  const from = parseInstant(frontMatter.scheduled.from) ?? NaN;
  const until = parseInstant(frontMatter.scheduled.until) ?? NaN;
  const spoken = said(updates, now);
  const phase = derivePhase(spoken, { from, until }, now);
  const begun = updates.find((update) => update.phase === 'in_progress' || update.phase === 'verifying');
  const completed = updates.find((update) => update.phase === 'completed');
  const startedAt = Math.min(from, begun?.at ?? from);
  return {
    id,
    kind: 'maintenance',
    title: frontMatter.title,
    phase,
    from,
    until,
    startedAt: phase === 'scheduled' || (completed !== undefined && completed.at <= startedAt) ? undefined : startedAt,
    endedAt: phase === 'completed' ? (completed?.at ?? until) : undefined,
    components: frontMatterComponents(frontMatter),
    introduction: file.introduction,
    updates,
    frontMatter,
  };
}
