/** Makers of the things that tests are about: everything valid and plain but for what a test says. */
import { deriveAnnouncement, type Announcement } from '../../src/domain/announcement.ts';
import { deriveIncident, type Incident } from '../../src/domain/incident.ts';
import { deriveMaintenance, type Maintenance } from '../../src/domain/maintenance.ts';
import { expandRecurrence } from '../../src/domain/recurrence.ts';
import type { Measurement, MeasurementState } from '../../src/domain/measurement.ts';
import { derivePostmortem, type Postmortem, type PublicationDates } from '../../src/domain/postmortem.ts';
import { NOTHING_WATCHED } from '../../src/domain/watched-time.ts';
import type { Update } from '../../src/domain/update.ts';
import { type Config, ConfigSchema } from '../../src/schema/config.ts';
import type {
  AnnouncementFrontMatter,
  IncidentFrontMatter,
  MaintenanceFrontMatter,
} from '../../src/schema/incident.ts';
import { PostmortemFrontMatterSchema } from '../../src/schema/postmortem.ts';
import { type Instant, parseInstant } from '../../src/schema/timestamp.ts';
import type { SiteContent } from '../../src/site/site-content.ts';

const MINUTE_MS = 60_000;

/** Reads a time of a test, `2026-11-20T10:05:00Z`, or fails. */
export function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new RangeError(`Cannot read "${text}" as a time`);
  return instant;
}

/** An update in the phase `investigating` at the given time. */
export function makeUpdate(time: string, overrides: Partial<Omit<Update, 'at'>> = {}): Update {
  return { at: at(time), phase: 'investigating', components: {}, text: '', ...overrides };
}

/** An incident that began on 20 November 2026 at 10:05 UTC and is open, unless its updates say otherwise. */
export function makeIncident(
  overrides: Partial<IncidentFrontMatter> & { id?: string; introduction?: string; updates?: readonly Update[] } = {},
): Incident {
  const { id = 'api-errors', introduction = '', updates, ...frontMatter } = overrides;
  return deriveIncident(id, {
    frontMatter: {
      title: 'Elevated errors on the public API',
      category: 'internal',
      impact: 'major',
      components: { api: 'partial_outage' },
      ...frontMatter,
    },
    introduction,
    updates: updates ?? [makeUpdate('2026-11-20T10:05:00Z', { text: 'We see errors and are looking into it.' })],
  });
}

/** A maintenance of the component `api` on 24 November 2026 from 22:00 to 23:30 UTC, or as it recurs, at `now`. */
export function makeMaintenance(
  now: Instant,
  overrides: Partial<MaintenanceFrontMatter> & { id?: string; introduction?: string; updates?: readonly Update[] } = {},
): Maintenance {
  const { id = 'database-upgrade', introduction = '', updates = [], ...frontMatter } = overrides;
  const scheduled = frontMatter.scheduled ?? { from: '2026-11-24T22:00:00Z', until: '2026-11-24T23:30:00Z' };
  return deriveMaintenance(
    id,
    {
      frontMatter: { kind: 'maintenance', title: 'Database upgrade', components: ['api'], ...frontMatter, scheduled },
      introduction,
      updates,
      known: 'recurrence' in scheduled ? expandRecurrence(scheduled, now) : undefined,
    },
    now,
  );
}

/** An announcement of 18 November 2026. */
export function makeAnnouncement(
  overrides: Partial<AnnouncementFrontMatter> & { id?: string; updates?: readonly Update[] } = {},
): Announcement {
  const { id = 'new-region', updates, ...frontMatter } = overrides;
  return deriveAnnouncement(id, {
    frontMatter: { kind: 'announcement', title: 'A new region', ...frontMatter },
    introduction: '',
    updates: updates ?? [makeUpdate('2026-11-18T09:00:00Z', { phase: 'announced', text: 'Helsinki is open.' })],
  });
}

/** A published post-mortem of the incident `api-errors`, as its file has it: `factors` and the like as they are written. */
export function makePostmortem(
  overrides: Record<string, unknown> & { id?: string; body?: string; dates?: Partial<PublicationDates> } = {},
): Postmortem {
  const { id = 'api-errors', body = '', dates, ...frontMatter } = overrides;
  const written = PostmortemFrontMatterSchema.parse({
    incidents: ['api-errors'],
    status: 'published',
    authors: ['api-team'],
    summary: 'A third of API requests failed.',
    trigger: { kind: 'config' },
    detection: 'check',
    ...frontMatter,
  });
  return derivePostmortem(
    id,
    { frontMatter: written, body },
    { publishedAt: undefined, changedAt: undefined, ...dates },
  );
}

/** The post-mortems of a site that has these and no others. */
export function makePostmortems(...published: Postmortem[]): SiteContent['postmortems'] {
  return { published, broken: [], inWork: [], withdrawn: [] };
}

/** The configuration of a page with one component `api` and one check of it, unless overridden. */
export function makeConfig(overrides: Record<string, unknown> = {}): Config {
  return ConfigSchema.parse({
    page: { name: 'Example Cloud', url: 'https://status.example.org' },
    components: [makeComponent('api', 'Public API')],
    ...overrides,
  });
}

/** A component as status.yml has it, with one check `<id>-health`. */
export function makeComponent(
  id: string,
  name: string,
  overrides: Record<string, unknown> = {},
): Record<string, unknown> {
  const check = { id: `${id}-health`, type: 'http', url: `https://${id}.example.org/health` };
  return { id, name, checks: [check], ...overrides };
}

/** Measurements of a check every `everyMs` in [start, end), all `up` unless `stateAt` says otherwise. */
export function makeMeasurements(
  check: string,
  range: { start: Instant; end: Instant; everyMs?: number },
  stateAt: (at: Instant) => MeasurementState = () => 'up',
): Measurement[] {
  const measurements: Measurement[] = [];
  for (let time = range.start; time < range.end; time += range.everyMs ?? 15 * MINUTE_MS) {
    measurements.push({ check, at: time, state: stateAt(time), ms: 120 });
  }
  return measurements;
}

/** All that a build has read, on 22 November 2026 at 10:45 UTC, without entries or measurements. */
export function makeContent(overrides: Partial<SiteContent> = {}): SiteContent {
  const now = at('2026-11-22T10:45:00Z');
  return {
    now,
    config: makeConfig(),
    pageId: 'k7d0v3m9x2qa',
    entries: [],
    provenance: new Map(),
    known: new Map(),
    broken: [],
    plans: new Map(),
    withdrawn: [],
    postmortems: makePostmortems(),
    actionStates: new Map(),
    measurements: new Map(),
    checkedAt: now - 2 * MINUTE_MS,
    earlier: undefined,
    watched: NOTHING_WATCHED,
    firstMeasured: new Map(),
    firstNamed: new Map(),
    redactedAt: new Map(),
    checksNamed: new Map(),
    commit: { id: 'a'.repeat(40), at: now - 60 * MINUTE_MS },
    origin: { data: 'd'.repeat(40), isDirty: false, isShallow: false, engine: 'candor-1' },
    ...overrides,
  };
}
