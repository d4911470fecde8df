import { describe, expect, test } from 'vitest';

import { at } from '../support/builders.ts';
import { read, readAny, whyUnknown } from '../support/providers.ts';

const SLACK = {
  id: 7,
  title: 'Trouble with huddles',
  type: 'incident',
  status: 'active',
  url: 'https://status.provider.example/2026-11/abc',
  date_created: '2026-11-20T02:05:00-08:00',
  date_updated: '2026-11-20T03:00:00-08:00',
  services: ['Huddles', 'Login/SSO'],
  notes: [{ body: '<p>We are looking.&nbsp;</p>', date_created: '2026-11-20T02:05:00-08:00' }],
};

describe('adaptSlack()', () => {
  const current = { status: 'active', date_updated: '2026-11-20T03:00:00-08:00', active_incidents: [SLACK] };

  test('reads what is active', async () => {
    const { incidents, saidAt } = await read('slack', current);
    expect(incidents).toEqual([
      {
        provider: 'acme',
        id: '7',
        url: SLACK.url,
        title: 'Trouble with huddles',
        startedAt: at('2026-11-20T10:05:00Z'),
        updatedAt: at('2026-11-20T11:00:00Z'),
        state: 'open',
        severity: 'incident',
        components: ['Huddles', 'Login/SSO'],
        regions: [],
        updates: [{ at: at('2026-11-20T10:05:00Z'), text: 'We are looking.' }],
      },
    ]);
    expect(saidAt).toBe(at('2026-11-20T11:00:00Z'));
  });

  test('reads the history beside it', async () => {
    const over = { ...SLACK, id: '6', status: 'resolved', date_updated: '2026-11-20T02:30:00-08:00' };
    const report = await readAny('slack', [current, [over]]);
    expect(report).toMatchObject({
      incidents: [
        { id: '7', state: 'open' },
        { id: '6', state: 'resolved', endedAt: at('2026-11-20T10:30:00Z') },
      ],
    });
  });

  test.each(['scheduled', 'completed', 'cancelled'])('leaves out what is %s: a maintenance', async (status) => {
    expect((await read('slack', [{ ...SLACK, status }, SLACK])).incidents).toHaveLength(1);
  });

  test('finds another document unknown', async () => {
    expect(await whyUnknown('slack', { ok: false, error: 'ratelimited' })).toMatch(/^expected "active_incidents"/);
  });
});

const INSTATUS = {
  name: 'Errors on the API',
  started: 'Fri Nov 20 2026 10:05:00 GMT+0000 (Coordinated Universal Time)',
  status: 'INVESTIGATING',
  impact: 'MAJOROUTAGE',
  url: 'https://acme.instatus.example/incident/cl4a8n3070721',
};

