import { describe, expect, test } from 'vitest';

import { listDocuments } from '../../src/api/documents.ts';
import type { SiteContent } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeAnnouncement,
  makeComponent,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeMeasurements,
  makePostmortems,
  makeUpdate,
} from '../support/builders.ts';
import { V2_SCHEMAS, type V2Path } from '../support/statuspage-v2.ts';

const NOW = at('2026-11-22T10:45:00Z');
const PATHS = Object.keys(V2_SCHEMAS) as V2Path[];
const COMPONENTS = [
  makeComponent('api', 'Public API', { group: 'Core', since: '2026-01-01', description: 'What you call' }),
  makeComponent('mail', 'Mail', { group: 'Core', since: '2026-02-01' }),
  makeComponent('web', 'Website', { since: '2026-03-01', checks: [] }),
];
const RESOLVED = makeIncident({
  id: 'edge',
  formerly: ['old-edge'],
  updates: [
    makeUpdate('2026-11-19T10:05:00Z', { text: 'We **see** it.\n\nMore soon.' }),
    makeUpdate('2026-11-19T10:30:00Z', { phase: 'monitoring', components: { api: 'operational' }, notify: 'no' }),
    makeUpdate('2026-11-19T11:00:00Z', { phase: 'resolved' }),
  ],
});

/** A document as it is read from the site: through JSON, and checked against its shape. */
function read<Path extends V2Path>(path: Path, overrides: Partial<SiteContent> = {}) {
  const config = makeConfig({
    components: COMPONENTS,
    page: { name: 'Example Cloud', url: 'https://example.org/status' },
  });
  const content = makeContent({ config, ...overrides });
  const documents = listDocuments({ content, model: deriveSiteModel(content) });
  const document = documents.find((each) => each.path === path)?.write();
  return V2_SCHEMAS[path].parse(JSON.parse(JSON.stringify(document))) as ReturnType<(typeof V2_SCHEMAS)[Path]['parse']>;
}

