/** What is known of an entry, line by line; what is not known is left out, or said to be so where one would guess. */
import { currentStatuses } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { ComponentStatus } from '../schema/component.ts';
import { lengthOf, nameComponents } from './entry-view.ts';
import { type Fact, type Finding, outreachFinding, timeOf } from './fact.ts';
import { incidentFindings } from './incident-facts.ts';
import { followingWindows } from './maintenance-windows.ts';
import { phrase } from './phrase.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

/** A component that an open incident names, as it is now. */
export interface NamedStatus {
  name: string;
  status: ComponentStatus;
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
