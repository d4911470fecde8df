import { describe, expect, test } from 'vitest';

import { deriveListeners, listNews, type News } from '../../src/domain/audience.ts';
import { at, makeAnnouncement, makeConfig, makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';

const OPENED = makeUpdate('2026-11-20T10:05:00Z');
const NEXT = makeUpdate('2026-11-20T10:20:00Z', { phase: 'identified' });
const RESOLVED = makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' });
const ALL = makeIncident({ updates: [OPENED, NEXT, RESOLVED] });
const MAINTENANCE = makeMaintenance(at('2026-11-22T00:00:00Z'));

describe('listNews()', () => {
  test.each([
    ['the first update of a new incident', listNews(ALL, [OPENED], true), ['opened']],
    [
      'a first update that stands before the one of an incident that was there',
      listNews(ALL, [OPENED], false),
      ['updated'],
    ],
    ['a later update', listNews(ALL, [NEXT], false), ['updated']],
    ['the end', listNews(ALL, [RESOLVED], false), ['resolved']],
    ['several at once', listNews(ALL, [OPENED, NEXT, RESOLVED], true), ['opened', 'updated', 'resolved']],
    ['an update that is to tell nobody', listNews(ALL, [{ ...NEXT, notify: 'no' }], false), []],
    ['no new update', listNews(ALL, [], false), []],
    ['what was written down afterwards', listNews(makeIncident({ backfilled: true }), [OPENED], true), []],
    ['a new maintenance without a word', listNews(MAINTENANCE, [], true), ['maintenance']],
    ['an announcement', listNews(makeAnnouncement(), makeAnnouncement().updates, true), ['opened']],
  ] as const)('of %s', (_, news, events) => {
    expect(news.map(({ event }) => event)).toEqual(events);
  });
});

describe('deriveListeners()', () => {
  const config = makeConfig({
    channels: [
      { id: 'all', type: 'slack', url: 'https://hooks.example.org/T0/secret', token: '${CANDOR_TOKEN}' },
      { id: 'ends', type: 'email', from: 'status@example.org', to: 'ops@example.org', on: ['resolved'] },
      { id: 'web', type: 'webhook', url: 'https://example.org/hook', components: ['web'] },
      { id: 'worst', type: 'webhook', url: 'https://example.org/hook', fromImpact: 'critical' },
    ],
  });
  const idsFor = (news: Partial<News>): string[] =>
    deriveListeners(config.channels, [{ event: 'opened', components: ['api'], impact: 'major', ...news }]).map(
      ({ id }) => id,
    );

  test.each([
    ['an opening', {}, ['all']],
    ['an end', { event: 'resolved' }, ['all', 'ends']],
    ['a component', { components: ['api', 'web'] }, ['all', 'web']],
    ['the worst impact', { impact: 'critical' }, ['all', 'worst']],
    ['what has no impact to go by', { event: 'maintenance', impact: undefined }, ['all', 'worst']],
  ] satisfies [string, Partial<News>, string[]][])('picks those that ask for %s', (_, news, ids) => {
    expect(idsFor(news)).toEqual(ids);
  });

  test('tells of a channel nothing but its id and type', () => {
    const [first] = deriveListeners(config.channels, listNews(ALL, [OPENED, RESOLVED], true));
    expect(first).toEqual({ id: 'all', type: 'slack', events: ['opened', 'resolved'] });
  });
});
