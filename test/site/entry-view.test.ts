import { describe, expect, it } from 'vitest';

import { entryLabel, entryLine, listEvidence, listFacts, listOrigins, pageState } from '../../src/site/entry-view.ts';
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
const model = deriveSiteModel(makeContent({ config }));

/** The facts as `term: value`, a time as an ISO text. */
function facts(entry: Entry): string[] {
  return listFacts(entry, model).map(({ term, at: time, text, url }) =>
    `${term}: ${[time === undefined ? undefined : model.format.iso(time), text, url].filter(Boolean).join(' ')}`.replaceAll(
      '\u00A0',
      ' ',
    ),
  );
}

const RESOLVED = [
  makeUpdate('2026-11-20T10:05:00Z'),
  makeUpdate('2026-11-20T10:41:00Z', { phase: 'monitoring' }),
  makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }),
];

describe('listFacts()', () => {
  it('derives every time of a resolved incident', () => {
    const evidence = [{ kind: 'measurement' as const, at: '2026-11-20T10:02:00Z', text: 'api-health: got 503' }];
    expect(facts(makeIncident({ updates: RESOLVED, evidence }))).toEqual([
      'Affected: Public API',
      'Cause: Our own fault',
      'Began: 2026-11-20T10:02:00Z',
      'First told: 2026-11-20T10:05:00Z',
      'Mitigated: 2026-11-20T10:41:00Z',
      'Resolved: 2026-11-20T11:00:00Z',
      'Lasted: 58 minutes',
    ]);
  });

  it('takes the mitigation that held after a relapse', () => {
    const updates = [
      ...RESOLVED.slice(0, 2),
      makeUpdate('2026-11-20T10:50:00Z', { phase: 'identified' }),
      makeUpdate('2026-11-20T11:10:00Z', { phase: 'monitoring' }),
      makeUpdate('2026-11-20T11:30:00Z', { phase: 'monitoring' }),
    ];
    expect(facts(makeIncident({ updates }))).toContain('Mitigated: 2026-11-20T11:10:00Z');
  });

  it('counts an open incident up to now', () => {
    expect(facts(makeIncident())).toContain('Open for: 2 days');
  });

  it('does not claim when people were told of what was written down afterwards', () => {
    expect(facts(makeIncident({ backfilled: true, updates: RESOLVED })).join()).not.toContain('First told');
  });

  it('tells the provider, its report and when it was told', () => {
    const incident = makeIncident({
      category: 'upstream',
      confidence: 'suspected',
      provider: 'acme',
      providerUrl: 'https://acme.example.org/i/1',
      reportedAt: '2026-11-20T10:12:00Z',
      ticket: '4711',
      outreach: [{ at: '2026-11-20T10:30:00Z', channel: 'email', count: 14 }],
      components: { api: 'partial_outage', gone: 'partial_outage' },
    });
    expect(facts(incident)).toEqual(
      expect.arrayContaining([
        'Affected: Public API and gone',
        'Cause: Probably a provider that we rely on',
        'Provider: Acme Hosting',
        'Their report: https://acme.example.org/i/1',
        'Reported to them: 2026-11-20T10:12:00Z 4711',
        'Told in person: 14 by email, 20 Nov 2026, 10:30 UTC',
      ]),
    );
  });

  it.each([
    [{ category: 'undetermined' as const }, 'Cause: Not known yet'],
    [{ category: 'undetermined' as const, updates: RESOLVED }, 'Cause: Not determined'],
    [{ category: 'customer' as const }, 'Cause: The activity of one customer, which reached others'],
    [{ category: 'internal' as const, confidence: 'suspected' as const }, 'Cause: Probably our own fault'],
  ])('puts the cause of %o in plain words', (frontMatter, cause) => {
    expect(facts(makeIncident(frontMatter))).toContain(cause);
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

it.each<[string, Entry, string, string]>([
  ['an open incident', makeIncident(), 'Major incident · Investigating', 'partial_outage'],
  ['a resolved one', makeIncident({ updates: RESOLVED }), 'Major incident · Resolved', 'operational'],
  [
    'an incident without impact',
    makeIncident({ impact: 'none' }),
    'Incident without impact · Investigating',
    'operational',
  ],
  ['a maintenance to come', makeMaintenance(NOW), 'Maintenance · Scheduled', 'under_maintenance'],
  ['an announcement', makeAnnouncement(), 'Announcement', 'no_data'],
])('entryLabel() and pageState() of %s', (...[, entry, label, state]) => {
  expect([entryLabel(entry, model), pageState(entry)]).toEqual([label, state]);
});

it('entryLine() names four components at most', () => {
  const components = Object.fromEntries(['api', 'b', 'c', 'd', 'e'].map((id) => [id, 'partial_outage' as const]));
  expect(entryLine(makeIncident({ components, updates: RESOLVED }), model)).toBe(
    'Major incident · Resolved · Public API, b, c and 2 more · 55 minutes',
  );
});

it('listEvidence() sorts by time and links nothing but web addresses', () => {
  const evidence = [
    { kind: 'deployment' as const, at: '2026-11-20T10:03:00Z', text: 'b', source: 'https://example.org/run/1' },
    { kind: 'measurement' as const, at: '2026-11-20T10:01:00Z', text: 'a', source: 'javascript:alert(1)' },
  ];
  expect(listEvidence(makeIncident({ evidence })).map(({ text, url }) => [text, url])).toEqual([
    ['a', undefined],
    ['b', 'https://example.org/run/1'],
  ]);
});

it('listOrigins() says how an unusual entry came to be', () => {
  expect(listOrigins(makeIncident(), model)).toEqual([]);
  expect(listOrigins(makeIncident({ openedBy: 'monitor', backfilled: true, importedFrom: 'cState' }), model)).toEqual([
    'Opened by our monitoring, before a person had looked.',
    'Written down afterwards.',
    'Brought over from cState.',
  ]);
});
