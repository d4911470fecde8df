/** An incident, maintenance or announcement as pages show it: its state, its labels and its facts. */
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { SeriesState } from '../domain/series.ts';
import type { Impact } from '../schema/component.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

const MAX_NAMES = 4;

const STATE_OF_IMPACT: Readonly<Record<Impact, SeriesState>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
};

/** One line of what is known of an entry. */
export interface Fact {
  term: string;
  at?: Instant | undefined;
  text?: string | undefined;
  url?: string | undefined;
}

/** The state that an entry is drawn in, whether or not it is over; an announcement has none. */
export function entryState(entry: Entry): SeriesState | undefined {
  if (entry.kind === 'announcement') return undefined;
  return entry.kind === 'maintenance' ? 'under_maintenance' : STATE_OF_IMPACT[entry.impact];
}

/** The state that a page about the entry is in now: that of the entry until it is over. */
export function pageState(entry: Entry): SeriesState {
  if (entry.kind === 'announcement') return 'no_data';
  const isOver = entry.kind === 'incident' ? entry.resolvedAt !== undefined : entry.phase === 'completed';
  return isOver ? 'operational' : (entryState(entry) ?? 'no_data');
}

/** What kind of entry it is: `Major incident`, `Maintenance`. */
export function kindLabel(entry: Entry, { strings }: SiteModel): string {
  return entry.kind === 'incident' ? strings.impact[entry.impact] : strings.kind[entry.kind];
}

/** The phase that it is in; an announcement has none worth telling. */
export function phaseLabel(entry: Entry, { strings }: SiteModel): string | undefined {
  return entry.kind === 'announcement' ? undefined : strings.phase[entry.phase];
}

/** Both: `Major incident · Resolved`. */
export function entryLabel(entry: Entry, model: SiteModel): string {
  return [kindLabel(entry, model), phaseLabel(entry, model)].filter((part) => part !== undefined).join(' · ');
}

/** The names of the components that an entry ever named, all of them or at most four. */
export function nameComponents(entry: Entry, { componentNames, format, strings }: SiteModel, all = false): string {
  const names = entry.components.map((id) => componentNames.get(id) ?? id);
  const shown = all || names.length <= MAX_NAMES ? names : names.slice(0, MAX_NAMES - 1);
  const rest = names.length - shown.length;
  return format.list(rest === 0 ? shown : [...shown, strings.andMore(rest)]);
}

function lengthOf(entry: Entry, { format }: SiteModel): string {
  if (entry.kind === 'incident' && entry.resolvedAt !== undefined) {
    return format.duration(entry.resolvedAt - entry.startedAt);
  }
  if (entry.kind === 'maintenance' && entry.endedAt !== undefined && entry.startedAt !== undefined) {
    return format.duration(entry.endedAt - entry.startedAt);
  }
  return '';
}

/** What stands below a title in a list: `Major incident · Resolved · Public API · 55 minutes`. */
export function entryLine(entry: Entry, model: SiteModel): string {
  const parts = [entryLabel(entry, model), nameComponents(entry, model), lengthOf(entry, model)];
  return parts.filter((part) => part !== '').join(' · ');
}

/** When things were no longer bad, where that was said before they were over: the first `monitoring` that held. */
function mitigatedAt(incident: Incident): Instant | undefined {
  const lastBad = incident.updates.findLastIndex(({ phase }) => phase === 'investigating' || phase === 'identified');
  const next = incident.updates[lastBad + 1];
  return next?.phase === 'monitoring' ? next.at : undefined;
}

function causeOf({ category, confidence, resolvedAt }: Incident, { strings }: SiteModel): string {
  const { cause } = strings;
  if (category === 'undetermined')
    return resolvedAt === undefined ? cause.undetermined.open : cause.undetermined.closed;
  return cause[category][confidence];
}

