import { describe, expect, it } from 'vitest';

import type { Incident } from '../../src/domain/incident.ts';
import { listFacts, listStatuses } from '../../src/site/entry-facts.ts';
import type { Fact } from '../../src/site/fact.ts';
import { partsOf } from '../../src/site/phrase.ts';
import type { Entry } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeAnnouncement,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeUpdate,
} from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');
const config = makeConfig({
  providers: [{ id: 'acme', name: 'Acme Hosting', type: 'rss', url: 'https://acme.example.org/feed' }],
});
const LIVE = { kind: 'live', at: at('2026-11-20T10:05:00Z'), committedAt: at('2026-11-20T10:04:00Z') } as const;
const known = new Map([['api-errors', { publication: LIVE, detections: [] }]]);
const model = deriveSiteModel(makeContent({ config, known }));

function textOf({ value }: Fact): string {
  const parts = partsOf(value).map((part) => (typeof part === 'string' ? part : model.format.iso(part)));
  return parts.join('').replaceAll('\u00A0', ' ');
}

/** The facts as `term: value`, a time as an ISO text. */
function facts(entry: Entry): string[] {
  return listFacts(entry, model).map((fact) => `${fact.term}: ${textOf(fact)}`);
}

/** The value of one of the facts of an incident. */
function factOf(term: string, ...overrides: Parameters<typeof makeIncident>): string | undefined {
  const fact = listFacts(makeIncident(...overrides), model).find((each) => each.term === term);
  return fact === undefined ? undefined : textOf(fact);
}

const RESOLVED = [
  makeUpdate('2026-11-20T10:05:00Z'),
  makeUpdate('2026-11-20T10:41:00Z', { phase: 'monitoring' }),
  makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }),
];
const MEASURED = [{ kind: 'measurement' as const, at: '2026-11-20T10:02:00Z', text: 'api-health: got 503' }];

