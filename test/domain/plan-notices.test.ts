import { describe, expect, test } from 'vitest';

import type { Entry } from '../../src/domain/describe-notice.ts';
import type { Ledger, LedgerRecord } from '../../src/domain/ledger.ts';
import { type NoticeSources, planNotices } from '../../src/domain/plan-notices.ts';
import { planRetry } from '../../src/domain/plan-retry.ts';
import type { Update } from '../../src/domain/update.ts';
import {
  at,
  makeAnnouncement,
  makeConfig,
  makeIncident,
  makeMaintenance,
  makePostmortem,
  makeUpdate,
} from '../support/builders.ts';

const NOW = at('2026-11-20T10:30:00Z');
const OPENED = makeUpdate('2026-11-20T10:05:00Z', { text: 'We look.' });
const NEXT = makeUpdate('2026-11-20T10:20:00Z', { phase: 'identified', text: 'Found.' });
const { channels } = makeConfig({ channels: [{ id: 'hook', type: 'webhook', url: 'https://a.example' }] });

function incident(updates: readonly Update[], overrides: Parameters<typeof makeIncident>[0] = {}): Entry {
  return makeIncident({ updates, ...overrides });
}

function told(overrides: Partial<LedgerRecord> = {}): LedgerRecord {
  return {
    entry: 'api-errors',
    update: '2026-11-20T10:05:00Z',
    again: '',
    channel: 'hook',
    recipient: '-',
    at: at('2026-11-20T10:06:00Z'),
    state: 'told',
    ...overrides,
  };
}

const LEDGER: Ledger = { since: -Infinity, channels: new Map([['hook', 0]]), records: [] };

interface Given extends Partial<Omit<NoticeSources, 'entries' | 'ledger'>> {
  entries?: readonly Entry[];
  records?: readonly LedgerRecord[];
  ledger?: Partial<Ledger>;
  isLive?: boolean;
}

function plan(
  { entries = [], records = [], ledger = {}, isLive = true, ...given }: Given,
  others: NoticeSources['entries'] = [],
) {
  const published = { publishedAt: at('2026-11-20T10:00:00Z'), isLive: () => isLive, hasEntered: () => isLive };
  return planNotices({
    entries: [...entries.map((entry) => ({ entry, ...published })), ...others],
    postmortems: [],
    channels: channels.map((config) => ({ config, recipients: ['-'] })),
    ledger: { ...LEDGER, records, ...ledger },
    now: NOW,
    hasDeployFailed: false,
    frontPage: 'https://status.example.org/',
    names: new Map([['api', 'Public API']]),
    wordsOfClock: (phase) => `By the clock: ${phase}.`,
    urlOf: ({ id }) => `https://status.example.org/incidents/${id}/`,
    digest: (text) => String(text.length),
    ...given,
  });
}

function dueOf(given: Given): string[] {
  return plan(given).due.map(({ key, notice }) => `${notice.event} ${key.update}${key.again === '' ? '' : ' again'}`);
}

const TIME = '2026-11-20T10:05:00Z';

