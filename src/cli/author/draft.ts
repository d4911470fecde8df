/** What is known so far of an entry that is being written, from flags, a template and answers. */
import type { ComponentField } from '../../content/compose-fields.ts';

/** Of every command that writes an entry; each uses what it knows of. Times are in words. */
export interface Draft {
  id?: string | undefined;
  title?: string | undefined;
  message?: string | undefined;
  category?: string | undefined;
  confidence?: string | undefined;
  impact?: string | undefined;
  /** Components each with its status. */
  statuses?: readonly ComponentField[] | undefined;
  /** Components alone. */
  components?: readonly string[] | undefined;
  phase?: string | undefined;
  next?: string | undefined;
  notify?: string | undefined;
  provider?: string | undefined;
  providerUrl?: string | undefined;
  reportedAt?: string | undefined;
  ticket?: string | undefined;
  startedAt?: string | undefined;
  startedBecause?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  timeZone?: string | undefined;
  recurrence?: string | undefined;
  exdates?: readonly string[] | undefined;
}
