/** What the figures of transparency are derived from. */
import type { Instant } from '../../schema/timestamp.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import type { IssueStates } from '../action-state.ts';
import type { IncidentKnowledge } from '../derived-facts.ts';
import type { EditKind } from '../edit-kind.ts';
import type { PostmortemPolicy } from '../follow-up/postmortem-duties.ts';
import type { Incident } from '../incident.ts';
import type { Postmortem } from '../postmortem.ts';
import type { ProducedCheck } from '../produced-check.ts';
import type { Edit, Provenance } from '../provenance.ts';
import type { Redaction } from '../redaction.ts';
import type { WatchedTime } from '../watched-time.ts';

/** An incident, maintenance or announcement that is published, as far as its words are concerned. */
export interface PublishedEntry {
  id: string;
  title: string;
  frontMatter: { formerly?: readonly string[] | undefined };
}

/** A post-mortem that is published, with what it is about. */
export interface PublishedPostmortem extends Postmortem {
  /** Its own title, or what stands in for it. */
  name: string;
  /** Ids of the entries that it is about, as they are called now. */
  entryIds: readonly string[];
  /** The checks that its chains of whys led to, each once, in the order of the chains. */
  checks: readonly ProducedCheck[];
}

/** How much of the history of main is there to be read: all of it, its newest part, or nothing, as outside of Git. */
export type HistoryReach = 'whole' | 'shallow' | 'none';

export interface TransparencyInput {
  history: HistoryReach;
  incidents: readonly Incident[];
  /** The incidents and everything else that is published the same way. */
  entries: readonly PublishedEntry[];
  /** What is known of an incident beyond its file, by its id. */
  known: ReadonlyMap<string, IncidentKnowledge>;
  /** Entry id to what Git tells of it. */
  provenance: ReadonlyMap<string, Provenance>;
  /** What an edit did. */
  kindOf(edit: Edit): EditKind;
  /** Files that were published and are not there any more. */
  withdrawn: readonly { id: string; at: Instant; kind: 'entry' | 'postmortem' }[];
  redactions: readonly Redaction[];
  postmortems: readonly PublishedPostmortem[];
  policy: PostmortemPolicy;
  actionStates: IssueStates;
  /** When the checks saw something. */
  watched: WatchedTime;
  /** The first measurement ever; undefined where there is none. */
  firstMeasuredAt: Instant | undefined;
  /** How long a measurement holds, in milliseconds. */
  holdForMs: number;
  /** Whole addresses. */
  urlOf: { entry(id: string): string; postmortem(id: string): string };
}

/** How an entry is named in the figures. */
export interface EntryName {
  id: string;
  title: string;
  url: string;
}

/** The same of an incident, with when it began. */
export interface IncidentName extends EntryName {
  startedAt: string;
}

/** Names an entry. */
export function nameEntry(
  { id, title }: Pick<PublishedEntry, 'id' | 'title'>,
  { urlOf }: TransparencyInput,
): EntryName {
  return { id, title, url: urlOf.entry(id) };
}

/** Names an incident. */
export function nameIncident(incident: Incident, input: TransparencyInput): IncidentName {
  return { ...nameEntry(incident, input), startedAt: formatInstant(incident.startedAt) };
}
