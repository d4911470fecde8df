/** One line of what is known of an entry. */
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { type Phrase, phrase } from './phrase.ts';
import type { SiteModel } from './site-model.ts';

export interface Fact {
  term: string;
  value: Phrase;
  /** Where the value comes from and how exact it is. */
  note?: string | undefined;
  /** Where the value leads. */
  url?: string | undefined;
  /** Times of its day are shown without their date. */
  beside?: Instant | undefined;
}

/** A fact that may turn out not to be one. */
export type Finding = Omit<Fact, 'value'> & { value: Phrase | string | undefined };

/** A time alone. */
export function timeOf(at: Instant | undefined): Phrase | undefined {
  return at === undefined ? undefined : phrase((time = '') => time, at);
}

/** How many were told in person, by which means and when. */
export function outreachFinding(entry: Incident | Maintenance, { strings }: SiteModel): Finding {
  const told = entry.frontMatter.outreach ?? [];
  const value = phrase(
    (...times) =>
      told.map(({ count, channel }, index) => strings.entry.outreach(count, channel, times[index] ?? '')).join(' · '),
    ...told.map(({ at }) => parseInstant(at) ?? NaN),
  );
  return { term: strings.entry.toldInPerson, value };
}
