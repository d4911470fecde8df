/** All that pages, feeds and the API show, derived once a build. */
import { deriveBlindSince } from '../domain/blind-spell.ts';
import type { Announcement } from '../domain/announcement.ts';
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import { isRetiredAt } from '../domain/retired.ts';
import { deriveVerdict, type Verdict } from '../domain/verdict.ts';
import { IMPACTS } from '../schema/component.ts';
import type { Config } from '../schema/config.ts';
import type { Instant } from '../schema/timestamp.ts';
import { deriveComponent, EntryIndex, type SiteComponent } from './component-model.ts';
import { createFormat, type Format, isoMonth, startOfDay } from './format.ts';
import { isolate } from './isolate.ts';
import type { BrokenFile, Entry, SiteContent } from './site-content.ts';
import { chooseCatalogue } from './strings/choose.ts';
import type { Strings } from './strings/en.ts';
import { entryEnd, entryTime, sortEntries } from './entry-times.ts';
import { fileEntries, pastWindows } from './maintenance-windows.ts';
import { listEdges } from './outlook.ts';
import { derivePostmortems, type PostmortemModel } from './postmortem-model.ts';
import { createUrls, type SiteUrls } from './urls.ts';

const DAY_MS = 86_400_000;
const RECENT_DAYS = 14;

export interface ComponentGroup {
  /** Undefined for the components that are in no group. */
  name: string | undefined;
  components: SiteComponent[];
}

/** A UTC day, or several in a row without an entry. */
export interface DaysOfEntries {
  /** First instants of the first and the last day. */
  from: Instant;
  until: Instant;
  entries: Entry[];
}

export interface MonthOfEntries {
  /** `2026-11`, UTC. */
  month: string;
  /** An instant of the month, for its name. */
  at: Instant;
  /** The days that have an entry, newest first. */
  days: DaysOfEntries[];
}

export interface SiteModel {
  /** What the build is computed for; also when the page was built. */
  now: Instant;
  config: Config;
  urls: SiteUrls;
  /** BCP 47 tag of the language that the page is written in. */
  language: string;
  /** BCP 47 tag that dates and numbers go by. */
  tag: string;
  format: Format;
  strings: Strings;
  /** Every readable entry and the last good revision of every other, newest first. */
  entries: Entry[];
  /** What is known of an incident beyond its file, by its id. */
  known: SiteContent['known'];
  postmortems: PostmortemModel;
  /** Id of each entry to what Git tells of it. */
  provenance: SiteContent['provenance'];
  redactedAt: SiteContent['redactedAt'];
  /** By id: the files that are shown from an earlier revision, or not at all. */
  broken: ReadonlyMap<string, BrokenFile>;
  /** Whether the settings are those of an earlier status.yml, as it cannot be used as it stands. */
  isConfigBroken: boolean;
  /** Components that are part of the page now, in the order of status.yml. */
  components: SiteComponent[];
  /** Times after `now` at which a maintenance begins or ends or a promised update is late, the nearest first. */
  edges: Instant[];
  groups: ComponentGroup[];
  verdict: Verdict;
  /** Component id to its name as it stands in a sentence, retired ones included. */
  componentNames: ReadonlyMap<string, string>;
  /** Worst first, of the same impact the newest first. */
  openIncidents: Incident[];
  /** The one that ends first comes first. */
  runningMaintenances: Maintenance[];
  /** The next one comes first. */
  upcomingMaintenances: Maintenance[];
  /** Windows that are over, newest first. */
  pastMaintenances: Maintenance[];
  /** Those that stand on the front page now, newest first. */
  announcements: Announcement[];
  /** The last 14 UTC days with their incidents and maintenances, newest first. */
  recentDays: DaysOfEntries[];
  /** Every entry by UTC month, newest first. */
  months: MonthOfEntries[];
  /** Time of the last run of the checks; undefined where none is known. */
  checkedAt: Instant | undefined;
  /** Whether the checks last ran longer ago than `staleAfter`. */
  isStale: boolean;
  /** Since when nothing could be reached from where the checks run; undefined while they see something. */
  blindSince: Instant | undefined;
}

/** Groups in the order in which they are first named; components without one stand where the first of them stands. */
function groupComponents(components: readonly SiteComponent[]): ComponentGroup[] {
  const groups = new Map<string | undefined, SiteComponent[]>();
  for (const component of components) {
    const group = groups.get(component.group);
    if (group === undefined) groups.set(component.group, [component]);
    else group.push(component);
  }
  return [...groups].map(([name, members]) => ({ name, components: members }));
}