describe('adaptInstatus()', () => {
  const page = { name: 'Acme', url: 'https://acme.instatus.example', status: 'HASISSUES' };

  test('reads an incident of summary.json, named by the end of its address', async () => {
    expect((await read('instatus', { page, activeIncidents: [INSTATUS] })).incidents).toMatchObject([
      {
        id: 'cl4a8n3070721',
        title: 'Errors on the API',
        startedAt: at('2026-11-20T10:05:00Z'),
        state: 'open',
        severity: 'MAJOROUTAGE',
        components: [],
      },
    ]);
  });

  test('reads the form of v3, with ids and times in ISO 8601', async () => {
    const incident = { ...INSTATUS, id: 'i1', started: '2026-11-20T10:05:00Z', updatedAt: '2026-11-20T11:00:00Z' };
    expect((await read('instatus', { page, activeIncidents: [incident] })).incidents).toMatchObject([
      { id: 'i1', updatedAt: at('2026-11-20T11:00:00Z') },
    ]);
  });

  test('is fine where the lists are left out, as they are when empty', async () => {
    expect((await read('instatus', { page: { ...page, status: 'UP' } })).incidents).toEqual([]);
  });

  test('never makes an incident of the overall state or of a maintenance', async () => {
    const activeMaintenances = [{ name: 'Work', start: '2026-11-20T10:00:00Z', status: 'INPROGRESS', duration: '60' }];
    expect((await read('instatus', { page, activeMaintenances })).incidents).toEqual([]);
  });

  test.each([
    [
      'v3',
      {
        components: [
          { name: 'API', status: 'MAJOROUTAGE', group: { name: 'Europe' } },
          { name: 'Web', status: 'OPERATIONAL', group: null },
          { name: 'Mail', status: 'UNDERMAINTENANCE' },
        ],
      },
    ],
    [
      'v2',
      [
        {
          name: 'Europe',
          status: 'OPERATIONAL',
          isParent: true,
          children: [
            { name: 'API', status: 'PARTIALOUTAGE' },
            { name: 'Web', status: 'OPERATIONAL' },
          ],
        },
      ],
    ],
  ])('takes the components that fail from components.json of %s', async (_criterion, components) => {
    const report = await readAny('instatus', [{ page, activeIncidents: [INSTATUS] }, components]);
    expect(report).toMatchObject({ kind: 'read', notes: [], incidents: [{ components: ['Europe / API'] }] });
  });

  test('does without components.json where that cannot be read', async () => {
    const report = await readAny('instatus', [{ page, activeIncidents: [INSTATUS] }, '<html>']);
    expect(report).toMatchObject({
      kind: 'read',
      incidents: [{ components: [] }],
      notes: ['a document was not read: expected JSON, and a web page came'],
    });
  });

  test('finds components alone unknown', async () => {
    expect(await whyUnknown('instatus', { components: [] })).toMatch(/^expected the page's status/);
  });
});

function betterstack(attributes: object, rest: object[] = []): object {
  return {
    data: { id: '1', type: 'status_page', attributes: { company_name: 'Acme', aggregate_state: 'downtime' } },
    included: [
      { type: 'status_page_section', id: '10', attributes: { name: 'Europe' } },
      {
        type: 'status_page_resource',
        id: '20',
        attributes: { public_name: 'API', status: 'downtime', status_page_section_id: 10 },
      },
      {
        type: 'status_report',
        id: '30',
        attributes: {
          title: 'API is down',
          report_type: 'manual',
          starts_at: '2026-11-20T10:05:00.000Z',
          ends_at: null,
          aggregate_state: 'downtime',
          affected_resources: [{ status_page_resource_id: '20', status: 'downtime' }],
          ...attributes,
        },
        relationships: { status_updates: { data: [{ id: '40', type: 'status_update' }] } },
      },
      {
        type: 'status_update',
        id: '40',
        attributes: { message: 'We are looking.', published_at: '2026-11-20T10:10:00.000Z', affected_resources: [] },
      },
      ...rest,
    ],
  };
}

describe('adaptBetterstack()', () => {
  test('joins reports, updates, resources and sections that lie side by side', async () => {
    expect((await read('betterstack', betterstack({}))).incidents).toEqual([
      {
        provider: 'acme',
        id: '30',
        url: 'https://status.provider.example/incident/30',
        title: 'API is down',
        startedAt: at('2026-11-20T10:05:00Z'),
        updatedAt: at('2026-11-20T10:10:00Z'),
        state: 'open',
        severity: 'downtime',
        components: ['Europe / API'],
        regions: [],
        updates: [{ at: at('2026-11-20T10:10:00Z'), text: 'We are looking.' }],
      },
    ]);
  });

  test('is over by its state, as its end is null all the same', async () => {
    const resolved = {
      type: 'status_update',
      id: '41',
      attributes: {
        message: 'Over.',
        published_at: '2026-11-20T10:40:00.000Z',
        status_report_id: 30,
        affected_resources: [{ status_page_resource_id: '20', status: 'resolved' }],
      },
    };
    expect(
      (await read('betterstack', betterstack({ aggregate_state: 'resolved' }, [resolved]))).incidents[0],
    ).toMatchObject({
      state: 'resolved',
      endedAt: at('2026-11-20T10:40:00Z'),
    });
  });

  test('is open by its state, also where an end stands ahead of time', async () => {
    expect(
      (await read('betterstack', betterstack({ ends_at: '2026-11-20T11:00:00.000Z' }))).incidents[0],
    ).not.toHaveProperty('endedAt');
  });

  test('leaves maintenances out', async () => {
    expect((await read('betterstack', betterstack({ report_type: 'maintenance' }))).incidents).toEqual([]);
  });

  test('never makes an incident of the overall state', async () => {
    const document = { data: { type: 'status_page', attributes: { aggregate_state: 'downtime' } }, included: [] };
    expect((await read('betterstack', document)).incidents).toEqual([]);
  });

  test('finds another document unknown', async () => {
    expect(await whyUnknown('betterstack', { errors: 'Not found' })).toMatch(
      /^expected "data" of the type "status_page"/,
    );
  });
});
