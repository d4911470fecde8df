import { createPrepare, type NotifyPorts, planOnly } from '../../app/notify/notify.ts';
import { tellDue } from '../../app/notify/tell.ts';
import type { Clock } from '../../ports.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { systemClock } from '../../store/clock.ts';
import { readHistory } from '../../store/history.ts';
import { openLedgerJournal } from '../../store/ledger-journal.ts';
import { openRepository } from '../../store/repository.ts';
import { openTellingMark } from '../../store/telling-mark.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot } from '../root.ts';
import { stopSignal } from '../stop-signal.ts';

type Flags = RootFlags &
  NowFlags &
  JsonFlags & { dryRun?: boolean; test?: string; deployFailed?: boolean; record?: boolean };

/** The clock that goes on from the time that a run is to count as. */
function clockFrom(now: Instant | undefined): Clock {
  if (now === undefined) return systemClock;
  const begun = Date.now();
  return { ...systemClock, now: () => now + Date.now() - begun };
}

async function openPorts(root: string, clock: Clock): Promise<NotifyPorts> {
  const [repository, mark, journal] = await Promise.all([
    openRepository({ root, onNotice: output.note }),
    openTellingMark(root),
    openLedgerJournal(root),
  ]);
  return {
    repository,
    mark,
    journal,
    clock,
    random: Math.random,
    environment: process.env,
    readHistory: (until, paths) => readHistory({ root, until, paths }),
    loadChannel: async (type) => (await import('../../notify/registry.ts')).loadChannel(type),
    createFetch: (signal) => async (request) => (await import('../../notify/fetch.ts')).createFetch(signal)(request),
    note: output.note,
  };
}

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
  const ports = await openPorts(findRoot(flags), clock);
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