describe('planNotices()', () => {
  test.each<[string, Given, string[]]>([
    [
      'updates in their order',
      { entries: [incident([OPENED, NEXT])] },
      [`opened ${TIME}`, 'updated 2026-11-20T10:20:00Z'],
    ],
    ['what was told not again', { entries: [incident([OPENED])], records: [told()] }, []],
    ['what failed for good not again', { entries: [incident([OPENED])], records: [told({ state: 'failed' })] }, []],
    ['an edit of what was told not again', { entries: [incident([{ ...OPENED, text: 'x' }])], records: [told()] }, []],
    [
      'an edit of what was told that says so',
      { entries: [incident([{ ...OPENED, notify: 'again' }])], records: [told()] },
      [`opened ${TIME} again`],
    ],
    [
      'the same only once',
      {
        entries: [incident([{ ...OPENED, notify: 'again' }])],
        records: [told(), told({ again: String(sayingLength()) })],
      },
      [],
    ],
    [
      'what was told once more not a third time, when it ceases to say so',
      { entries: [incident([OPENED])], records: [told({ again: 'k3f9' })] },
      [],
    ],
    ['what is to tell nobody not', { entries: [incident([{ ...OPENED, notify: 'no' }])] }, []],
    ['what was backfilled not', { entries: [incident([OPENED], { backfilled: true })] }, []],
    ['what was imported not', { entries: [incident([OPENED], { importedFrom: 'cState' })] }, []],
    ['what is older than a day not', { entries: [incident([OPENED])], now: at('2026-11-21T10:05:01Z') }, []],
    ['what is of a time to come not', { entries: [incident([OPENED])], now: at('2026-11-20T10:04:00Z') }, []],
    [
      'what is older than the loss of the ledger not',
      { entries: [incident([OPENED, NEXT])], ledger: { since: NEXT.at } },
      ['updated 2026-11-20T10:20:00Z'],
    ],
    [
      'nothing by a telling once more of what the ledger does not know',
      { entries: [incident([{ ...OPENED, notify: 'again' }])], ledger: { since: NOW } },
      [],
    ],
    [
      'who is left of an update, although the channel counts as known from later on',
      {
        entries: [incident([OPENED])],
        records: [told()],
        channels: channels.map((config) => ({ config, recipients: ['-', 'b'] })),
        ledger: { channels: new Map([['hook', NOW]]) },
      },
      [`opened ${TIME}`],
    ],
    [
      'an announcement',
      { entries: [makeAnnouncement({ updates: [{ ...OPENED, phase: 'announced' }] })] },
      [`opened ${TIME}`],
    ],
    [
      'a maintenance without a word, by when its file was published',
      { entries: [makeMaintenance(NOW)] },
      ['maintenance published'],
    ],
    [
      'the same once',
      { entries: [makeMaintenance(NOW)], records: [told({ entry: 'database-upgrade', update: 'published' })] },
      [],
    ],
    [
      'what others were told before a channel was there not',
      {
        entries: [incident([OPENED])],
        records: [told({ channel: 'x' })],
        ledger: { channels: new Map([['hook', NOW]]) },
      },
      [],
    ],
    [
      'the new to a channel that is new',
      {
        entries: [incident([OPENED, NEXT])],
        records: [told({ channel: 'x' })],
        ledger: { channels: new Map([['hook', NOW]]) },
      },
      ['updated 2026-11-20T10:20:00Z'],
    ],
    [
      'nobody twice by marks of another making',
      { entries: [incident([OPENED])], records: [told({ recipient: 'aaaa.1' })] },
      [],
    ],
  ])('tells %s', (_, given, due) => {
    expect(dueOf(given)).toEqual(due);
  });

  test('waits for the deploy, unless that has failed: then notices lead to the front page', () => {
    const entries = [incident([OPENED, NEXT])];
    expect(plan({ entries, isLive: false })).toMatchObject({ due: [], unpublished: 2 });
    expect(plan({ entries, isLive: false, hasDeployFailed: true }).due.map(({ notice }) => notice.url)).toEqual([
      'https://status.example.org/',
      'https://status.example.org/',
    ]);
  });

  const retry = { tries: 1, since: at('2026-11-20T10:06:00Z'), nextAt: at('2026-11-20T10:40:00Z') };

  test.each([
    ['waits, and what was said later with it', NOW, ['waiting', 'waiting']],
    ['is tried when its time has come', at('2026-11-20T10:40:00Z'), ['due', 'due']],
    ['is tried for a day, also when it is older', at('2026-11-21T10:05:59Z'), ['due', 'due']],
    ['is given up then', at('2026-11-21T10:06:01Z'), ['givenUp', 'due']],
  ])('what failed %s', (_, now, fates) => {
    const { due, waiting, givenUp } = plan({
      entries: [incident([OPENED, NEXT])],
      records: [told({ state: 'retry', retry, reason: 'no' })],
      now: Math.min(now, at('2026-11-21T10:19:00Z')),
    });
    const found = [...givenUp.map(() => 'givenUp'), ...waiting.map(() => 'waiting'), ...due.map(() => 'due')];
    expect(found).toEqual(fates);
  });

  test('tells of a post-mortem with what it is about', () => {
    const postmortem = makePostmortem({ dates: { publishedAt: at('2026-11-20T10:10:00Z') } });
    const about = [makeIncident({ impact: 'minor' }), makeIncident()];
    const { due } = plan({ postmortems: [{ postmortem, about, isLive: true }] });
    expect(due.map(({ notice }) => notice)).toMatchObject([
      {
        event: 'postmortem',
        title: 'Elevated errors on the public API',
        text: 'A third of API requests failed.',
        components: [{ id: 'api' }],
        impact: 'major',
      },
    ]);
  });

  test('gives a channel its first message of the entry', () => {
    const { due } = plan({ entries: [incident([OPENED, NEXT])], records: [told({ message: { id: '7' } })] });
    expect(due.map(({ previous }) => previous)).toEqual([{ id: '7' }]);
  });
});

/** What the digest of these tests makes of the first update. */
function sayingLength(): number {
  return JSON.stringify(['Elevated errors on the public API', 'investigating', [], null, 'We look.']).length;
}

