import { describe, expect, test } from 'vitest';

import { formatNoticeFile, parseNoticeFile } from '../../src/content/customer-notice-file.ts';
import { openCustomers, readWayId } from '../../src/domain/customer-channels.ts';
import { planOutreach, type Telling } from '../../src/domain/outreach.ts';
import { isPrivateEntry, listPrivateTellings, type PrivateSources } from '../../src/domain/private-tellings.ts';
import { deriveIncident, type Incident } from '../../src/domain/incident.ts';
import type { CustomerNotice } from '../../src/domain/triage/customer-notice.ts';
import type { Update } from '../../src/domain/update.ts';
import { CustomersSchema } from '../../src/schema/customers.ts';
import { IncidentFrontMatterSchema } from '../../src/schema/incident.ts';
import { digestOf } from '../../src/digest.ts';
import { at } from '../support/builders.ts';

const MAIL = { url: '${CANDOR_SMTP_URL}', from: 'status@acme.example' };
const digest = (text: string): string => digestOf(text, 6);
const CUSTOMERS = CustomersSchema.parse([
  {
    id: 'acme',
    name: 'Acme',
    uses: ['acme-shop', 'api'],
    tell: [
      { type: 'slack', url: '${CANDOR_ACME_SLACK}' },
      { type: 'email', to: 'ops@acme.example' },
      { type: 'telegram', token: '${CANDOR_BOT}', to: '-1' },
    ],
  },
  { id: 'globex', name: 'Globex', uses: [], tell: [{ type: 'webhook', url: 'https://globex.example/' }] },
  { id: 'nobody', name: 'Nobody', uses: ['api'] },
]);

describe('openCustomers()', () => {
  const { channels } = openCustomers(CUSTOMERS, { mail: MAIL, digest });

  test('makes each way to a customer a channel of what they use', () => {
    expect(channels.map(({ customer, config }) => [customer.id, config.type, config.components])).toEqual([
      ['acme', 'slack', ['acme-shop', 'api']],
      ['acme', 'email', ['acme-shop', 'api']],
      ['acme', 'telegram', ['acme-shop', 'api']],
      ['globex', 'webhook', []],
    ]);
    expect(channels[1]?.config).toMatchObject({ ...MAIL, to: 'ops@acme.example' });
    expect(channels[2]?.config).toMatchObject({ url: 'https://api.telegram.org', token: '${CANDOR_BOT}', to: '-1' });
  });

  test('has who uses nothing hear of nothing, and not of everything', () => {
    expect(channels[3]?.config.on).toEqual([]);
  });

  test('names a way by where it leads, whatever its place, and tells whose it is', () => {
    const turned = CUSTOMERS.map((customer) => ({ ...customer, tell: customer.tell.toReversed() })).toReversed();
    const idsOf = (customers: typeof CUSTOMERS) =>
      openCustomers(customers, { mail: MAIL, digest }).channels.map(({ config }) => config.id);
    expect(idsOf(turned).sort()).toEqual(idsOf(CUSTOMERS).sort());
    expect(channels.map(({ config }) => readWayId(config.id))).toContainEqual({ customer: 'acme', type: 'email' });
    expect(readWayId('team-chat')).toBeUndefined();
  });

  test('counts mail that nobody is known to send', () => {
    expect(openCustomers(CUSTOMERS, { mail: undefined, digest }).withoutSender).toBe(1);
  });
});

const NOTICE: CustomerNotice = {
  incident: '2026-11-20-acme-shop',
  event: 'opened',
  phase: 'investigating',
  at: at('2026-11-20T10:05:00Z'),
  customers: [{ id: 'acme', by: ['slack', 'email'] }],
  subject: 'The shop is down',
  text: 'It fails: since 10:00.\n\n- "a"\n- `b`',
};

describe('parseNoticeFile()', () => {
  test('reads what formatNoticeFile() writes', () => expect(parseNoticeFile(formatNoticeFile(NOTICE))).toEqual(NOTICE));

  test('reads one of an earlier version, which has no phase', () => {
    const earlier = formatNoticeFile({ ...NOTICE, event: 'updated' }).replace(/^phase: .*\n/m, '');
    expect(parseNoticeFile(earlier)).toMatchObject({ event: 'updated', phase: 'monitoring' });
  });

  test.each(['', 'a: [', '- 1', formatNoticeFile(NOTICE).replace(/at: .*/, 'at: soon'), '&a [*a]'])(
    'leaves out %j, of which a person has made something else',
    (text) => expect(parseNoticeFile(text)).toBeUndefined(),
  );
});

