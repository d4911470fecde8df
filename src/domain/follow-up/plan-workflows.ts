/**
 * Which workflows to enable. GitHub disables those with a schedule in a public repository "when no repository activity
 * has occurred in 60 days", and lets one enable them again; that enabling one that is enabled begins the 60 days anew is
 * not documented, and is what others who do it report.
 */
import type { Instant } from '../../schema/timestamp.ts';

const DAY_MS = 86_400_000;
/** Ten days before the limit, so that some daily runs may fail. */
const QUIET_MS = 50 * DAY_MS;

export interface KnownWorkflow {
  id: number;
  path: string;
  state: string;
}

/**
 * Those to enable: disabled for inactivity, or at work while main has been quiet for 50 days. What a person disabled
 * stays so. `activeAt` is the time of main's last commit; undefined where that is not known.
 */
export function planWorkflows<W extends KnownWorkflow>(
  workflows: readonly W[],
  { activeAt, now }: { activeAt: Instant | undefined; now: Instant },
): W[] {
  const isQuiet = activeAt !== undefined && now - activeAt >= QUIET_MS;
  return workflows.filter(
    ({ path, state }) =>
      state === 'disabled_inactivity' || (isQuiet && state === 'active' && path.startsWith('.github/workflows/')),
  );
}