describe('planNotices() and the phases of a maintenance that the clock enters', () => {
  // The window is 22:00 to 23:30.
  const BEGUN = '2026-11-24T22:00:00Z';
  const ENDED = '2026-11-24T23:30:00Z';
  const announced = makeUpdate('2026-11-22T10:00:00Z', { phase: 'scheduled', text: 'We will upgrade.' });
  const said = (time: string, overrides: Parameters<typeof makeUpdate>[1] = {}): Update =>
    makeUpdate(time, { phase: 'in_progress', ...overrides });
  const knows = (update: string, overrides: Partial<LedgerRecord> = {}): LedgerRecord =>
    told({ entry: 'database-upgrade', update, at: at(update), ...overrides });

  function dueAt(now: string, updates: readonly Update[], given: Given = {}): string[] {
    const time = at(now);
    return dueOf({ entries: [makeMaintenance(time, { updates })], now: time, ...given });
  }

  test.each<[string, string, Update[], LedgerRecord[], string[]]>([
    ['nothing before', '2026-11-24T21:59:59Z', [announced], [], []],
    ['the beginning', '2026-11-24T22:03:00Z', [announced], [], [`maintenance ${BEGUN}`]],
    ['the beginning once', '2026-11-24T22:08:00Z', [announced], [knows(BEGUN)], []],
    ['the end', '2026-11-24T23:33:00Z', [announced], [knows(BEGUN)], [`maintenance ${ENDED}`]],
    ['the end alone where all is over', '2026-11-24T23:33:00Z', [announced], [], [`maintenance ${ENDED}`]],
    ['nothing of what is long past', '2026-11-25T23:30:00Z', [announced], [], []],
    [
      'what somebody says instead',
      '2026-11-24T22:08:00Z',
      [announced, said('2026-11-24T22:05:00Z')],
      [],
      ['maintenance 2026-11-24T22:05:00Z'],
    ],
    ['nobody of what is to tell nobody', '2026-11-24T22:03:00Z', [{ ...announced, notify: 'no' }], [], []],
    [
      'who is left of a beginning, also when all is over',
      '2026-11-24T23:33:00Z',
      [announced],
      [knows(BEGUN, { state: 'retry', retry: { tries: 1, since: at(BEGUN), nextAt: at(BEGUN) } })],
      [`maintenance ${BEGUN}`, `maintenance ${ENDED}`],
    ],
  ])('tells %s', (_, now, ...[updates, records, due]) => {
    expect(dueAt(now, updates, { records })).toEqual(due);
  });

  test('tells who hears of a maintenance when it has begun no beginning', () => {
    const now = at('2026-11-24T22:40:00Z');
    const entry = { entry: makeMaintenance(now), isLive: () => true, hasEntered: () => true };
    const sources = { now, channels: channels.map((config) => ({ config, recipients: ['-'] })) };
    const late = plan({ ...sources }, [{ ...entry, publishedAt: at('2026-11-24T22:30:00Z') }]);
    expect(late.due.map(({ key }) => key.update)).toEqual(['published']);
    const before = plan({ ...sources }, [{ ...entry, publishedAt: at('2026-11-24T21:30:00Z') }]);
    expect(before.due.map(({ key }) => key.update)).toEqual(['published', BEGUN]);
  });

  test('tells nothing of a maintenance that was brought over, and waits until the page shows it', () => {
    const now = at('2026-11-24T22:03:00Z');
    const brought = makeMaintenance(now, { updates: [announced], importedFrom: 'cState' });
    expect(plan({ entries: [brought], now }).due).toEqual([]);
    const entries = [makeMaintenance(now, { updates: [announced] })];
    expect(plan({ entries, now, isLive: false })).toMatchObject({ due: [], unpublished: 1 });
  });

  test('says that the plan is all that is known, and nothing of how components are when it is over', () => {
    const noticeAt = (now: string) =>
      plan({ entries: [makeMaintenance(at(now), { updates: [announced] })], now: at(now) }).due[0]?.notice;
    expect(noticeAt(BEGUN)).toMatchObject({
      text: 'By the clock: in_progress.',
      phase: 'in_progress',
      components: [{ id: 'api', status: 'under_maintenance' }],
      window: { start: at(BEGUN), end: at(ENDED) },
      updates: [{ text: 'We will upgrade.' }, { changes: [{ id: 'api', to: 'under_maintenance' }] }],
    });
    const over = noticeAt(ENDED);
    expect(over).toMatchObject({ phase: 'completed', components: [{ id: 'api', status: undefined }] });
    expect(over?.updates.map(({ phase }) => phase)).toEqual(['scheduled', 'in_progress', 'completed']);
  });
});

test('planRetry() waits longer each time, at most an hour unless it is asked to', () => {
  const waits = [0, 1, 2, 5, 20].map((tries) => {
    const before = tries === 0 ? undefined : { tries, since: 0, nextAt: 0 };
    return (planRetry(before, { now: NOW }).nextAt - NOW) / 60_000;
  });
  expect(waits).toEqual([1, 2, 4, 32, 60]);
  expect(planRetry(undefined, { now: NOW, afterMs: 7_200_000 }).nextAt - NOW).toBe(7_200_000);
});

test.each([86_400_000, 1e15])(
  'planRetry() tries once more within the day, also when it is to wait for %d ms',
  (afterMs) => {
    const first = planRetry(undefined, { now: NOW, afterMs });
    expect(first.nextAt - NOW).toBe(23 * 3_600_000);
    const last = planRetry(first, { now: first.nextAt, afterMs });
    expect(last).toMatchObject({ since: NOW, nextAt: first.nextAt + 120_000 });
  },
);
