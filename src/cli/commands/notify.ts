import { createPrepare, type NotifyPorts, planOnly } from '../../app/notify/notify.ts';
import { tellDue } from '../../app/notify/tell.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { clockFrom, openNotifyPorts } from '../notify-ports.ts';
import { output, printJson } from '../output.ts';
import { findRoot } from '../root.ts';
import { stopSignal } from '../stop-signal.ts';

type Flags = RootFlags &
  NowFlags &
  JsonFlags & { dryRun?: boolean; test?: string; deployFailed?: boolean; record?: boolean };

interface Given {
  now: Instant;
  signal: AbortSignal;
  flags: Flags;
}

async function runTest(ports: NotifyPorts, id: string, { now, signal, flags }: Given): Promise<ExitCode> {
  const { testChannel } = await import('../../app/notify/test-channel.ts');
  const tested = await testChannel(ports, id, { now, signal, isDry: flags.dryRun === true });
  const failed = tested.filter(({ outcome }) => outcome !== undefined && outcome.result !== 'sent');
  if (flags.json === true) printJson(tested);
  else {
    if (flags.dryRun === true) output.print(tested[0]?.message ?? '');
    else output.print(`Sent a test to ${tested.length - failed.length} of ${tested.length} through ${id}.`);
    for (const { outcome } of failed) {
      if (outcome !== undefined && 'reason' in outcome) output.note(showInvisible(`Not sent: ${outcome.reason}`));
    }
  }
  return failed.length === 0 ? 0 : 1;
}

/** `candor notify`: 0 when everybody was told, or will be tried again; 1 when a channel failed for good. */
export async function runNotify(flags: Flags): Promise<ExitCode> {
  const clock = clockFrom(flags.now);
  const ports = await openNotifyPorts(findRoot(flags), clock);
  const given = { now: clock.now(), signal: stopSignal(), flags };
  if (flags.test !== undefined) return runTest(ports, flags.test, given);
  const options = { now: given.now, hasDeployFailed: flags.deployFailed };
  const { printPlan, printTold } = await import('./notify-report.ts');
  if (flags.dryRun === true) {
    printPlan(await planOnly(ports, options), flags);
    return 0;
  }
  const told = await tellDue(ports, createPrepare(ports, options), { ...given, isRecordOnly: flags.record });
  printTold(told, flags);
  const hasFailed = told.outcomes.some(({ state }) => state === 'failed') || told.prepared.plan.givenUp.length > 0;
  return hasFailed ? 1 : 0;
}
