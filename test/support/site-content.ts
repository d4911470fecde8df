/** Content as a build reads it, made by hand, with overrides. */
import { type Announcement, deriveAnnouncement } from '../../src/domain/announcement.ts';
import { deriveIncident, type Incident } from '../../src/domain/incident.ts';
import { deriveMaintenance, type Maintenance } from '../../src/domain/maintenance.ts';
import type { Update } from '../../src/domain/update.ts';
import { ConfigSchema } from '../../src/schema/config.ts';
import type {
  AnnouncementFrontMatter,
  IncidentFrontMatter,
  MaintenanceFrontMatter,
} from '../../src/schema/incident.ts';
import { type Instant, parseInstant } from '../../src/schema/timestamp.ts';
import type { SiteContent } from '../../src/site/site-content.ts';

/** Reads a time of a test, which is always well-formed. */
export function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new RangeError(`Cannot read "${text}" as a time`);
  return instant;
}

export const NOW = at('2026-11-20T12:00:00Z');

/** An update, by default one that investigates. */
export function createUpdate(time: string, overrides: Partial<Update> = {}): Update {
  return { at: at(time), phase: 'investigating', components: {}, text: 'We are looking into it.', ...overrides };
}

interface Parts<F> {
  id?: string;
  frontMatter?: Partial<F>;
  updates?: Update[];
}

export function createIncident({
  id = '2026-11-20-api',
  frontMatter,
  updates,
}: Parts<IncidentFrontMatter> = {}): Incident {
  return deriveIncident(id, {
    frontMatter: {
      title: 'Elevated errors on the public API',
      category: 'internal',
      impact: 'major',
      components: { api: 'partial_outage' },
      ...frontMatter,
    },
    introduction: '',
    updates: updates ?? [createUpdate('2026-11-20T10:05:00Z')],
  });
}

export function createMaintenance({
  id = '2026-11-22-database',
  frontMatter,
  updates,
}: Parts<MaintenanceFrontMatter> = {}): Maintenance {
  const file = {
    frontMatter: {
      kind: 'maintenance' as const,
      title: 'Database upgrade',
      components: ['api'],
      scheduled: { from: '2026-11-22T02:00:00Z', until: '2026-11-22T04:00:00Z' },
      ...frontMatter,
    },
    introduction: '',
    updates: updates ?? [createUpdate('2026-11-19T09:00:00Z', { phase: 'scheduled', text: 'Expect short pauses.' })],
  };
  return deriveMaintenance(id, file, NOW);
}

export function createAnnouncement({
  id = '2026-11-18-pricing',
  frontMatter,
  updates,
}: Parts<AnnouncementFrontMatter> = {}): Announcement {
  return deriveAnnouncement(id, {
    frontMatter: { kind: 'announcement', title: 'A new region', ...frontMatter },
    introduction: '',
    updates: updates ?? [createUpdate('2026-11-18T09:00:00Z', { phase: 'announced', text: 'It opens on Monday.' })],
  });
}

/** Content with one component and one incident; `config` is what stands in status.yml. */
export function createContent({
  config,
  ...overrides
}: Partial<Omit<SiteContent, 'config'>> & { config?: object } = {}): SiteContent {
  return {
    now: NOW,
    config: ConfigSchema.parse({
      page: { name: 'Example Cloud', url: 'https://status.example.org' },
      components: [{ id: 'api', name: 'Public API' }],
      ...config,
    }),
    pageId: 'k7d0v3m9x2qa',
    entries: [createIncident()],
    broken: [],
    withdrawn: [],
    measurements: new Map(),
    checkedAt: undefined,
    firstNamed: new Map(),
    commit: undefined,
    ...overrides,
  };
}
