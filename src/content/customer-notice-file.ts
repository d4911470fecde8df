/**
 * Planned notices to customers on `status-data` of the private root: a file a notice, which names whom it is for and by
 * which kind of channel, never an address. They stay until somebody sends them.
 */
import { stringify } from 'yaml';

import type { CustomerNotice } from '../domain/triage/customer-notice.ts';
import { formatInstant } from '../schema/timestamp.ts';

export const NOTICES_FOLDER = 'notices';

const COMMENT = [
  '# Planned by a run of the checks. Not sent by this version of Candor: these are the words for whoever contacts the',
  '# customers, each of them alone. Their addresses are in customers.yml.',
].join('\n');

/** `notices/2026-11-20-acme-shop/2026-11-20T10-05-00Z.yml`. */
export function noticePath({ incident, at }: CustomerNotice): string {
  return `${NOTICES_FOLDER}/${incident}/${formatInstant(at).replaceAll(':', '-')}.yml`;
}

/** Writes a notice; its text is Markdown. */
export function formatNoticeFile({ incident, event, at, customers, subject, text }: CustomerNotice): string {
  const values = { incident, event, at: formatInstant(at), customers, subject, text: `${text}\n` };
  return `${COMMENT}\n${stringify(values, { lineWidth: 0, blockQuote: 'literal' })}`;
}