describe('listPrivateTellings()', () => {
  const update = (clock: string, more: Partial<Update> = {}): Update => ({
    at: at(`2026-11-20T${clock}:00Z`),
    phase: 'investigating',
    components: {},
    text: `Said at ${clock}`,
    ...more,
  });
  const incident = (...updates: Update[]): Incident =>
    deriveIncident('2026-11-20-acme-shop', {
      frontMatter: IncidentFrontMatterSchema.parse({
        title: 'The shop is down',
        category: 'customer',
        impact: 'major',
        components: { 'acme-shop': 'major_outage' },
      }),
      introduction: '',
      updates,
    });
  const list = (found: Incident | undefined, more: Partial<PrivateSources> = {}) =>
    listPrivateTellings({
      notices: [NOTICE],
      incidents: new Map(found === undefined ? [] : [[found.id, found]]),
      channels: openCustomers(CUSTOMERS, { mail: MAIL, digest }).channels,
      contactUrl: 'https://acme.example/support',
      isReadable: () => true,
      ...more,
    });

  test('tells what was planned, in the words of the plan, and only its customers', () => {
    const [told, ...others] = list(incident(update('10:05')));
    expect(others).toEqual([]);
    expect(told?.notice).toMatchObject({
      title: 'The shop is down',
      text: NOTICE.text,
      url: 'https://acme.example/support',
      components: [],
    });
    expect(isPrivateEntry(told?.notice.entry ?? '')).toBe(true);
    const { channels } = openCustomers(CUSTOMERS, { mail: MAIL, digest });
    expect(channels.filter(({ config }) => told?.isFor?.(config)).map(({ customer }) => customer.id)).toEqual([
      'acme',
      'acme',
      'acme',
    ]);
  });

  test('tells what people write afterwards, but not what they mark', () => {
    const told = list(
      incident(
        update('10:05'),
        update('10:10'),
        update('10:11', { notify: 'no' }),
        update('10:20', { phase: 'resolved' }),
      ),
    );
    expect(told.map(({ notice }) => [notice.event, notice.text])).toEqual([
      ['opened', NOTICE.text],
      ['updated', 'Said at 10:10'],
      ['resolved', 'Said at 10:20'],
    ]);
  });

  test.each([
    ['taken out', incident(update('10:06'))],
    ['marked', incident(update('10:05', { notify: 'no' }))],
    ['in a file that is gone', undefined],
  ])('does not tell what was planned of an update that is %s', (_, found) => {
    expect(list(found).map(({ notice }) => notice.text)).not.toContain(NOTICE.text);
  });

  test('waits for the page that its words lead to', () => {
    expect(list(incident(update('10:05')), { isReadable: () => false })[0]?.isLive).toBe(false);
  });
});

describe('planOutreach()', () => {
  const told = (customer: string, type: string, clock: string): Telling => ({
    customer,
    type,
    update: 'a',
    at: at(`2026-11-20T${clock}:00Z`),
  });
  const ALL = [
    told('a', 'slack', '10:06'),
    told('b', 'slack', '10:07'),
    told('b', 'slack', '10:08'),
    told('b', 'email', '10:09'),
  ];

  test('counts customers by type of channel, each once for an update, at the time of the last', () => {
    expect(planOutreach(ALL, [])).toEqual([
      { at: '2026-11-20T10:08:00Z', channel: 'slack', count: 2 },
      { at: '2026-11-20T10:09:00Z', channel: 'email', count: 1 },
    ]);
  });

  test('adds only who is not counted yet, and nothing twice', () => {
    const first = planOutreach(ALL, []);
    expect(planOutreach(ALL, first)).toEqual([]);
    const later = [...ALL, { ...told('a', 'slack', '10:30'), update: 'b' }];
    expect(planOutreach(later, first)).toEqual([{ at: '2026-11-20T10:30:00Z', channel: 'slack', count: 1 }]);
  });
});
