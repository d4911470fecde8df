/** What `candor notify` says of what it did. Addresses and secrets are in none of it. */
import type { Prepared, Told } from '../../app/notify/tell.ts';
import type { LedgerRecord } from '../../domain/ledger.ts';
import type { DueDelivery } from '../../domain/plan-notices.ts';
import type { Delivery } from '../../channel-ports.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { output, printJson } from '../output.ts';

type Outcome = Told['outcomes'][number];

const RESULTS: Readonly<Record<LedgerRecord['state'], string>> = {
  told: 'Told',
  retry: 'Not told yet, to be tried again',
  failed: 'Not told, and not tried again',
};

function count(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
}

/** One line for all that the same notice met in one channel. */
function describeGroup([{ due, state, reason }, ...others]: [Outcome, ...Outcome[]]): string {
  const { channel, notice } = due;
  const whom = others.length === 0 ? '' : `, ${count(others.length + 1, 'recipient')}`;
  const why = reason === undefined ? '' : `: ${reason}`;
  return showInvisible(
    `${RESULTS[state]}: ${channel.id} (${channel.type}${whom}) of "${notice.title}", ${formatInstant(notice.at)}${why}`,
  );
}

function isFull<T>(list: readonly T[]): list is [T, ...T[]] {
  return list.length > 0;
}

function groupKey({ due, state, reason }: Outcome): string {
  const { entry, update, again, channel } = due.key;
  return [state, reason, channel, entry, update, again].join(' ');
}

function printPlanNotes({ plan }: Prepared): void {
  if (plan.unpublished > 0) {
    output.note(`${count(plan.unpublished, 'message')} wait for the deploy of what they link to.`);
  }
  if (plan.waiting.length > 0) output.note(`${count(plan.waiting.length, 'message')} wait for another try.`);
}

function describeDue({ key, notice, channel, reason }: DueDelivery) {
  const { entry, update, again, recipient } = key;
  return {
    channel: channel.id,
    type: channel.type,
    recipient,
    event: notice.event,
    entry,
    update,
    ...(again !== '' && { again }),
    title: notice.title,
    url: notice.url,
    ...(reason !== undefined && { reason }),
  };
}

export interface ReportOptions {
  json?: boolean | undefined;
  /** What everybody may read of customers. */
  customers?: object | undefined;
}

function allOf({ prepared, outcomes }: Told): Outcome[] {
  const givenUp = prepared.plan.givenUp.map((due): Outcome => ({ due, state: 'failed', reason: due.reason }));
  return [...outcomes, ...givenUp];
}

/** A line for each notice in each channel that a run has told, or not told. */
export function describeTold(told: Told): string[] {
  return [...Map.groupBy(allOf(told), groupKey).values()].filter(isFull).map(describeGroup);
}

/** Prints what a run has done. */
export function printTold(told: Told, { json, customers }: ReportOptions): void {
  const { prepared, outcomes } = told;
  const { plan } = prepared;
  const all = allOf(told);
  if (json === true) {
    printJson({
      results: all.map(({ due, state, reason }) => ({ ...describeDue(due), result: state, reason: reason ?? null })),
      waiting: plan.waiting.map(describeDue),
      unpublished: plan.unpublished,
      ...(customers && { customers }),
    });
    return;
  }
  for (const line of describeTold(told)) output.print(line);
  printPlanNotes(prepared);
  const left = plan.due.length - outcomes.length;
  if (left > 0) output.note(`${count(left, 'message')} left for the next run.`);
  if (all.length === 0 && left === 0) output.note('Nobody is to be told anything now.');
}

/** The delivery as it would be sent; undefined where nobody can be reached. */
function toDelivery(due: DueDelivery, prepared: Prepared): Delivery | undefined {
  const to = prepared.senders.get(due.channel.id)?.recipients.get(due.key.recipient);
  if (to === undefined) return undefined;
  return { notice: due.notice, words: prepared.wordsOf(due), to, key: '', previous: due.previous };
}

/** The message in full, as its channel would send it, or why it would not. */
function showMessage(due: DueDelivery, prepared: Prepared): string {
  const sender = prepared.senders.get(due.channel.id);
  const delivery = toDelivery(due, prepared);
  if (delivery === undefined || sender?.channel === undefined) return `(nothing: ${sender?.problem ?? 'nobody'})`;
  return sender.redact(sender.channel.show(delivery));
}

/** Lines of a message, with whatever is not seen written out, and none of them a command to anybody. */
function indent(message: string): string {
  return message
    .split('\n')
    .map((line) => `    ${showInvisible(line)}`.trimEnd())
    .join('\n');
}

/** Each message that would be told, in full, once for all recipients who would get the same. */
export function describePlan(prepared: Prepared): string[] {
  const { due } = prepared.plan;
  const groups = Map.groupBy(due, ({ key }) => [key.channel, key.entry, key.update, key.again].join(' '));
  return [...groups.values()].filter(isFull).map(([first, ...others]) => {
    const { channel, notice } = first;
    const whom = others.length === 0 ? '' : `, ${count(others.length + 1, 'recipient')}`;
    const what = `Would tell ${channel.id} (${channel.type}${whom}) of "${notice.title}", ${formatInstant(notice.at)}:`;
    return `${showInvisible(what)}\n${indent(showMessage(first, prepared))}`;
  });
}

/** Prints what would be told. */
export function printPlan(prepared: Prepared, { json, customers }: ReportOptions): void {
  const { plan } = prepared;
  if (json === true) {
    printJson({
      due: plan.due.map((due) => ({ ...describeDue(due), message: showMessage(due, prepared) })),
      waiting: plan.waiting.map(describeDue),
      givenUp: plan.givenUp.map(describeDue),
      unpublished: plan.unpublished,
      ...(customers && { customers }),
    });
    return;
  }
  for (const text of describePlan(prepared)) output.print(text);
  printPlanNotes(prepared);
  if (plan.givenUp.length > 0) output.note(`${count(plan.givenUp.length, 'message')} were tried for a day in vain.`);
  if (plan.due.length === 0) output.note('Nobody would be told anything now.');
}
