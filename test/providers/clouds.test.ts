import { describe, expect, test } from 'vitest';

import { at } from '../support/builders.ts';
import { read, whyUnknown } from '../support/providers.ts';

const GOOGLE = {
  id: 'G1',
  begin: '2026-11-20T10:05:00+00:00',
  created: '2026-11-20T10:45:00+00:00',
  modified: '2026-11-20T11:00:00+00:00',
  external_desc: '**Title:**\nCloud Quux customers see errors\n**Description:**\nMore of it.',
  severity: 'high',
  service_name: 'Multiple Products',
  affected_products: [{ title: 'Cloud Quux', id: 'q', current_title: 'Quux' }],
  currently_affected_locations: [{ title: 'Nowhere (nowhere-west9)', id: 'nowhere-west9' }],
  previously_affected_locations: [{ title: 'Elsewhere', id: 'elsewhere-east1' }],
  updates: [
    { when: '2026-11-20T11:00:00+00:00', text: '## \\# Summary\n**We** are \\[looking\\].', affected_locations: [] },
  ],
  uri: 'incidents/G1',
};

describe('adaptGcp()', () => {
  const google = (incident: object): Promise<Awaited<ReturnType<typeof read>>> =>
    read('gcp', [incident], { url: 'https://cloud.example/incidents.json' });

  test('reads products and places, those of before too', async () => {
    expect((await google(GOOGLE)).incidents[0]).toMatchObject({
      id: 'G1',
      url: 'https://cloud.example/incidents/G1',
      title: 'Cloud Quux customers see errors',
      startedAt: at('2026-11-20T10:05:00Z'),
      state: 'open',
      severity: 'high',
      components: ['Cloud Quux', 'Quux'],
      regions: ['Nowhere (nowhere-west9)', 'Elsewhere (elsewhere-east1)'],
      updates: [{ at: at('2026-11-20T11:00:00Z'), text: 'Summary\nWe are [looking].' }],
    });
  });

  test.each([
    ['is there', '2026-11-20T11:30:00+00:00', '2026-11-20T11:30:00Z'],
    ['lies before its start', '2026-11-20T09:00:00+00:00', '2026-11-20T11:00:00Z'],
    ['cannot be read', 'soon', '2026-11-20T11:00:00Z'],
  ])('is over where its end %s', async (_criterion, end, endedAt) => {
    expect((await google({ ...GOOGLE, end })).incidents[0]).toMatchObject({ state: 'resolved', endedAt: at(endedAt) });
  });

  test('is open where its end is not there, or null', async () => {
    for (const open of [GOOGLE, { ...GOOGLE, end: null }]) {
      const [incident] = (await google(open)).incidents;
      expect(incident?.state).toBe('open');
      expect(incident).not.toHaveProperty('endedAt');
    }
  });

  test('takes the service where no product is named, and "Multiple Products" for none', async () => {
    expect((await google({ ...GOOGLE, affected_products: [], service_name: 'Quux' })).incidents[0]?.components).toEqual(
      ['Quux'],
    );
    expect((await google({ ...GOOGLE, affected_products: [] })).incidents[0]?.components).toEqual([]);
  });

  test('finds an empty list fine and anything but a list unknown', async () => {
    expect((await read('gcp', [])).incidents).toEqual([]);
    expect(await whyUnknown('gcp', { incidents: [] })).toBe(
      'expected a list of incidents, as incidents.json of Google Cloud is one',
    );
  });
});

const AMAZON = {
  date: '1795168800',
  arn: 'arn:aws:health:xx-nowhere-1::event/QUUX/AWS_QUUX_OPERATIONAL_ISSUE/AWS_QUUX_1',
  region_name: 'Nowhere',
  status: '3',
  service: 'multipleservices-xx-nowhere-1',
  service_name: 'Multiple services',
  summary: 'Increased Error Rates',
  event_log: [
    { summary: 'Increased Error Rates', message: 'We are <b>investigating</b>.', status: 1, timestamp: 1_795_168_800 },
    { summary: 'Increased Error Rates', message: 'We see recovery.', status: 2, timestamp: '1795170600' },
  ],
  impacted_services: {
    'quux-xx-nowhere-1': { service_name: 'Amazon Quux', current: '3', max: '3' },
    'corge-xx-nowhere-1': { service_name: 'AWS Corge', current: '0', max: '0' },
  },
};

describe('adaptAws()', () => {
  test('reads services and region from codes, and times from seconds as digits', async () => {
    expect((await read('aws', [AMAZON])).incidents).toEqual([
      {
        provider: 'acme',
        id: AMAZON.arn,
        url: 'https://status.provider.example/health/status',
        title: 'Increased Error Rates',
        startedAt: at('2026-11-20T10:00:00Z'),
        updatedAt: at('2026-11-20T10:30:00Z'),
        state: 'open',
        severity: 'disruption',
        components: ['Amazon Quux (quux)'],
        regions: ['Nowhere (xx-nowhere-1)'],
        updates: [
          { at: at('2026-11-20T10:00:00Z'), text: 'We are investigating.' },
          { at: at('2026-11-20T10:30:00Z'), text: 'We see recovery.' },
        ],
      },
    ]);
  });

  test.each(['utf16le', 'utf-8'] as const)('reads the document in %s', async (encoding) => {
    const bytes = Buffer.from(`\uFEFF${JSON.stringify([AMAZON])}`, encoding);
    expect((await read('aws', encoding === 'utf-8' ? bytes : bytes.swap16())).incidents).toHaveLength(1);
  });

  test('reads one service in one region', async () => {
    const service = { service: 'ec2-us-gov-west-1', service_name: 'Amazon EC2' };
    const event = { ...AMAZON, ...service, arn: undefined, impacted_services: undefined };
    expect((await read('aws', [event])).incidents[0]).toMatchObject({
      components: ['Amazon EC2 (ec2)'],
      regions: ['Nowhere (us-gov-west-1)'],
    });
  });

  test('reads a service that is everywhere', async () => {
    const event = {
      ...AMAZON,
      arn: 'arn:aws:health:global::event/X/Y/Z',
      service: 'route53',
      service_name: 'Amazon Route 53',
      impacted_services: {},
    };
    expect((await read('aws', [event])).incidents[0]).toMatchObject({
      components: ['Amazon Route 53 (route53)'],
      regions: [],
    });
  });

  test.each([0, '0'])('is over by the status %j', async (status) => {
    const event_log = [...AMAZON.event_log, { message: 'Over.', status: 0, timestamp: 1_795_172_400 }];
    expect((await read('aws', [{ ...AMAZON, status, event_log }])).incidents[0]).toMatchObject({
      state: 'resolved',
      endedAt: at('2026-11-20T11:00:00Z'),
    });
  });

  test('leaves scheduled changes out', async () => {
    const arn = 'arn:aws:health:xx-nowhere-1::event/QUUX/AWS_QUUX_SCHEDULED_CHANGE/1';
    expect((await read('aws', [{ ...AMAZON, arn }, AMAZON])).incidents).toHaveLength(1);
  });

  test('finds an empty list fine and anything but a list unknown', async () => {
    expect((await read('aws', [])).incidents).toEqual([]);
    expect(await whyUnknown('aws', { message: 'Forbidden' })).toBe(
      'expected a list of events, as currentevents of AWS is one',
    );
    expect(await whyUnknown('aws', '<rss version="2.0"/>')).toBe('expected JSON, and XML came');
  });
});
