/** What is written into an incident of the private root, and to the customers that it concerns. In Markdown. */
import type { Customer } from '../../schema/customers.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { clockTime, plain } from './words.ts';

/** Why a customer's service fails, as far as is known: it decides what the customer is told. */
export type Cause =
  /** Nothing that we know of explains it: the customer is asked. */
  | { kind: 'theirs' }
  | { kind: 'ours' | 'upstream' }
  /** Work of ours may explain it, for as long as it lasts. */
  | { kind: 'planned' }
  /** Several customers fail at the same time; `url` is where the public is told of it. */
  | { kind: 'platform'; url: string; count: number };

/** `Acme (slack, email) and Globex`; who can be told nothing stands without a channel. */
export function nameCustomers(customers: readonly Customer[]): string {
  const names = customers.map(({ name, tell }) => {
    const channels = [...new Set(tell.map(({ type }) => type))];
    return channels.length === 0 ? plain(name) : `${plain(name)} (${channels.join(', ')})`;
  });
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** Services of several customers, one of whom this incident is about. */
export function platformLine({ url, count }: Extract<Cause, { kind: 'platform' }>): string {
  return `Services of ${count} customers fail together, so it is not this customer's doing: <${url}>`;
}

/** Whether and why somebody is contacted, the last step of the order: error class, planned activity, contact. */
export function contactLine(cause: Cause, customers: readonly Customer[]): string {
  if (customers.length === 0) return 'Contact: no customer uses it, so there is nobody to tell.';
  const names = nameCustomers(customers);
  switch (cause.kind) {
    case 'planned':
      return `Contact: not yet, as what is planned may explain it. Should it outlast that, we tell ${names}.`;
    case 'platform':
      return `Contact: ${platformLine(cause)}. We tell ${names} so.`;
    case 'ours':
    case 'upstream':
      return `Contact: we tell ${names}.`;
    default:
      return `Contact: nothing planned explains it, so we ask ${names}.`;
  }
}

/** `Error class: http_5xx.` */
export function errorClassLine(classes: readonly string[]): string {
  if (classes.length === 0) return 'Error class: none, the services answer too slowly.';
  return `Error class: ${classes.map((name) => `\`${name}\``).join(', ')}.`;
}

interface Activity {
  title: string;
  /** When it ended; undefined while it is at work. */
  endedAt: Instant | undefined;
}

/** What was looked at, and found, of planned work. `areAllKnown` is false where the public root could not be read. */
export function plannedLine(activities: readonly Activity[], now: Instant, areAllKnown: boolean): string {
  const found = activities.map(({ title, endedAt }) => {
    const what = `the maintenance "${plain(title)}"`;
    return endedAt === undefined ? `${what} is at work` : `${what} ended at ${clockTime(endedAt, now)}`;
  });
  const rest = areAllKnown ? '' : ' What is planned on the public page is not known to this run.';
  if (found.length === 0) return `Planned activity: no maintenance is at work or has just ended.${rest}`;
  return `Planned activity: ${found.join(', ')}.${rest}`;
}

/** That work which was planned no longer explains a failure. */
export function outlastedText(customers: readonly Customer[]): string {
  return `Nothing planned is at work any more, and it still fails.\n\n${contactLine({ kind: 'theirs' }, customers)}`;
}

const ASKS: Record<Cause['kind'], string> = {
  theirs: 'No planned work of ours explains it. Has something changed on your side? Please tell us; we keep checking.',
  ours: 'We take it for a fault of ours and are on it. There is nothing that you have to do.',
  upstream: 'We take it for a fault of a provider that we rely on, and have our eyes on it.',
  planned: 'Planned work of ours may explain it.',
  platform:
    'Services of several customers fail at the same time, so it is not your doing. We are on it, and write here how it goes on:',
};

/** What a customer is told of a failure: what, since when, what was found, and what is asked of them. */
export function noticeText(what: string, cause: Cause): string {
  const ask = cause.kind === 'platform' ? `${ASKS.platform} <${cause.url}>` : ASKS[cause.kind];
  return `${what}\n\n${ask}`;
}
