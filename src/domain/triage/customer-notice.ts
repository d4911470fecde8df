/** A message to the customers that an incident of the private root concerns: planned by a run, sent by `candor notify`. */
import type { Customer } from '../../schema/customers.ts';
import type { Phase } from '../../schema/phase.ts';
import type { Instant } from '../../schema/timestamp.ts';

export interface CustomerNotice {
  /** Id of the incident in the private root. */
  incident: string;
  event: 'opened' | 'updated' | 'resolved';
  /** Phase of the update that it tells of. */
  phase: Phase;
  /** Time of that update. */
  at: Instant;
  /** Whom it is for, each told alone, and by which channels; none for who can be told nothing. */
  customers: { id: string; by: Customer['tell'][number]['type'][] }[];
  subject: string;
  /** Markdown; names no customer. */
  text: string;
}

/** The customers of a notice as it holds them: ids and kinds of channels, no address. */
export function toRecipients(customers: readonly Customer[]): CustomerNotice['customers'] {
  return customers.map(({ id, tell }) => ({ id, by: [...new Set(tell.map(({ type }) => type))] }));
}