describe('the documents of the API', () => {
  test.each(PATHS)('%s has its shape with nothing and with everything', (path) => {
    const entries = [
      makeAnnouncement(),
      RESOLVED,
      makeIncident(),
      makeMaintenance(NOW, { updates: [makeUpdate('2026-11-19T09:00:00Z', { phase: 'scheduled', text: 'Soon.' })] }),
      makeMaintenance(NOW, { id: 'never-said' }),
    ];
    read(path);
    read(path, { entries });
    read(path, {
      config: makeConfig({ components: [] }),
      postmortems: makePostmortems(),
      commit: undefined,
      checkedAt: undefined,
    });
  });

  test('exist for each of the eight addresses', () => {
    const content = makeContent();
    const paths = listDocuments({ content, model: deriveSiteModel(content) }).map(({ path }) => path);
    expect(paths.sort()).toEqual([...PATHS].sort());
  });

  test('name the page without a slash at the end of its address', () => {
    expect(read('status.json').page).toMatchObject({ url: 'https://example.org/status', time_zone: 'Etc/UTC' });
  });

  test('list incidents newest first, without maintenances and announcements', () => {
    const entries = [RESOLVED, makeAnnouncement(), makeIncident(), makeMaintenance(NOW)];
    expect(read('incidents.json', { entries }).incidents.map(({ id }) => id)).toEqual(['api-errors', 'old-edge']);
    expect(read('incidents/unresolved.json', { entries }).incidents.map(({ id }) => id)).toEqual(['api-errors']);
    expect(read('summary.json', { entries }).incidents.map(({ id }) => id)).toEqual(['api-errors']);
  });

  test('list the newest 50', () => {
    const entries = Array.from({ length: 60 }, (_, index) => makeIncident({ id: `number-${index}` }));
    expect(read('incidents.json', { entries }).incidents).toHaveLength(50);
  });

  test.each([
    { when: 'before it', time: '2026-11-22T10:45:00Z', lists: ['upcoming'], status: 'scheduled' },
    { when: 'during it', time: '2026-11-24T22:30:00Z', lists: ['active'], status: 'in_progress' },
    { when: 'after it', time: '2026-11-25T10:00:00Z', lists: [], status: 'completed' },
  ])('list a maintenance where it belongs $when', ({ time, lists, status }) => {
    const now = at(time);
    const overrides = { now, checkedAt: now, entries: [makeMaintenance(now)] };
    const upcoming = read('scheduled-maintenances/upcoming.json', overrides).scheduled_maintenances;
    const active = read('scheduled-maintenances/active.json', overrides).scheduled_maintenances;
    const all = read('scheduled-maintenances.json', overrides).scheduled_maintenances;
    expect([...upcoming.map(() => 'upcoming'), ...active.map(() => 'active')]).toEqual(lists);
    expect(read('summary.json', overrides).scheduled_maintenances).toHaveLength(lists.length);
    expect(all).toMatchObject([
      { status, scheduled_for: '2026-11-24T22:00:00.000Z', scheduled_until: '2026-11-24T23:30:00.000Z' },
    ]);
  });

  test('tell an incident as it went', () => {
    const [incident] = read('incidents.json', { entries: [RESOLVED] }).incidents;
    expect(incident).toMatchObject({
      id: 'old-edge',
      status: 'resolved',
      impact: 'major',
      created_at: '2026-11-19T10:05:00.000Z',
      started_at: '2026-11-19T10:05:00.000Z',
      monitoring_at: '2026-11-19T10:30:00.000Z',
      resolved_at: '2026-11-19T11:00:00.000Z',
      updated_at: '2026-11-19T11:00:00.000Z',
      shortlink: 'https://example.org/status/incidents/edge/',
    });
    expect(incident?.components.map(({ id }) => id)).toEqual(['api']);
    expect(
      incident?.incident_updates.map(({ status, body, deliver_notifications: tells }) => [status, body, tells]),
    ).toEqual([
      ['resolved', '', true],
      ['monitoring', '', false],
      ['investigating', 'We see it.\nMore soon.', true],
    ]);
    expect(incident?.incident_updates[1]?.affected_components).toEqual([
      { code: 'api', name: 'Public API', old_status: 'partial_outage', new_status: 'operational' },
    ]);
    expect(incident?.incident_updates[0]?.affected_components).toEqual([
      { code: 'api', name: 'Public API', old_status: 'operational', new_status: 'operational' },
    ]);
  });

  test('tell what an update found and what it changed, of every component that was spoken of', () => {
    const updates = [
      makeUpdate('2026-11-20T10:05:00Z'),
      makeUpdate('2026-11-20T10:15:00Z', { components: { api: 'major_outage' } }),
      makeUpdate('2026-11-20T10:25:00Z', { components: { web: 'degraded_performance' } }),
    ];
    const [incident] = read('incidents.json', { entries: [makeIncident({ updates })] }).incidents;
    const told = incident?.incident_updates.map((update) =>
      update.affected_components.map(({ code, old_status: from, new_status: to }) => `${code} ${from} ${to}`),
    );
    expect(told).toEqual([
      ['api major_outage major_outage', 'web operational degraded_performance'],
      ['api partial_outage major_outage'],
      ['api operational partial_outage'],
    ]);
  });

  test('have a maintenance for each window of one that recurs, with an id of its own for good', () => {
    const scheduled = { from: '2026-11-08T02:00:00Z', until: '2026-11-08T04:00:00Z', recurrence: 'FREQ=WEEKLY' };
    const list = (time: string): { id: string; status: string; scheduled_for: string }[] => {
      const now = at(time);
      const entries = [makeMaintenance(now, { scheduled })];
      return read('scheduled-maintenances.json', { now, entries }).scheduled_maintenances;
    };
    const before = list('2026-11-21T12:00:00Z');
    expect(before).toMatchObject([
      { status: 'scheduled', scheduled_for: '2026-11-22T02:00:00.000Z' },
      { status: 'completed', scheduled_for: '2026-11-15T02:00:00.000Z' },
      { status: 'completed', scheduled_for: '2026-11-08T02:00:00.000Z' },
    ]);
    const after = list('2026-11-22T03:00:00Z');
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(new Set(after.map(({ id }) => id)).size).toBe(3);
    expect(after[0]?.status).toBe('in_progress');
  });

  test('are the same at any time at which nothing has come about', () => {
    const said = [makeUpdate('2026-11-19T09:00:00Z', { phase: 'scheduled', text: 'Soon.' })];
    const readAt = (time: string): unknown => {
      const now = at(time);
      const checkedAt = at('2026-11-22T10:45:00Z');
      const entries = [makeMaintenance(now, { updates: said }), makeMaintenance(now, { id: 'never-said' }), RESOLVED];
      return PATHS.map((path) => read(path, { now, checkedAt, entries }));
    };
    expect(readAt('2026-11-23T22:00:00Z')).toEqual(readAt('2026-11-22T10:45:00Z'));
  });

  test('say when a text was changed after it was published', () => {
    const publication = {
      commit: 'c'.repeat(40),
      at: at('2026-11-21T08:00:00Z'),
      liveAt: undefined,
      author: undefined,
    };
    const before = makeUpdate('2026-11-19T10:05:00Z', { text: 'We **see** nothing.' });
    const edit = { subject: 'update', before, after: RESOLVED.updates[0], publication, since: publication } as const;
    const provenance = new Map([
      ['edge', { unknown: undefined, first: undefined, published: new Map(), edits: [edit] }],
    ]);
    const [incident] = read('incidents.json', { provenance, entries: [RESOLVED] }).incidents;
    expect(incident?.updated_at).toBe('2026-11-21T08:00:00.000Z');
    expect(incident?.incident_updates.map((update) => update.updated_at)).toEqual([
      '2026-11-19T11:00:00.000Z',
      '2026-11-19T10:30:00.000Z',
      '2026-11-21T08:00:00.000Z',
    ]);
  });

  test('say of what is told by nobody that nobody is told', () => {
    const [incident] = read('incidents.json', { entries: [makeIncident({ backfilled: true })] }).incidents;
    expect(incident?.incident_updates.map((update) => update.deliver_notifications)).toEqual([false]);
  });

  test('keep ids when a file is renamed', () => {
    const renamed = { ...RESOLVED, id: 'gateway' };
    const ids = (entry: typeof RESOLVED): unknown =>
      read('incidents.json', { entries: [entry] }).incidents.map(({ id, incident_updates: updates }) => [
        id,
        updates.map((update) => update.id),
      ]);
    expect(ids(renamed)).toEqual(ids(RESOLVED));
  });

  test('give the reason in place of a text that was taken back', () => {
    const redactions = [{ incident: 'old-edge', update: '2026-11-19T10:05:00Z', reason: 'a name', by: 'ops' }];
    const config = makeConfig({ components: COMPONENTS, redactions });
    const [incident] = read('incidents.json', { config, entries: [RESOLVED] }).incidents;
    expect(incident?.incident_updates[2]?.body).toBe('This text was removed: a name');
  });
});

