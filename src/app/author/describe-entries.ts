/** Entries as data for a terminal and for programs. */
import { currentStatuses } from '../../domain/incident.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import type { Entry } from '../../site/site-content.ts';
import type { Update } from '../../domain/update.ts';

/** An entry as `--json` prints it; times are in UTC. */
export interface DescribedEntry {
  id: string;
  kind: Entry['kind'];
  title: string;
  /** Of the latest update; of a maintenance also what the clock says. */
  phase: string;
  isOpen: boolean;
  impact?: string;
  category?: string;
  confidence?: string;
  /** Each component with its status now; of what is over, and of other kinds, their ids alone. */
  components: Record<string, string> | string[];
  /** When it began, or begins. */
  startedAt: string;
  /** When it ended, or ends. */
  endedAt?: string;
  /** By when the next update is promised. */
  nextUpdateBy?: string;
  updates: DescribedUpdate[];
}

export interface DescribedUpdate {
  at: string;
  phase: string;
  components: Record<string, string>;
  nextUpdateBy?: string;
  notify?: string;
  text: string;
}

function describeUpdate({ at, phase, components, nextUpdateBy, notify, text }: Update): DescribedUpdate {
  return {
    at: formatInstant(at),
    phase,
    components: { ...components },
    ...(nextUpdateBy !== undefined && { nextUpdateBy: formatInstant(nextUpdateBy) }),
    ...(notify !== undefined && { notify }),
    text,
  };
}

function timesOf(startedAt: Instant, endedAt: Instant | undefined) {
  return { startedAt: formatInstant(startedAt), ...(endedAt !== undefined && { endedAt: formatInstant(endedAt) }) };
}

/** An entry with what follows from it. */
export function describeEntry(entry: Entry): DescribedEntry {
  const { id, kind, title, updates } = entry;
  const common = { id, kind, title, updates: updates.map(describeUpdate) };
  if (entry.kind === 'maintenance') {
    const { phase, components, from, until } = entry;
    return { ...common, phase, isOpen: phase !== 'completed', components, ...timesOf(from, until) };
  }
  if (entry.kind === 'announcement') {
    const { components, publishedAt, until } = entry;
    return { ...common, phase: 'announced', isOpen: false, components, ...timesOf(publishedAt, until) };
  }
  const { phase, impact, category, confidence, startedAt, resolvedAt } = entry;
  const isOpen = phase !== 'resolved';
  const next = isOpen ? updates.at(-1)?.nextUpdateBy : undefined;
  return {
    ...common,
    phase,
    isOpen,
    impact,
    category,
    ...(category !== 'undetermined' && { confidence }),
    components: isOpen ? currentStatuses(entry) : entry.components,
    ...timesOf(startedAt, resolvedAt),
    ...(next !== undefined && { nextUpdateBy: formatInstant(next) }),
  };
}

/** What is open first, then the latest. */
export function sortEntries(entries: readonly DescribedEntry[]): DescribedEntry[] {
  const rank = ({ isOpen }: DescribedEntry): number => (isOpen ? 0 : 1);
  return [...entries].sort(
    (a, b) => rank(a) - rank(b) || b.startedAt.localeCompare(a.startedAt, 'en') || a.id.localeCompare(b.id, 'en'),
  );
}