function providerFacts({ frontMatter }: Incident, { config, strings }: SiteModel): Fact[] {
  const { provider, providerUrl, reportedAt, ticket } = frontMatter;
  const name = config.providers.find(({ id }) => id === provider)?.name ?? provider;
  const { entry } = strings;
  return [
    { term: entry.provider, text: name },
    { term: entry.providerReport, url: providerUrl },
    { term: entry.reported, at: reportedAt === undefined ? undefined : parseInstant(reportedAt), text: ticket },
  ];
}

function outreachFact(entry: Incident | Maintenance, { format, strings }: SiteModel): Fact {
  const told = (entry.frontMatter.outreach ?? []).map(({ at, channel, count }) =>
    strings.entry.outreach(count, channel, format.dateTime(parseInstant(at) ?? NaN)),
  );
  return { term: strings.entry.toldInPerson, text: told.length === 0 ? undefined : told.join('; ') };
}

function incidentFacts(incident: Incident, model: SiteModel): Fact[] {
  const { entry } = model.strings;
  const { startedAt, resolvedAt, frontMatter, updates } = incident;
  const length = model.format.duration((resolvedAt ?? model.now) - startedAt);
  return [
    { term: entry.affected, text: nameComponents(incident, model, true) },
    { term: entry.cause, text: causeOf(incident, model) },
    ...providerFacts(incident, model),
    { term: entry.began, at: startedAt, text: frontMatter.startedBecause },
    { term: entry.told, at: frontMatter.backfilled === true ? undefined : updates[0]?.at },
    { term: entry.mitigated, at: mitigatedAt(incident) },
    { term: entry.resolved, at: resolvedAt },
    { term: resolvedAt === undefined ? entry.lasting : entry.duration, text: length },
    outreachFact(incident, model),
  ];
}

function maintenanceFacts(maintenance: Maintenance, model: SiteModel): Fact[] {
  const { entry } = model.strings;
  const { startedAt, endedAt, from, until } = maintenance;
  return [
    { term: entry.affected, text: nameComponents(maintenance, model, true) },
    { term: entry.planned, text: model.format.range(from, until) },
    { term: entry.began, at: startedAt },
    { term: entry.ended, at: endedAt },
    { term: entry.duration, text: lengthOf(maintenance, model) },
    outreachFact(maintenance, model),
  ];
}

function factsOf(entry: Entry, model: SiteModel): Fact[] {
  if (entry.kind === 'incident') return incidentFacts(entry, model);
  if (entry.kind === 'maintenance') return maintenanceFacts(entry, model);
  return [
    { term: model.strings.entry.published, at: entry.publishedAt },
    { term: model.strings.entry.affected, text: nameComponents(entry, model, true) },
  ];
}

/** What is known of an entry, line by line; what is not known is left out. */
export function listFacts(entry: Entry, model: SiteModel): Fact[] {
  return factsOf(entry, model).filter(
    ({ at, text, url }) => at !== undefined || url !== undefined || (text !== undefined && text !== ''),
  );
}

/** One thing that triage found. */
export interface EvidenceLine {
  at: Instant;
  text: string;
  source: string | undefined;
  /** The source, where it is an address. */
  url: string | undefined;
}

/** What triage found, oldest first. */
export function listEvidence(entry: Entry): EvidenceLine[] {
  const evidence = 'evidence' in entry.frontMatter ? (entry.frontMatter.evidence ?? []) : [];
  return evidence
    .map(({ at, text, source }) => ({
      at: parseInstant(at) ?? NaN,
      text,
      source,
      url: source !== undefined && /^https?:\/\//i.test(source) ? source : undefined,
    }))
    .sort((a, b) => a.at - b.at);
}

/** How the entry came to be, where that is not the usual way. */
export function listOrigins(entry: Entry, { strings }: SiteModel): string[] {
  const { frontMatter } = entry;
  const { openedByMonitor, backfilled, importedFrom } = strings.entry;
  return [
    ...('openedBy' in frontMatter && frontMatter.openedBy === 'monitor' ? [openedByMonitor] : []),
    ...(frontMatter.backfilled === true ? [backfilled] : []),
    ...(frontMatter.importedFrom === undefined ? [] : [importedFrom(frontMatter.importedFrom)]),
  ];
}