describe('the components of the API', () => {
  test('are all there, each group as a row before its members', () => {
    const { components } = read('components.json');
    expect(components.map(({ name, group, position }) => [name, group, position])).toEqual([
      ['Core', true, 1],
      ['Public API', false, 1],
      ['Mail', false, 2],
      ['Website', false, 2],
    ]);
    const [core, api, , web] = components;
    expect(core?.components).toEqual(['api', 'mail']);
    expect(api).toMatchObject({ group_id: core?.id, description: 'What you call', start_date: '2026-01-01' });
    expect(web).toMatchObject({ group_id: null, description: null });
  });

  test('keep the last known status and its time while there is no data', () => {
    const measured = makeMeasurements(
      'api-health',
      { start: at('2026-11-22T06:00:00Z'), end: at('2026-11-22T08:00:01Z') },
      () => 'down',
    );
    const { components, status } = read('summary.json', { measurements: new Map([['api-health', measured]]) });
    expect(components.find(({ id }) => id === 'api')).toMatchObject({
      status: 'major_outage',
      updated_at: '2026-11-22T08:00:00.000Z',
    });
    expect(status.indicator).toBe('critical');
  });
});

describe('the roll-up of the API', () => {
  test('claims nothing that is not known', () => {
    const measured = makeMeasurements(
      'api-health',
      { start: at('2026-11-22T06:00:00Z'), end: at('2026-11-22T08:00:01Z') },
      () => 'up',
    );
    const measurements = new Map([['api-health', measured]]);
    expect(read('status.json', { measurements }).status).toEqual({
      indicator: 'none',
      description: 'No Current Data for Some Systems',
    });
    const config = makeConfig();
    expect(read('status.json', { config, measurements }).status.description).toBe('No Current Data');
  });

  const open = (impact: 'none' | 'minor' | 'major' | 'critical') =>
    makeIncident({ impact, components: { api: 'operational' } });
  const running = makeMaintenance(NOW, {
    scheduled: { from: '2026-11-22T10:00:00Z', until: '2026-11-22T12:00:00Z' },
  });
  const down = (status: 'degraded_performance' | 'partial_outage' | 'major_outage') =>
    makeIncident({ impact: 'none', components: { api: status } });

  test.each([
    ['nothing', [], { indicator: 'none', description: 'All Systems Operational' }],
    ['an incident without impact', [open('none')], { indicator: 'none', description: 'All Systems Operational' }],
    [
      'a minor incident whose components are operational',
      [open('minor')],
      { indicator: 'minor', description: 'Partially Degraded Service' },
    ],
    ['a major incident', [open('major')], { indicator: 'major', description: 'Partial System Outage' }],
    ['a critical incident', [open('critical')], { indicator: 'critical', description: 'Major System Outage' }],
    [
      'a degraded component',
      [down('degraded_performance')],
      { indicator: 'minor', description: 'Partially Degraded Service' },
    ],
    [
      'a component in partial outage',
      [down('partial_outage')],
      { indicator: 'major', description: 'Partial System Outage' },
    ],
    [
      'a component in major outage',
      [down('major_outage')],
      { indicator: 'critical', description: 'Major System Outage' },
    ],
    ['maintenance at work', [running], { indicator: 'maintenance', description: 'Service Under Maintenance' }],
    [
      'maintenance at work and an incident',
      [running, open('minor')],
      { indicator: 'minor', description: 'Partially Degraded Service' },
    ],
    ['maintenance to come', [makeMaintenance(NOW)], { indicator: 'none', description: 'All Systems Operational' }],
  ])('is right for %s', (_, entries, status) => {
    expect(read('status.json', { entries }).status).toEqual(status);
  });

  test('says none of maintenance to programs that know four words, and in words what it is', () => {
    const page = { name: 'Example Cloud', url: 'https://status.example.org', maintenanceIndicator: 'strict' };
    const config = makeConfig({ components: COMPONENTS, page });
    expect(read('status.json', { config, entries: [running] }).status).toEqual({
      indicator: 'none',
      description: 'Service Under Maintenance',
    });
  });
});