/** Entries that are sorted newest first, by UTC month and day. */
export function groupByMonth(entries: readonly Entry[]): MonthOfEntries[] {
  const months: MonthOfEntries[] = [];
  for (const entry of entries) {
    const at = startOfDay(entryTime(entry));
    const name = isoMonth(at);
    if (months.at(-1)?.month !== name) months.push({ month: name, at, days: [] });
    const days = months.at(-1)?.days ?? [];
    if (days.at(-1)?.from === at) days.at(-1)?.entries.push(entry);
    else days.push({ from: at, until: at, entries: [entry] });
  }
  return months;
}

/** The day on which the front page lists an entry: that of its start, or of its end where it began before the window. */
function listedAt(entry: Entry, firstDay: Instant): Instant | undefined {
  const start = entryTime(entry);
  return start >= firstDay ? start : entryEnd(entry);
}

function deriveRecentDays(entries: readonly Entry[], now: Instant): DaysOfEntries[] {
  const today = startOfDay(now);
  const firstDay = today - (RECENT_DAYS - 1) * DAY_MS;
  const days = new Map<Instant, Entry[]>();
  for (const entry of entries) {
    const at = listedAt(entry, firstDay);
    if (entry.kind === 'announcement' || at === undefined || at < firstDay || at > now) continue;
    days.set(startOfDay(at), [...(days.get(startOfDay(at)) ?? []), entry]);
  }
  const listed: DaysOfEntries[] = [];
  for (let day = today; day >= firstDay; day -= DAY_MS) {
    const onDay = days.get(day) ?? [];
    const last = listed.at(-1);
    if (onDay.length === 0 && last?.entries.length === 0) last.from = day;
    else listed.push({ from: day, until: day, entries: onDay });
  }
  return listed;
}

type CurrentEntries =
  'openIncidents' | 'runningMaintenances' | 'upcomingMaintenances' | 'pastMaintenances' | 'announcements';

/** Sorts the entries of the moment out of all of them. */
function deriveCurrent(entries: readonly Entry[], now: Instant): Pick<SiteModel, CurrentEntries> {
  const maintenances = entries.filter((entry) => entry.kind === 'maintenance');
  return {
    openIncidents: entries
      .filter((entry) => entry.kind === 'incident')
      .filter((incident) => incident.resolvedAt === undefined)
      .sort((a, b) => IMPACTS.indexOf(b.impact) - IMPACTS.indexOf(a.impact) || b.startedAt - a.startedAt),
    runningMaintenances: maintenances
      .filter(({ phase }) => phase === 'in_progress' || phase === 'verifying')
      .sort((a, b) => a.until - b.until),
    upcomingMaintenances: maintenances.filter(({ phase }) => phase === 'scheduled').sort((a, b) => a.from - b.from),
    pastMaintenances: pastWindows(maintenances, now),
    announcements: entries
      .filter((entry) => entry.kind === 'announcement')
      .filter(({ publishedAt, until }) => publishedAt <= now && now < until),
  };
}

function verdictOf(
  components: readonly SiteComponent[],
  current: ReturnType<typeof deriveCurrent>,
): SiteModel['verdict'] {
  return deriveVerdict({
    components,
    incidents: current.openIncidents,
    maintenances: current.runningMaintenances,
  });
}

/** Derives the model of a page from what a build has read. */
export function deriveSiteModel(content: SiteContent): SiteModel {
  const { config, now, checkedAt } = content;
  const entries = sortEntries(content.entries);
  const index = new EntryIndex(entries);
  const edges = listEdges(entries, now);
  const components = config.components
    .filter((component) => !isRetiredAt(component, now))
    .map((component) => deriveComponent(component, { content, index, edges }));
  const current = deriveCurrent(entries, now);
  const filed = fileEntries(entries, now);
  const catalogue = chooseCatalogue(config.page.locale);
  return {
    now,
    config,
    urls: createUrls(config.page.url),
    ...catalogue,
    format: createFormat({ ...catalogue, timeZone: config.page.timeZone }),
    entries,
    provenance: content.provenance,
    redactedAt: content.redactedAt,
    known: content.known,
    postmortems: derivePostmortems(content, entries),
    broken: new Map(content.broken.map((file) => [file.id, file])),
    isConfigBroken: content.configCommit !== undefined,
    components,
    edges,
    groups: groupComponents(components),
    verdict: verdictOf(components, current),
    componentNames: new Map(config.components.map(({ id, name }) => [id, isolate(name)])),
    ...current,
    recentDays: deriveRecentDays(filed, now),
    months: groupByMonth(filed),
    checkedAt,
    isStale: checkedAt !== undefined && now - checkedAt > config.page.staleAfter,
    blindSince: deriveBlindSince(content.measurements, now),
  };
}