describe('listFacts()', () => {
  it('derives every time of a resolved incident', () => {
    expect(facts(makeIncident({ updates: RESOLVED, evidence: MEASURED }))).toEqual([
      'Affected: Public API',
      'Cause: Our own fault',
      'Began: 2026-11-20T10:02:00Z',
      'Detected: 2026-11-20T10:02:00Z',
      'First told: 2026-11-20T10:05:00Z, 3 minutes after it began',
      'Mitigated: 2026-11-20T10:41:00Z, 39 minutes after it began',
      'Resolved: 2026-11-20T11:00:00Z',
      'Lasted: 58 minutes',
      'Impaired: Public API for 58 minutes',
      'Longest silence: 36 minutes',
    ]);
  });

  it('says where each time comes from and how exact it is', () => {
    const detection = {
      check: 'api-health',
      failedAt: at('2026-11-20T10:02:00Z'),
      passedAt: at('2026-11-20T09:57:00Z'),
    };
    const publication = { kind: 'committed', at: at('2026-11-20T10:06:00Z') } as const;
    const measured = new Map([['api-errors', { publication, detections: [{ ...detection, recoveredAt: undefined }] }]]);
    const incident = makeIncident({ updates: RESOLVED, evidence: MEASURED });
    const found = listFacts(incident, { ...model, known: measured });
    expect(found.flatMap(({ term, note }) => (note === undefined ? [] : [`${term}: ${note}`]))).toEqual([
      'Began: first failing measurement, or up to 5 minutes earlier',
      'Detected: first failing measurement, or up to 5 minutes earlier',
      'First told: when it was committed, as no deploy is recorded',
      'Mitigated: from our updates',
      'Resolved: from our updates',
    ]);
  });

  it('says of an incident of which people read only after its end that nobody was told', () => {
    const publication = { kind: 'committed', at: at('2026-11-20T11:06:00Z') } as const;
    const late = new Map([['api-errors', { publication, detections: [] }]]);
    const told = listFacts(makeIncident({ updates: RESOLVED }), { ...model, known: late }).find(
      ({ term }) => term === 'First told',
    );
    expect(told && textOf(told)).toBe('Nobody while it lasted; on this page from 2026-11-20T11:06:00Z');
  });

  it('takes the mitigation that held after a relapse', () => {
    const updates = [
      ...RESOLVED.slice(0, 2),
      makeUpdate('2026-11-20T10:50:00Z', { phase: 'identified' }),
      makeUpdate('2026-11-20T11:10:00Z', { phase: 'monitoring' }),
      makeUpdate('2026-11-20T11:30:00Z', { phase: 'monitoring' }),
    ];
    expect(factOf('Mitigated', { updates })).toBe('2026-11-20T11:10:00Z');
  });

  it('counts an open incident up to now', () => {
    expect(factOf('Open for')).toBe('2 days');
  });

  it.each<[string, Parameters<typeof makeIncident>[0], string, string]>([
    ['from measurements', { evidence: MEASURED }, '2026-11-20T10:02:00Z', ', 3 minutes after it began'],
    [
      'from a person who says how it is known',
      { startedAt: '2026-11-20T09:50:00Z', startedBecause: 'first failed request in the access log' },
      '2026-11-20T09:50:00Z: first failed request in the access log',
      ', 15 minutes after it began',
    ],
    ['from the first update alone', {}, '2026-11-20T10:05:00Z at the latest', ''],
    [
      'from other evidence than measurements',
      { evidence: [{ kind: 'deployment', at: '2026-11-20T09:55:00Z', text: 'v2' }] },
      '2026-11-20T10:05:00Z at the latest',
      '',
    ],
  ])('tells the start %s, and the time to the first word only from a start that is known', (...row) => {
    const [, frontMatter, began, after] = row;
    expect(factOf('Began', frontMatter)).toBe(began);
    expect(factOf('First told', frontMatter)).toBe(`2026-11-20T10:05:00Z${after}`);
  });

  it.each([{ backfilled: true }, { importedFrom: 'cState' }])(
    'does not claim when people were told of %o',
    (origin) => {
      const told = facts(makeIncident({ ...origin, updates: RESOLVED }));
      expect(told.find((line) => line.startsWith('First told'))).toMatch(/^First told: Not known, as it was /);
      expect(told).toContain('Began: 2026-11-20T10:05:00Z');
    },
  );

  it('tells the provider, its report and when it was told', () => {
    const incident = makeIncident({
      category: 'upstream',
      confidence: 'suspected',
      provider: 'acme',
      providerUrl: 'https://www.acme.example.org/i/1?a=b',
      reportedAt: '2026-11-20T10:12:00Z',
      ticket: '4711',
      outreach: [{ at: '2026-11-20T10:30:00Z', channel: 'email', count: 14 }],
    });
    expect(facts(incident)).toEqual(
      expect.arrayContaining([
        'Cause: Probably Acme Hosting, a provider that we rely on',
        'Their report: acme.example.org',
        'Reported: To Acme Hosting, 2026-11-20T10:12:00Z (ticket 4711)',
        'Told in person: 14 by email, 2026-11-20T10:30:00Z',
      ]),
    );
    expect(listFacts(incident, model).flatMap(({ url }) => url ?? [])).toEqual([
      'https://www.acme.example.org/i/1?a=b',
    ]);
  });

  it('says nothing of a report to the provider that was not made', () => {
    const terms = listFacts(makeIncident({ category: 'upstream', provider: 'acme' }), model).map(({ term }) => term);
    expect(terms).not.toContain('Reported');
    expect(terms).not.toContain('Their report');
  });

  it.each<[Partial<Incident['frontMatter']> & { updates?: typeof RESOLVED }, string]>([
    [{ category: 'undetermined' }, 'Not known yet'],
    [{ category: 'undetermined', updates: RESOLVED }, 'Not determined'],
    [{ category: 'customer' }, 'The activity of one customer, which reached others'],
    [{ category: 'internal', confidence: 'suspected' }, 'Probably our own fault'],
    [{ category: 'upstream', confidence: 'suspected' }, 'Probably a provider that we rely on'],
    [{ category: 'upstream', provider: 'acme' }, 'Acme Hosting, a provider that we rely on'],
    [{ category: 'upstream', provider: 'unlisted' }, 'unlisted, a provider that we rely on'],
  ])('puts the cause of %o in plain words', (frontMatter, cause) => {
    expect(factOf('Cause', frontMatter)).toBe(cause);
  });

  const promising = (...times: (string | undefined)[]) =>
    RESOLVED.map((update, index) => {
      const time = times[index];
      return { ...update, nextUpdateBy: time === undefined ? undefined : at(`2026-11-20T${time}:00Z`) };
    });

  it.each<[string, Parameters<typeof makeIncident>[0], string | undefined]>([
    ['no promise', { updates: RESOLVED }, undefined],
    ['one that was kept to the minute', { updates: promising('10:41') }, '1, in time'],
    ['two that were kept', { updates: promising('10:45', '11:30') }, '2, all in time'],
    ['one that was late', { updates: promising('10:40', '11:30') }, '2, 1 late'],
    ['one that was never kept', { updates: promising('10:40', '10:50', '12:00') }, '3, 2 late, 1 never came'],
    ['one that is still ahead', { updates: promising('10:45', '11:30').slice(0, 2) }, '1, in time'],
    ['promises in what was written afterwards', { backfilled: true, updates: promising('10:40') }, undefined],
  ])('counts of %s how promises to write again were kept', (...[, frontMatter, promised]) => {
    expect(factOf('Promised updates', frontMatter)).toBe(promised);
  });

  it('tells the plan of a maintenance and what came of it', () => {
    const scheduled = { from: '2026-11-21T22:00:00Z', until: '2026-11-21T23:30:00Z' };
    const updates = [makeUpdate('2026-11-21T23:00:00Z', { phase: 'completed' })];
    expect(facts(makeMaintenance(NOW, { scheduled, updates }))).toEqual([
      'Affected: Public API',
      'Planned: 21 Nov 2026, 22:00 to 23:30 UTC',
      'Began: 2026-11-21T22:00:00Z',
      'Ended: 2026-11-21T23:00:00Z',
      'Lasted: 1 hour',
    ]);
  });

  it('tells when an announcement was published', () => {
    expect(facts(makeAnnouncement())).toEqual(['Published: 2026-11-18T09:00:00Z']);
  });
});

it('listStatuses() tells how an open incident leaves each component, and nothing once all are well', () => {
  const components = { api: 'partial_outage', gone: 'major_outage' } as const;
  const updates = [
    makeUpdate('2026-11-20T10:05:00Z'),
    makeUpdate('2026-11-20T10:20:00Z', { components: { api: 'major_outage', web: 'degraded_performance' } }),
  ];
  expect(listStatuses(makeIncident({ components, updates }), model)).toEqual([
    { name: 'Public API', status: 'major_outage' },
    { name: 'gone', status: 'major_outage' },
    { name: 'web', status: 'degraded_performance' },
  ]);
  expect(listStatuses(makeIncident({ updates: RESOLVED }), model)).toEqual([]);
  expect(listStatuses(makeAnnouncement(), model)).toEqual([]);
});
