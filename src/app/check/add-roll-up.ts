import type { Snapshot } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { planRollUp } from '../roll-up.ts';
import type { RunPlan } from './plan-run.ts';
import { lookBack, type RunSources } from './read-run.ts';

const DAY_MS = 86_400_000;

export interface RollUpSources {
  config: Config;
  snapshot: Snapshot;
  sources: Pick<RunSources, 'runs'>;
  note(text: string): void;
}

/**
 * The plan of a run and what is rolled up with it. Only the first run of a UTC day looks whether anything is due: all
 * others cost nothing, and where the first does not land, the next one is the first.
 */
export async function addRollUp(plan: RunPlan, { config, snapshot, sources, note }: RollUpSources): Promise<RunPlan> {
  const today = Math.floor(plan.at / DAY_MS);
  const isFirst = ![...sources.runs.times].some((time) => Math.floor(time / DAY_MS) === today);
  if (!isFirst) return plan;
  const from = lookBack(plan.at, config);
  const { changes, notes } = await planRollUp(snapshot, { config, lookBack: plan.at - from, now: plan.at });
  notes.forEach(note);
  if (changes.length === 0) return plan;
  const { landing } = plan;
  const data = { ...landing.data, changes: [...landing.data.changes, ...changes], isNewRoot: true };
  return { ...plan, landing: { ...landing, data } };
}
