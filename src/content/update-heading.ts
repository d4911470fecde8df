/** The grammar of an update's heading: `Phase · time · component changes · next: time · notify: no|again`. */
import type { Update } from '../domain/update.ts';
import { type Kind, PHASES_OF_KIND, phaseTitle } from '../schema/phase.ts';
import { formatInstant } from '../schema/timestamp.ts';
import { exampleHeading, type HeadingFault, HeadingReader } from './heading-reader.ts';
import { CLOCK, isPhase, LONGEST_HEADING, splitParts, wordOf } from './heading-words.ts';
import { nearest } from './suggest.ts';

export type Heading = Omit<Update, 'text'>;

/** Whether a heading means to be an update: it has a clock time, a phase word at its head, or a near miss of one. */
export function isUpdateHeading(raw: string, kind: Kind): boolean {
  if (raw.length > LONGEST_HEADING) return false;
  if (CLOCK.test(raw)) return true;
  const head = splitParts(raw)[0] ?? '';
  const word = wordOf(head);
  const [first = '', second = ''] = word.split('_').map((part) => part.replace(/[:,;.]$/, ''));
  if ([word, first, `${first}_${second}`].some(isPhase)) return true;
  return nearest(word, PHASES_OF_KIND[kind]) !== undefined;
}

/** Reads a heading that {@link isUpdateHeading} took for an update. All faults at once; `heading` only without any. */
export function parseHeading(raw: string, kind: Kind): { heading?: Heading; faults: HeadingFault[] } {
  const reader = new HeadingReader(kind);
  const parts = splitParts(raw);
  const [head = '', ...rest] = parts;
  if (reader.isMixed(parts, kind)) return { faults: reader.faults };
  const phase = reader.phase(head, kind);
  const isText = phase === undefined && rest.length === 0;
  const at = isText ? undefined : reader.time(rest[0], exampleHeading(phase, kind));
  for (const part of rest.slice(1)) reader.option(part);
  if (reader.faults.length > 0 || phase === undefined || at === undefined) return { faults: reader.faults };
  const { components, nextUpdateBy, notify } = reader;
  return { heading: { at, phase, components, nextUpdateBy, notify }, faults: [] };
}

/** The parts of a heading as somebody gave them, each in a field of its own. */
export interface HeadingFields {
  phase: string;
  components: readonly { id: string; status: string }[];
  next?: string | undefined;
  notify?: string | undefined;
}

/** Reads fields as a heading's parts. All faults at once; what is wrong is left out of `heading`. */
export function readHeadingFields(
  { phase, components, next, notify }: HeadingFields,
  kind: Kind,
): { heading: Omit<Heading, 'at'>; faults: HeadingFault[] } {
  const reader = new HeadingReader(kind, true);
  const read = reader.phase(phase, kind) ?? PHASES_OF_KIND[kind][0] ?? 'investigating';
  for (const { id, status } of components) reader.component(id, status);
  if (next !== undefined) reader.option(`next: ${next}`);
  if (notify !== undefined) reader.notified(notify);
  const { components: changes, nextUpdateBy } = reader;
  return {
    heading: { phase: read, components: changes, nextUpdateBy, notify: reader.notify },
    faults: reader.faults,
  };
}

/** Writes a heading in its canonical form, without the leading `## `. */
export function formatHeading(heading: Heading): string {
  const changes = Object.entries(heading.components).map(([component, status]) => `${component}: ${status}`);
  return [
    phaseTitle(heading.phase),
    formatInstant(heading.at),
    changes.length === 0 ? undefined : changes.join(', '),
    heading.nextUpdateBy === undefined ? undefined : `next: ${formatInstant(heading.nextUpdateBy)}`,
    heading.notify === undefined ? undefined : `notify: ${heading.notify}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
