/** What is known of an entry, line by line; what is not known is left out, or said to be so where one would guess. */
import { currentStatuses, type Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import { listPromises } from '../domain/promise.ts';
import type { ComponentStatus } from '../schema/component.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { isOver, isRetold } from './entry-times.ts';
import { lengthOf, nameComponents } from './entry-view.ts';
import { isolate } from './isolate.ts';
import { followingWindows } from './maintenance-windows.ts';
import { type Phrase, phrase } from './phrase.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';
import { hostOf } from './urls.ts';

/** One line of what is known of an entry. */
export interface Fact {
  term: string;
  value: Phrase;
  /** Where the value leads. */
  url?: string | undefined;
  /** Times of its day are shown without their date. */
  beside?: Instant | undefined;
}

/** A fact that may turn out not to be one. */
type Finding = Omit<Fact, 'value'> & { value: Phrase | string | undefined };

/** A component that an open incident names, as it is now. */
export interface NamedStatus {
  name: string;
  status: ComponentStatus;
}

/** A time alone. */
function timeOf(at: Instant | undefined): Phrase | undefined {
  return at === undefined ? undefined : phrase((time = '') => time, at);
}

/** When things were no longer bad, where that was said before they were over: the first `monitoring` that held. */
function mitigatedAt(incident: Incident): Instant | undefined {
  const lastBad = incident.updates.findLastIndex(({ phase }) => phase === 'investigating' || phase === 'identified');
  const next = incident.updates[lastBad + 1];
  return next?.phase === 'monitoring' ? next.at : undefined;
}

function providerName({ frontMatter: { provider } }: Incident, { config }: SiteModel): string | undefined {
  const name = config.providers.find(({ id }) => id === provider)?.name ?? provider;
  return name === undefined ? undefined : isolate(name);
}

function causeOf(incident: Incident, model: SiteModel): string {
  const { category, confidence, resolvedAt } = incident;
  const { cause, incident: words } = model.strings;
  if (category === 'undetermined')
    return resolvedAt === undefined ? cause.undetermined.open : cause.undetermined.closed;
  const provider = providerName(incident, model);
  return category === 'upstream' && provider !== undefined
    ? words.providerCause[confidence](provider)
    : cause[category][confidence];
}

/** Where the provider tells of it, and that we have told the provider. */
function providerFindings(incident: Incident, model: SiteModel): Finding[] {
  const { providerUrl, reportedAt, ticket } = incident.frontMatter;
  const { entry, incident: words } = model.strings;
  const provider = providerName(incident, model);
  const at = reportedAt === undefined ? undefined : parseInstant(reportedAt);
  const reported =
    at === undefined ? undefined : phrase((time = '') => words.reportedTo({ provider, time, ticket }), at);
  const link = { value: providerUrl === undefined ? undefined : hostOf(providerUrl), url: providerUrl };
  return [
    { term: entry.providerReport, ...link },
    { term: words.reported, value: reported },
  ];
}

function outreachFinding(entry: Incident | Maintenance, { strings }: SiteModel): Finding {
  const told = entry.frontMatter.outreach ?? [];
  const value = phrase(
    (...times) =>
      told.map(({ count, channel }, index) => strings.entry.outreach(count, channel, times[index] ?? '')).join(' · '),
    ...told.map(({ at }) => parseInstant(at) ?? NaN),
  );
  return { term: strings.entry.toldInPerson, value };
}

/** Whether the start is known by itself, and not only from what was first written. */
function isStartKnown({ frontMatter, startedAt }: Incident): boolean {
  const measured = (frontMatter.evidence ?? []).filter(({ kind }) => kind === 'measurement');
  return frontMatter.startedAt !== undefined || measured.some(({ at }) => parseInstant(at) === startedAt);
}

/** When it began and how that is known. */
function beganOf(incident: Incident, { strings }: SiteModel): Phrase {
  const { startedBecause } = incident.frontMatter;
  const words = strings.incident;
  return phrase((time = '') => {
    if (startedBecause !== undefined) return words.beganBecause(time, startedBecause);
    return isStartKnown(incident) || isRetold(incident) ? time : words.beganAtLatest(time);
  }, incident.startedAt);
}

/** When people were first told, and how long that took, as far as either is known. */
function toldOf(incident: Incident, { format, strings }: SiteModel): Phrase | string | undefined {
  const words = strings.incident;
  if (isRetold(incident)) return words.toldUnknown;
  const at = incident.updates[0]?.at;
  if (at === undefined || !isStartKnown(incident) || at < incident.startedAt) return timeOf(at);
  const after = format.duration(at - incident.startedAt);
  return phrase((time = '') => words.toldAfter(time, after), at);
}

/** How many promises to write again there were, and how many were not kept; one that is still ahead is not counted. */
function promisesOf(incident: Incident, { strings }: SiteModel): string | undefined {
  const promises = listPromises(incident.updates).filter(({ cameAt }) => cameAt !== undefined || isOver(incident));
  if (promises.length === 0 || isRetold(incident)) return undefined;
  const late = promises.filter(({ by, cameAt = by }) => cameAt > by).length;
  const missed = promises.filter(({ cameAt }) => cameAt === undefined).length;
  return strings.incident.promises({ all: promises.length, late, missed });
}

function incidentFindings(incident: Incident, model: SiteModel): Finding[] {
  const { entry, incident: words } = model.strings;
  const { startedAt, resolvedAt } = incident;
  const beside = startedAt;
  const open = model.format.duration(model.now - startedAt);
  return [
    { term: entry.affected, value: resolvedAt === undefined ? undefined : nameComponents(incident, model, true) },
    { term: entry.cause, value: causeOf(incident, model) },
    ...providerFindings(incident, model).map((finding) => ({ ...finding, beside })),
    { term: entry.began, value: beganOf(incident, model) },
    { term: entry.told, value: toldOf(incident, model), beside },
    { term: entry.mitigated, value: timeOf(mitigatedAt(incident)), beside },
    { term: entry.resolved, value: timeOf(resolvedAt), beside },
    resolvedAt === undefined
      ? { term: entry.lasting, value: open }
      : { term: entry.duration, value: lengthOf(incident, model) },
    { term: words.promised, value: promisesOf(incident, model) },
    { ...outreachFinding(incident, model), beside },
  ];
}

function maintenanceFindings(maintenance: Maintenance, model: SiteModel): Finding[] {
  const { entry } = model.strings;
  const { startedAt, endedAt, from, until } = maintenance;
  const following = followingWindows(maintenance, model.now);
  return [
    { term: entry.affected, value: nameComponents(maintenance, model, true) },
    { term: entry.planned, value: model.format.range(from, until) },
    { term: entry.following, value: following.map(({ start, end }) => model.format.range(start, end)).join(' · ') },
    { term: entry.began, value: timeOf(startedAt) },
    { term: entry.ended, value: timeOf(endedAt), beside: startedAt },
    { term: entry.duration, value: lengthOf(maintenance, model) },
    outreachFinding(maintenance, model),
  ];
}

function findingsOf(entry: Entry, model: SiteModel): Finding[] {
  if (entry.kind === 'incident') return incidentFindings(entry, model);
  if (entry.kind === 'maintenance') return maintenanceFindings(entry, model);
  return [
    { term: model.strings.entry.published, value: timeOf(entry.publishedAt) },
    { term: model.strings.entry.affected, value: nameComponents(entry, model, true) },
  ];
}

/** What is known of an entry. */
export function listFacts(entry: Entry, model: SiteModel): Fact[] {
  return findingsOf(entry, model).flatMap(({ value = '', ...fact }) => {
    const said = typeof value === 'string' ? phrase(() => value) : value;
    return said.text === '' ? [] : [{ ...fact, value: said }];
  });
}

/** What an open incident says of its components now; nothing of any other entry. */
export function listStatuses(entry: Entry, { componentNames }: SiteModel): NamedStatus[] {
  if (entry.kind !== 'incident') return [];
  return Object.entries(currentStatuses(entry)).map(([id, status]) => ({ name: componentNames.get(id) ?? id, status }));
}
