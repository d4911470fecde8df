/** Texts that had to be taken back: `redactions` in status.yml. */
import type { Config } from '../schema/config.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { Update } from './update.ts';

export type Redaction = Config['redactions'][number];

/** An incident, maintenance or announcement, as far as a redaction is concerned. */
interface Redactable {
  id: string;
  updates: Update[];
  frontMatter: { formerly?: string[] | undefined };
}

/** The redaction of the update at `at` of a file with one of these ids, where there is one. */
export function findRedaction(
  redactions: readonly Redaction[],
  ids: readonly string[],
  at: Instant,
): Redaction | undefined {
  return redactions.find((redaction) => ids.includes(redaction.incident) && parseInstant(redaction.update) === at);
}

/** Names a redaction by what it takes back, however its time is written. */
export function redactionKey({ incident, update }: Pick<Redaction, 'incident' | 'update'>): string {
  return `${incident} ${parseInstant(update) ?? update}`;
}

/** The entry without the texts that were taken back, so that nothing made from it can show them. */
export function redact<T extends Redactable>(entry: T, redactions: readonly Redaction[]): T {
  const ids = [entry.id, ...(entry.frontMatter.formerly ?? [])];
  if (!redactions.some((redaction) => ids.includes(redaction.incident))) return entry;
  const updates = entry.updates.map((update) =>
    findRedaction(redactions, ids, update.at) === undefined ? update : { ...update, text: '' },
  );
  return { ...entry, updates };
}
