import { describe, expect, test } from 'vitest';

import { at } from '../support/builders.ts';
import { read, readAny, whyUnknown } from '../support/providers.ts';

const PAGE = { id: 'p1', name: 'Acme', url: 'https://status.acme.example', updated_at: '2026-11-20T11:00:00.000Z' };

const INCIDENT = {
  id: 'x1',
  name: 'Elevated errors on the API',
  status: 'investigating',
  impact: 'major',
  shortlink: 'https://stspg.example/x1',
  created_at: '2026-11-20T10:10:00.123Z',
  started_at: '2026-11-20T10:05:00.000Z',
  updated_at: '2026-11-20T10:30:00.000Z',
  resolved_at: null,
  components: [{ id: 'c1', name: 'API', status: 'major_outage', group_id: null }],
  incident_updates: [
    {
      status: 'identified',
      body: 'A fix is under way.',
      display_at: '2026-11-20T10:30:00.000Z',
      affected_components: null,
    },
    { status: 'investigating', body: 'We are looking.', created_at: '2026-11-20T10:10:00.000Z' },
  ],
};

function summary(incidents: unknown, rest: object = {}): object {
  return { page: PAGE, status: { indicator: 'none' }, components: [], incidents, scheduled_maintenances: [], ...rest };
}

describe('adaptStatuspage()', () => {
  test('reads an incident of summary.json, its updates oldest first', async () => {
    const { incidents, saidAt, notes } = await read('statuspage', summary([INCIDENT]));
    expect(incidents).toEqual([
      {
        provider: 'acme',
        id: 'x1',
        url: 'https://stspg.example/x1',
        title: 'Elevated errors on the API',
        startedAt: at('2026-11-20T10:05:00Z'),
        updatedAt: at('2026-11-20T10:30:00Z'),
        state: 'open',
        severity: 'major',
        components: ['API'],
        regions: [],
        updates: [
          { at: at('2026-11-20T10:10:00Z'), text: 'We are looking.' },
          { at: at('2026-11-20T10:30:00Z'), text: 'A fix is under way.' },
        ],
      },
    ]);
    expect(saidAt).toBe(at('2026-11-20T11:00:00Z'));
    expect(notes).toEqual([]);
  });

  test('reads incidents.json and incidents/unresolved.json, which have the page and the list alone', async () => {
    expect((await read('statuspage', { page: PAGE, incidents: [INCIDENT] })).incidents).toHaveLength(1);
  });

  test('reads a document of one incident', async () => {
    expect((await read('statuspage', { page: PAGE, incident: INCIDENT })).incidents).toHaveLength(1);
  });

  test('is resolved at the time it was, whatever was edited afterwards', async () => {
    const edited = {
      ...INCIDENT,
      status: 'postmortem',
      resolved_at: '2026-11-20T11:00:00Z',
      updated_at: '2026-11-20T11:55:00Z',
    };
    const { incidents } = await read('statuspage', summary([edited]));
    expect(incidents[0]).toMatchObject({ state: 'resolved', endedAt: at('2026-11-20T11:00:00Z') });
  });

  test('is resolved by its first such update where no other time is told', async () => {
    const updates = [
      { status: 'postmortem', body: 'A report.', display_at: '2026-11-20T11:50:00Z' },
      { status: 'resolved', body: 'Over.', display_at: '2026-11-20T10:40:00Z' },
      ...INCIDENT.incident_updates,
    ];
    const { incidents } = await read(
      'statuspage',
      summary([{ ...INCIDENT, status: 'postmortem', incident_updates: updates }]),
    );
    expect(incidents[0]).toMatchObject({ endedAt: at('2026-11-20T10:40:00Z'), updatedAt: at('2026-11-20T11:50:00Z') });
  });

  test('puts the group before the name of a component', async () => {
    const components = [
      { id: 'g1', name: 'Europe', group: true },
      { id: 'c1', name: 'API', group: false, group_id: 'g1' },
    ];
    const incident = { ...INCIDENT, components: [{ id: 'c1', name: 'API', group_id: 'g1' }] };
    expect((await read('statuspage', summary([incident], { components }))).incidents[0]?.components).toEqual([
      'Europe / API',
    ]);
  });

  test('takes components from updates where the incident lists them no more, and never the words for none', async () => {
    const updates = [
      {
        status: 'identified',
        body: 'Fix.',
        display_at: '2026-11-20T10:30:00Z',
        affected_components: [{ code: 'c2', name: 'EU - Webhooks' }],
      },
      {
        status: 'identified',
        body: 'Fix.',
        display_at: '2026-11-20T10:31:00Z',
        affected_components: [{ name: 'No components were affected by this update.' }],
      },
    ];
    const { incidents } = await read(
      'statuspage',
      summary([{ ...INCIDENT, components: [], incident_updates: updates }]),
    );
    expect(incidents[0]?.components).toEqual(['EU - Webhooks']);
  });

  test('joins what summary.json and incidents.json say of the same incident', async () => {
    const components = [{ id: 'g1', name: 'Europe', group: true }];
    const listed = { ...INCIDENT, components: [{ id: 'c1', name: 'API', group_id: 'g1' }] };
    const report = await readAny('statuspage', [
      summary([listed], { components }),
      { page: PAGE, incidents: [listed, { ...INCIDENT, id: 'x0' }] },
    ]);
    expect(report).toMatchObject({
      kind: 'read',
      incidents: [{ id: 'x0' }, { id: 'x1', components: ['Europe / API'] }],
    });
  });

  test('reads incident.io: null for no incident, no components, no short link, no time zone', async () => {
    expect((await read('statuspage', summary(null, { scheduled_maintenances: null }))).incidents).toEqual([]);
    const bare = { ...INCIDENT, components: undefined, shortlink: null };
    const { incidents } = await read('statuspage', summary([bare]));
    expect(incidents[0]).toMatchObject({ components: [], url: 'https://status.acme.example/incidents/x1' });
  });

  test('leaves maintenances apart, also where they stand among the incidents', async () => {
    const maintenance = {
      ...INCIDENT,
      status: 'in_progress',
      impact: 'maintenance',
      scheduled_for: '2026-11-20T10:00:00Z',
    };
    const document = summary(
      [
        { ...maintenance, id: 'm1' },
        { ...INCIDENT, id: 'm2', impact: 'maintenance' },
      ],
      {
        scheduled_maintenances: [maintenance],
      },
    );
    expect((await read('statuspage', document)).incidents).toEqual([]);
  });

  test('keeps a phase that it does not know open', async () => {
    expect((await read('statuspage', summary([{ ...INCIDENT, status: 'reviewing' }]))).incidents[0]?.state).toBe(
      'open',
    );
  });

  test.each([
    [
      'an overall status alone',
      { page: PAGE, status: { indicator: 'critical' } },
      'the document has an overall status and no list of incidents, which alone is no evidence',
    ],
    ['another document', { result: { status_overall: {} } }, 'expected a Statuspage document with a list "incidents"'],
    ['a number', 5, 'expected a Statuspage document with a list "incidents"'],
    ['null', 'null', 'expected a Statuspage document with a list "incidents"'],
    ['a web page', '<!doctype html><title>Sign in</title>', 'expected JSON, and a web page came'],
    ['a feed', '<?xml version="1.0"?><rss/>', 'expected JSON, and XML came'],
    ['half a document', JSON.stringify(summary([INCIDENT])).slice(0, 300), 'expected JSON, and something else came'],
    ['nothing', '', 'expected JSON, and something else came'],
    [
      'no incident that can be read',
      summary([{ id: 'x1' }]),
      'no incident can be read: incidents[0] was left out: expected a text as "status"',
    ],
  ])('finds unknown what is %s', async (_criterion, document, why) => {
    expect(await whyUnknown('statuspage', document as object)).toBe(why);
  });
});
