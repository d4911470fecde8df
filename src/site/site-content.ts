import type { IssueStates } from '../domain/action-state.ts';
import type { Announcement } from '../domain/announcement.ts';
import type { IncidentKnowledge } from '../domain/derived-facts.ts';
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { Measurement } from '../domain/measurement.ts';
import type { EarlierSeries } from '../domain/series.ts';
import type { Postmortem } from '../domain/postmortem.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { WatchedTime } from '../domain/watched-time.ts';
import type { Config } from '../schema/config.ts';
import type { Instant } from '../schema/timestamp.ts';

export type Entry = Incident | Maintenance | Announcement;

/** A file that cannot be read as it stands on main, and what is shown in its place. */
export interface BrokenFile {
  /** Relative to the root folder. */
  path: string;
  id: string;
  /** Title from the last good revision, else from the first heading or the file name. */
  title: string;
  /** Commit of the revision that is shown; undefined where there never was a good one. */
  shownCommit: string | undefined;
  /** Ids that it says it had, as far as that can be read. */
  formerly?: string[] | undefined;
  /** The problems as lines for a terminal; they are never shown to readers. */
  problems: string[];
}

/** A file that was published once and is not there any more: its address stays and says so. */
export interface WithdrawnFile {
  id: string;
  /** When the commit that removed it was made. */
  at: Instant;
}

/** How the plan of a maintenance came to be: its windows, and how often they were moved. */
export interface PlanHistory {
  /** When the file came to main. */
  createdAt: Instant;
  /** When its windows were last changed there. */
  changedAt: Instant;
  /** How often they were. */
  changes: number;
}

/** The post-mortems, as far as readers may know of them. */
export interface SitePostmortems {
  /** Readable ones, and the last good revisions of those that are not. */
  published: Postmortem[];
  /** Published files that are shown from an earlier revision. */
  broken: BrokenFile[];
  /** Ids of incidents that a post-mortem is being written about. */
  inWork: string[];
  /** Ids of what was published and is not any more. */
  withdrawn: WithdrawnFile[];
}

/** Which state of the repository was read, and how much of it is in Git. */
export interface ContentOrigin {
  /** Commit of `status-data`; undefined before the branch exists and outside Git. */
  data: string | undefined;
  /** Whether what was read differs from the commit; undefined where that is not known. */
  isDirty: boolean | undefined;
  /** Whether the clone ends before the first commit. */
  isShallow: boolean;
  /** Names the program that reads, and another one otherwise; undefined where nobody asked. */
  engine: string | undefined;
}

/** Everything that a build reads, before anything is derived for a page. */
export interface SiteContent {
  /** What the build is computed for. */
  now: Instant;
  config: Config;
  /** `page.id`, or what stands in for it. */
  pageId: string;
  /** Readable entries, and the last good revisions of those that are not. */
  entries: Entry[];
  /** Id of each entry to what Git tells of it; none of them outside of Git. */
  provenance: ReadonlyMap<string, Provenance>;
  /** What is known of an incident beyond its file, by its id. */
  known: ReadonlyMap<string, IncidentKnowledge>;
  broken: BrokenFile[];
  /** Id to the plan of a maintenance; an id is missing where Git does not tell. */
  plans: ReadonlyMap<string, PlanHistory>;
  /** Commit that status.yml is taken from where it cannot be used as it stands. */
  configCommit?: string | undefined;
  /** Ids that no file and no earlier id of a file (`formerly`) has any more. */
  withdrawn: WithdrawnFile[];
  postmortems: SitePostmortems;
  /** How the issues of their actions stand. */
  actionStates: IssueStates;
  /** Check id to its measurements, oldest first, of the last 90 days and what confirming needs before them. */
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  /** What the checks said before those days, as far back as uptime is told. */
  earlier: EarlierSeries | undefined;
  /** When any check looked, and saw something, as far back as uptime is told. */
  watched: WatchedTime;
  /** Check id to its first measurement ever; an id is missing where there is none. */
  firstMeasured: ReadonlyMap<string, Instant>;
  /** Time of the last run of the checks. */
  checkedAt: Instant | undefined;
  /** Component id to the first commit that names it; an id is missing where that is not known. */
  firstNamed: ReadonlyMap<string, Instant>;
  /** When each redaction came to main, by `redactionKey`; without those of which that is not known. */
  redactedAt: ReadonlyMap<string, Instant>;
  /** The same of the checks that post-mortems led to, by the id of the check. */
  checksNamed: ReadonlyMap<string, Instant>;
  /** Commit that the content was read from; undefined outside Git or before the first commit. */
  commit: { id: string; at: Instant } | undefined;
  origin: ContentOrigin;
}
