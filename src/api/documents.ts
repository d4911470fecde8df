/** The eight documents of the API, each by its path below `/api/v2/`. */
import type { Incident } from '../domain/incident.ts';
import { isRunning } from '../domain/maintenance-window.ts';
import type { MaintenancePhase } from '../schema/phase.ts';
import type { CurrentSite } from '../site/current-model.ts';
import { lastSaidAt } from '../site/entry-times.ts';
import { fileEntries } from '../site/maintenance-windows.ts';
import { listComponents } from './components.ts';
import { type EntryContext, toIncident, toMaintenance } from './entries.ts';
import { deriveStatus } from './roll-up.ts';
import type { V2Incident, V2Maintenance, V2Page } from './statuspage-v2.ts';
import { toTimestamp } from './timestamp.ts';

/** How many entries a list of everything holds, the newest. */
const LIST_LENGTH = 50;

/** What the documents are written from, made once for all of them. */
type Sources = EntryContext & { page: V2Page };

const DOCUMENTS: Readonly<Record<string, (sources: Sources) => object>> = {
  'summary.json': (sources) => ({
    page: sources.page,
    components: sources.components,
    incidents: listIncidents(sources, isOpen),
    scheduled_maintenances: listMaintenances(sources, (phase) => phase !== 'completed'),
    status: deriveStatus(sources),
  }),
  'status.json': (sources) => ({ page: sources.page, status: deriveStatus(sources) }),
  'components.json': ({ page, components }) => ({ page, components }),
  'incidents.json': (sources) => ({
    page: sources.page,
    incidents: listIncidents(sources, () => true, LIST_LENGTH),
  }),
  'incidents/unresolved.json': (sources) => ({ page: sources.page, incidents: listIncidents(sources, isOpen) }),
  'scheduled-maintenances.json': (sources) => ({
    page: sources.page,
    scheduled_maintenances: listMaintenances(sources, () => true, LIST_LENGTH),
  }),
  'scheduled-maintenances/upcoming.json': (sources) => ({
    page: sources.page,
    scheduled_maintenances: listMaintenances(sources, (phase) => phase === 'scheduled'),
  }),
  'scheduled-maintenances/active.json': (sources) => ({
    page: sources.page,
    scheduled_maintenances: listMaintenances(sources, isRunning),
  }),
};

/** A document before it is written. */
export interface ApiDocument {
  /** Below `/api/v2/`. */
  path: string;
  write(): object;
}

/** Every document of a site. */
export function listDocuments(site: CurrentSite): ApiDocument[] {
  const sources = { site, page: toPage(site), components: listComponents(site) };
  return Object.entries(DOCUMENTS).map(([path, write]) => ({ path, write: () => write(sources) }));
}

/** The page, last changed by a run of the checks, a commit, a word, or a maintenance that began or ended. */
function toPage({ content, model }: CurrentSite): V2Page {
  const { page } = content.config;
  const changes = [content.checkedAt, content.commit?.at, ...content.entries.map(lastSaidAt)];
  const past = changes.filter((at) => at !== undefined).filter((at) => at <= content.now);
  return {
    id: content.pageId,
    name: page.name,
    url: model.urls.absolute(model.urls.home).replace(/\/$/, ''),
    time_zone: page.timeZone,
    updated_at: toTimestamp(past.reduce((latest, at) => Math.max(latest, at), past[0] ?? content.now)),
  };
}

function isOpen({ resolvedAt }: Incident): boolean {
  return resolvedAt === undefined;
}

/** Newest first. */
function listIncidents(sources: Sources, isWanted: (incident: Incident) => boolean, length = Infinity): V2Incident[] {
  return sources.site.model.entries
    .filter((entry) => entry.kind === 'incident')
    .filter(isWanted)
    .slice(0, length)
    .map((incident) => toIncident(incident, sources));
}

/** Newest first; a recurring maintenance once for each window that was held, and the one that is told of now. */
function listMaintenances(
  sources: Sources,
  isWanted: (phase: MaintenancePhase) => boolean,
  length = Infinity,
): V2Maintenance[] {
  const { entries, now } = sources.site.model;
  const files = entries.filter((entry) => entry.kind === 'maintenance');
  return fileEntries(files, now)
    .filter((entry) => entry.kind === 'maintenance')
    .filter(({ phase }) => isWanted(phase))
    .slice(0, length)
    .map((maintenance) => toMaintenance(maintenance, sources));
}
