/** Keeps the workflows of the repository enabled, which GitHub disables where nothing happens for long. */
import type { Duty } from '../../domain/follow-up/duty.ts';
import { planWorkflows } from '../../domain/follow-up/plan-workflows.ts';
import { StatusError } from '../../errors.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { FollowUpPorts } from './follow-up.ts';

/**
 * Enables workflows, as of `now`; returns a duty for each that could not be. `activeAt` is the time of main's last commit.
 * Throws a StatusError where they cannot even be listed.
 */
export async function keepWorkflows(
  { tracker, note }: FollowUpPorts,
  { activeAt, now, isDry }: { activeAt: Instant | undefined; now: Instant; isDry: boolean },
): Promise<Duty[]> {
  const duties: Duty[] = [];
  for (const workflow of planWorkflows(await tracker.listWorkflows(), { activeAt, now })) {
    const { path, state } = workflow;
    try {
      if (!isDry) await tracker.enableWorkflow(workflow);
      note(`${isDry ? 'Would enable' : 'Enabled'} the workflow ${path}.`);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      duties.push({ kind: 'workflow', path, isDisabled: state !== 'active', why: error.message });
    }
  }
  return duties;
}
