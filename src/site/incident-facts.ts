/** What is known of an incident, line by line, with where each comes from; all of it but its cause is derived. */
import { deriveFacts, type IncidentFacts, knowledgeOf } from '../domain/derived-facts.ts';
import type { DerivedTime, KnownTime, Span } from '../domain/derived-time.ts';
import type { Incident } from '../domain/incident.ts';
import { parseInstant } from '../schema/timestamp.ts';
import { lengthOf, nameComponents } from './entry-view.ts';
import { type Finding, outreachFinding } from './fact.ts';
import { isolate } from './isolate.ts';
import { type Phrase, phrase } from './phrase.ts';
import type { SiteModel } from './site-model.ts';
import { hostOf } from './urls.ts';

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

/** What is derived of an incident. */
export function factsOf(incident: Incident, { known, now }: SiteModel): IncidentFacts {
  return deriveFacts(incident, knowledgeOf(known, incident.id), now);
}

/** Where a time comes from, and how much earlier it may have been. */
export function noteOf({ source, withinMs }: KnownTime, { format, strings }: SiteModel): string {
  const said = strings.facts.source[source];
  return withinMs === undefined ? said : strings.facts.within(said, format.duration(withinMs));
}

/** When it began, and why where somebody has written that down. */
function beganOf({ frontMatter }: Incident, { started }: IncidentFacts, model: SiteModel): Omit<Finding, 'term'> {
  const words = model.strings.incident;
  const { startedBecause } = frontMatter;
  if (started.source === 'typed' && startedBecause !== undefined) {
    return { value: phrase((time = '') => words.beganBecause(time, startedBecause), started.at) };
  }
  if (started.isLatest === true) return { value: phrase((time = '') => words.beganAtLatest(time), started.at) };
  return { value: phrase((time = '') => time, started.at), note: noteOf(started, model) };
}

/** A time, and how long after the start it was. */
function afterStart(time: KnownTime, span: Span | undefined, { format, strings }: SiteModel): Phrase {
  if (span === undefined || span.ms === 0) return phrase((at = '') => at, time.at);
  const after = format.duration(span.ms);
  return phrase((at = '') => strings.incident.toldAfter(at, after), time.at);
}

/** A derived time in words, also where there is none. */
export function describeTime(
  time: DerivedTime | undefined,
  span: Span | undefined,
  model: SiteModel,
): Omit<Finding, 'term'> {
  const words = model.strings.facts;
  switch (time?.kind) {
    case undefined:
      return { value: undefined };
    case 'unknown':
      return { value: words.unknown[time.because] };
    case 'never':
      return { value: phrase((at = '') => words.never(at), time.after.at), note: noteOf(time.after, model) };
    case 'known':
      return { value: afterStart(time, span, model), note: noteOf(time, model) };
  }
}

/** The longest time in which nobody was told anything. */
function silenceOf({ longestSilence }: IncidentFacts, { format }: SiteModel): string | undefined {
  return longestSilence && format.duration(longestSilence.end - longestSilence.start);
}

function promisesOf({ promises }: IncidentFacts, { strings }: SiteModel): string | undefined {
  return promises && strings.incident.promises(promises);
}

/** How long each component was not as it should be. */
function affectedOf({ affected }: IncidentFacts, { componentNames, format, strings }: SiteModel): string {
  const lines = affected.map(({ component, ms }) =>
    strings.facts.affectedFor(componentNames.get(component) ?? component, format.duration(ms)),
  );
  return lines.join(' · ');
}

/** Everything that is known of an incident. */
export function incidentFindings(incident: Incident, model: SiteModel): Finding[] {
  const { entry, facts: words, incident: said } = model.strings;
  const { startedAt: beside, resolvedAt } = incident;
  const facts = factsOf(incident, model);
  const open = model.format.duration(model.now - beside);
  // Where no check looked, how it was noticed is for people to tell.
  const detected = facts.detected.kind === 'known' && facts.detected.isLatest !== true ? facts.detected : undefined;
  return [
    { term: entry.affected, value: resolvedAt === undefined ? undefined : nameComponents(incident, model, true) },
    { term: entry.cause, value: causeOf(incident, model) },
    ...providerFindings(incident, model).map((finding) => ({ ...finding, beside })),
    { term: entry.began, ...beganOf(incident, facts, model) },
    { term: words.detected, ...describeTime(detected, facts.toDetect, model), beside },
    { term: entry.told, ...describeTime(facts.told, facts.toTell, model), beside },
    { ...outreachFinding(incident, model), beside },
    { term: entry.mitigated, ...describeTime(facts.mitigated, facts.toMitigate, model), beside },
    { term: entry.resolved, ...describeTime(facts.resolved, undefined, model), beside },
    resolvedAt === undefined
      ? { term: entry.lasting, value: open }
      : { term: entry.duration, value: lengthOf(incident, model) },
    { term: words.affected, value: resolvedAt === undefined ? undefined : affectedOf(facts, model) },
    { term: words.silence, value: silenceOf(facts, model) },
    { term: said.promised, value: promisesOf(facts, model) },
  ];
}
