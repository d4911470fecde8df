/**
 * The customers of a private root in `candor notify`. What a command says is public as a rule, so that all it says of them
 * are counts; what else there is to say is kept in the private root's Git folder.
 */
import { planCustomers, tellCustomers, type ToldCustomers } from '../../app/notify/customers.ts';
import type { NotifyOptions, NotifyPorts } from '../../app/notify/notify.ts';
import type { Prepared, TellOptions } from '../../app/notify/tell.ts';
import { readConfig } from '../../app/read-config.ts';
import { requirePrivateRoot } from '../../app/read-private-root.ts';
import { PrivateRootError } from '../../errors.ts';
import { openPrivateRoot, PRIVATE_VARIABLE, type PrivateRoot } from '../../store/private-root.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { createPullReader } from '../asking.ts';
import { describeFailure } from '../failure.ts';
import { describePlan, describeTold } from './notify-report.ts';

export interface CustomersSummary {
  /** Whether the root could not be opened or written. */
  isBroken: boolean;
  /** Whether somebody will not be told any more. */
  hasFailed: boolean;
  /** What everybody may read. */
  text: string;
  /** The same for programs. */
  counts: object;
}

interface Given extends NotifyOptions, TellOptions {
  isDry: boolean;
  /** Opens the ports of a root. */
  openPorts(root: string, note: (text: string) => void): Promise<NotifyPorts>;
}

const KEPT = `The details are in candor/run.log of the Git folder of what ${PRIVATE_VARIABLE} names.`;

function messages(n: number): string {
  return `${n} ${n === 1 ? 'message' : 'messages'}`;
}

function summariseTold({ outcomes, prepared, recorded }: ToldCustomers): CustomersSummary {
  const countOf = (wanted: string): number => outcomes.filter(({ state }) => state === wanted).length;
  const told = countOf('told');
  const failed = countOf('failed') + prepared.plan.givenUp.length;
  const retry = countOf('retry') + prepared.plan.waiting.length;
  const sentences = [
    `Customers: ${messages(told)} sent${retry > 0 ? `, ${retry} to be tried again` : ''}${failed > 0 ? `, ${failed} failed for good` : ''}.`,
    ...(outcomes.length + failed > 0 ? [KEPT] : []),
  ];
  const counts = { told, retry, failed, recorded: recorded.length };
  return { isBroken: false, hasFailed: failed > 0, text: sentences.join(' '), counts };
}

function summarisePlan({ plan }: Prepared): CustomersSummary {
  const due = plan.due.length;
  const text = `Customers: ${messages(due)} would be sent.${due > 0 ? ` ${KEPT}` : ''}`;
  return { isBroken: false, hasFailed: false, text, counts: { due, waiting: plan.waiting.length } };
}

/** A letter that is ours and says nothing is shown; of anything else only that it happened. */
function summariseFailure(error: unknown): CustomersSummary {
  const text =
    error instanceof PrivateRootError
      ? describeFailure(error)
      : `Cannot tell the customers of the private root. ${KEPT}`;
  return { isBroken: true, hasFailed: false, text, counts: { failed: true } };
}

/** What can be said of the private root to those alone who may read it is not worth failing for. */
async function keep(opened: PrivateRoot | undefined, lines: readonly string[]): Promise<void> {
  await opened?.keep(lines).catch(() => undefined);
}

/** Tells the customers of a private root. Never rejects: what went wrong stands in the summary. */
export async function notifyCustomers(
  ports: NotifyPorts,
  { root, folder }: { root: string; folder: string },
  given: Given,
): Promise<CustomersSummary> {
  const notes: string[] = [];
  let opened: PrivateRoot | undefined;
  try {
    opened = await openPrivateRoot(folder, root);
    const own = await given.openPorts(opened.root, (text) => void notes.push(text));
    const status = await readConfig(await openRootFiles(root));
    const privateRoot = await requirePrivateRoot(await openRootFiles(opened.root), status, 'tell the customers of');
    const openPorts = { ...ports, readYoungPulls: createPullReader(root, process.env) };
    const input = { open: { ports: openPorts, snapshot: await ports.repository.snapshot() }, own, root: privateRoot };
    if (given.isDry) {
      const prepared = await planCustomers(input, given);
      await keep(opened, [...notes, ...describePlan(prepared)]);
      return summarisePlan(prepared);
    }
    const told = await tellCustomers(input, given);
    await keep(opened, [...notes, ...describeTold(told)]);
    return summariseTold(told);
  } catch (error) {
    await keep(opened, [...notes, describeFailure(error)]);
    return summariseFailure(error);
  }
}
