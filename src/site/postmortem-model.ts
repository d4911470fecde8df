/** The post-mortems of a site and what each is about. */
import { compareText } from '../domain/compare-text.ts';
import { knowledgeOf } from '../domain/derived-facts.ts';
import {
  findPostmortemDuties,
  type PostmortemDuty,
  type WrittenPostmortem,
} from '../domain/follow-up/postmortem-duties.ts';
import type { Incident } from '../domain/incident.ts';
import type { Postmortem } from '../domain/postmortem.ts';
import type { Instant } from '../schema/timestamp.ts';
import { entryTime } from './entry-times.ts';
import type { Entry, SiteContent, SitePostmortems } from './site-content.ts';

export interface SitePostmortem extends Postmortem {
  /** The entries that it is about, the earliest first. */
  about: Entry[];
  /** Ids that it names and no readable entry has. */
  unknown: string[];
  /** When the first of them began; else when it was published, as far as that is known. */
  at: Instant | undefined;
}

export interface PostmortemModel {
  /** Newest first, by what they are about. */
  all: SitePostmortem[];
  /** Entry id to the post-mortems about it, newest first; an id is missing where there is none. */
  byEntry: ReadonlyMap<string, SitePostmortem[]>;
  /** Ids of entries that a post-mortem is being written about. */
  inWork: ReadonlySet<string>;
  /** Entry id to the post-mortem that the policy asks for and that is not published yet. */
  owed: ReadonlyMap<string, PostmortemDuty>;
  /** Incidents of which it was decided to write none, newest first. */
  waived: Incident[];
  /** Ids of post-mortems that are shown from an earlier revision. */
  correcting: ReadonlySet<string>;
}

/** Every id that leads to an entry; of two with the same the entry's own stands. */
function indexIds(entries: readonly Entry[]): Map<string, Entry> {
  const byId = new Map(
    entries.flatMap((entry) => (entry.frontMatter.formerly ?? []).map((id) => [id, entry] as const)),
  );
  for (const entry of entries) byId.set(entry.id, entry);
  return byId;
}

function connect(postmortem: Postmortem, byId: ReadonlyMap<string, Entry>): SitePostmortem {
  const named = new Set(postmortem.incidents.flatMap((id) => byId.get(id) ?? []));
  const about = [...named].sort((a, b) => entryTime(a) - entryTime(b) || compareText(a.id, b.id));
  const [first] = about;
  return {
    ...postmortem,
    about,
    unknown: postmortem.incidents.filter((id) => !byId.has(id)),
    at: first === undefined ? postmortem.publishedAt : entryTime(first),
  };
}

/** What a draft is about is all that may be known of it. */
function writtenOf({ published, inWork }: SitePostmortems): WrittenPostmortem[] {
  return [
    ...published.map(({ id, incidents }) => ({ id, incidents, status: 'published' as const })),
    ...inWork.map((incident) => ({ id: '', incidents: [incident], status: 'draft' as const })),
  ];
}

function deriveOwed({ postmortems, known, config, now }: SiteContent, incidents: readonly Incident[]) {
  const publicationOf = (id: string) => knowledgeOf(known, id).publication;
  const sources = { policy: config.postmortems, publicationOf, now };
  const duties = findPostmortemDuties(incidents, writtenOf(postmortems), sources);
  return new Map(duties.map((duty) => [duty.incident, duty]));
}

/** Connects the post-mortems with what they are about; `entries` are those of the content, newest first. */
export function derivePostmortems(content: SiteContent, entries: readonly Entry[]): PostmortemModel {
  const { published, broken, inWork } = content.postmortems;
  const incidents = entries.filter((entry) => entry.kind === 'incident');
  const byId = indexIds(entries);
  const all = published
    .map((postmortem) => connect(postmortem, byId))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || compareText(a.id, b.id));
  const byEntry = new Map<string, SitePostmortem[]>();
  for (const postmortem of all) {
    for (const { id } of postmortem.about) byEntry.set(id, [...(byEntry.get(id) ?? []), postmortem]);
  }
  return {
    all,
    byEntry,
    inWork: new Set(inWork.map((id) => byId.get(id)?.id ?? id)),
    owed: deriveOwed(content, incidents),
    waived: incidents.filter(({ frontMatter }) => frontMatter.postmortem === 'waived'),
    correcting: new Set(broken.map(({ id }) => id)),
  };
}
