import { createPrepare, type NotifyPorts, planOnly } from '../../app/notify/notify.ts';
import { tellDue } from '../../app/notify/tell.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { clockFrom, openNotifyPorts } from '../notify-ports.ts';
import { output, printJson } from '../output.ts';
import { namedPrivateFolder } from '../private-folder.ts';
import { findRoot } from '../root.ts';
import { stopSignal } from '../stop-signal.ts';
import type { CustomersSummary } from './notify-private.ts';

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

interface Roots extends Given {
  root: string;
  clock: ReturnType<typeof clockFrom>;
  ports: NotifyPorts;
}

/** What is told of customers, where a private root is named. */
async function runCustomers({ root, clock, ports, ...given }: Roots): Promise<CustomersSummary | undefined> {
  const folder = namedPrivateFolder();
  if (folder === undefined) return undefined;
  const { notifyCustomers } = await import('./notify-private.ts');
  return notifyCustomers(
    ports,
    { root, folder },
    {
      now: given.now,
      signal: given.signal,
      hasDeployFailed: given.flags.deployFailed,
      isDry: given.flags.dryRun === true,
      isRecordOnly: given.flags.record,
      openPorts: (own, note) => openNotifyPorts(own, clock, note),
    },
  );
}

function exitCodeOf(hasFailed: boolean, customers: CustomersSummary | undefined): ExitCode {
  if (customers?.isBroken === true) return 2;
  return hasFailed || customers?.hasFailed === true ? 1 : 0;
}

/** Says in one line what everybody may read of customers. */
function printCustomers(customers: CustomersSummary | undefined, { json }: Flags): void {
  if (customers === undefined) return;
  if (customers.isBroken) output.note(customers.text);
  else if (json !== true) output.print(customers.text);
}

/** Tells the public's channels and then customers, each also where the other fails. */
async function tellBoth(roots: Roots): Promise<ExitCode> {
  const { ports, flags, now, signal } = roots;
  const options = { now, hasDeployFailed: flags.deployFailed };
  const { printPlan, printTold } = await import('./notify-report.ts');
  const [open] = await Promise.allSettled([
    flags.dryRun === true
      ? planOnly(ports, options).then((prepared) => ({ prepared, outcomes: [] }))
      : tellDue(ports, createPrepare(ports, options), { now, signal, isRecordOnly: flags.record }),
  ]);
  const customers = await runCustomers(roots);
  if (open.status === 'rejected') {
    printCustomers(customers, {});
    throw open.reason;
  }
  const { prepared, outcomes } = open.value;
  const report = { json: flags.json, customers: customers?.counts };
  if (flags.dryRun === true) printPlan(prepared, report);
  else printTold(open.value, report);
  printCustomers(customers, flags);
  const hasFailed = outcomes.some(({ state }) => state === 'failed') || prepared.plan.givenUp.length > 0;
  return exitCodeOf(flags.dryRun !== true && hasFailed, customers);
}

/** `candor notify`: 0 when everybody was told, or will be tried again; 1 when a channel failed for good. */
export async function runNotify(flags: Flags): Promise<ExitCode> {
  const clock = clockFrom(flags.now);
  const root = findRoot(flags);
  const ports = await openNotifyPorts(root, clock);
  const given = { now: clock.now(), signal: stopSignal(), flags };
  if (flags.test !== undefined) return runTest(ports, flags.test, given);
  return tellBoth({ ...given, root, clock, ports });
}
