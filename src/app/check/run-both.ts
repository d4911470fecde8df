/** A run over the public root and the private one, with another look at each failure that it cannot confirm yet. */
import type { ParsedConfigFile } from '../../content/config-file.ts';
import { readRunConfig } from '../last-good-config.ts';
import { requirePrivateRoot } from '../read-private-root.ts';
import { type BothReports, type Look, lookAtBoth, type OpenPrivate, type PrivateReport } from './look-at-both.ts';
import { checksAgain, joinReports, MAX_RECHECKS, type RecheckOptions, runWithRechecks, waitFor } from './recheck.ts';
import type { RunPorts, RunReport } from './run.ts';

export interface BothPorts {
  open: RunPorts;
  /** Opens the private root, whose checks are carried out with those of the public one. */
  openPrivate(): Promise<RunPorts>;
}

/** Settles a promise that is alone. */
export async function settle<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}

function isDone<T>(result: PromiseSettledResult<T>): result is PromiseFulfilledResult<T> {
  return result.status === 'fulfilled';
}

/** How long a root wants to wait before another look; undefined where it wants none, or has failed. */
function waitOf(result: PromiseSettledResult<RunReport>, { nextRunIn = Infinity }: RecheckOptions): number | undefined {
  if (!isDone(result)) return undefined;
  const { recheckAfter } = result.value.config.triage;
  const isWanted = result.value.plan.awaiting.length > 0 && recheckAfter > 0 && recheckAfter < nextRunIn;
  return isWanted ? recheckAfter : undefined;
}

/** The checks of another look at a root: those that it waits for, else one that proves the network to the other. */
function checksOf(result: PromiseSettledResult<RunReport>, options: RecheckOptions): Set<string> {
  if (!isDone(result)) return new Set();
  const { plan } = result.value;
  const awaiting = waitOf(result, options) === undefined ? [] : plan.awaiting;
  return checksAgain({ ...result.value, plan: { ...plan, awaiting } });
}

function joinPrivate(first: PrivateReport, second: PrivateReport): PrivateReport {
  const notices = [...first.notices, ...second.notices];
  return { ...second, ...joinReports(first, second), notices };
}

/** Both results as one; a root that failed has failed. */
function joinResults<T>(
  first: PromiseSettledResult<T>,
  second: PromiseSettledResult<T>,
  join: (first: T, second: T) => T,
): PromiseSettledResult<T> {
  return isDone(first) && isDone(second) ? { ...second, value: join(first.value, second.value) } : second;
}

/** Looks again while a failure of either root awaits confirmation; a root that has failed is left out from then on. */
async function lookAgain(own: OpenPrivate, look: Look, options: RecheckOptions): Promise<BothReports> {
  let latest = await lookAtBoth(own, look);
  let all = latest;
  for (let count = 1; count <= MAX_RECHECKS && options.isDry !== true; count += 1) {
    const waits = [waitOf(latest.open, options), waitOf(latest.own, options)].filter((ms) => ms !== undefined);
    const ms = Math.min(...waits);
    if (waits.length === 0 || !(await waitFor(ms, look.open, options.signal))) return all;
    const now = options.now === undefined ? undefined : options.now + count * ms;
    const only = { open: checksOf(latest.open, options), own: checksOf(latest.own, options) };
    latest = await lookAtBoth(own, { ...look, only, before: latest, options: { ...options, now } });
    all = {
      open: joinResults(all.open, latest.open, joinReports),
      own: joinResults(all.own, latest.own, joinPrivate),
    };
  }
  return all;
}

/** Opens the private root beside this status.yml of the public one; rejected where it cannot be opened or has errors. */
export function preparePrivate(
  { openPrivate }: Pick<BothPorts, 'openPrivate'>,
  status: ParsedConfigFile,
): Promise<PromiseSettledResult<OpenPrivate>> {
  const prepare = async (): Promise<OpenPrivate> => {
    const ports = await openPrivate();
    return { ports, ...(await requirePrivateRoot(ports.files, status, 'check')) };
  };
  return settle(prepare());
}

/**
 * Carries out a run over both roots. Never rejects: what went wrong in a root stands in its place of the result. Where
 * the private root cannot be opened the public one has a run of its own.
 */
export async function runBoth(both: BothPorts, options: RecheckOptions): Promise<BothReports> {
  const { open } = both;
  const status = await readRunConfig(open);
  const prepared = await preparePrivate(both, status);
  if (!isDone(prepared)) {
    const given = { ...options, config: status.config };
    return { open: await settle(runWithRechecks(open, given)), own: prepared };
  }
  return lookAgain(prepared.value, { open, status, options }, options);
}
