import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { LedgerRecord } from '../../src/domain/ledger.ts';
import type { Maintenance } from '../../src/domain/maintenance.ts';
import { type DueDelivery, planNotices } from '../../src/domain/plan-notices.ts';
import { formatInstant, type Instant } from '../../src/schema/timestamp.ts';
import { at, makeConfig, makeMaintenance, makeUpdate } from '../support/builders.ts';
import '../support/fast-check.ts';

const MINUTE_MS = 60_000;
const BEGIN = at('2026-11-20T00:00:00Z');
const { channels } = makeConfig({ channels: [{ id: 'hook', type: 'webhook', url: 'https://a.example' }] });

function dueOf(entry: Maintenance, records: readonly LedgerRecord[], now: Instant): DueDelivery[] {
  return planNotices({
    entries: [{ entry, publishedAt: undefined, isLive: () => true, hasEntered: () => true }],
    postmortems: [],
    channels: channels.map((config) => ({ config, recipients: ['-'] })),
    ledger: { since: -Infinity, channels: new Map([['hook', 0]]), records },
    now,
    hasDeployFailed: false,
    frontPage: 'https://status.example.org/',
    names: new Map(),
    wordsOfClock: (phase) => phase,
    urlOf: () => 'https://status.example.org/',
    digest: (text) => text,
  }).due;
}

const saidArbitrary = fc.uniqueArray(
  fc.record({
    minute: fc.integer({ min: -600, max: 1_200 }),
    phase: fc.constantFrom('scheduled' as const, 'in_progress' as const, 'verifying' as const, 'completed' as const),
    notify: fc.constantFrom(undefined, 'no' as const),
  }),
  { selector: ({ minute }) => minute, maxLength: 5 },
);

test('planNotices() tells each word and each phase of a maintenance at most once, and none before its time', () => {
  const windowArbitrary = fc.record({
    start: fc.integer({ min: 10, max: 300 }),
    minutes: fc.integer({ min: 1, max: 600 }),
    recurrence: fc.constantFrom(undefined, 'FREQ=HOURLY;COUNT=5', 'FREQ=DAILY;COUNT=3'),
  });
  const runsArbitrary = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(windowArbitrary, saidArbitrary, runsArbitrary, ({ start, minutes, recurrence }, said, runs) => {
      const [from, until] = [BEGIN + start * MINUTE_MS, BEGIN + (start + minutes) * MINUTE_MS].map(formatInstant);
      const scheduled = { from: from ?? '', until: until ?? '' };
      const recurring = recurrence === undefined ? scheduled : { ...scheduled, timeZone: 'Etc/UTC', recurrence };
      const updates = said.map(({ minute, ...rest }) => makeUpdate(formatInstant(BEGIN + minute * MINUTE_MS), rest));
      const records: LedgerRecord[] = [];
      let now = BEGIN;
      for (const run of runs) {
        now += run * MINUTE_MS;
        const written = updates.filter((update) => update.at <= now);
        const due = dueOf(makeMaintenance(now, { scheduled: recurring, updates: written }), records, now);
        expect(due.every(({ notice }) => notice.at <= now)).toBe(true);
        records.push(...due.map(({ key }) => ({ ...key, at: now, state: 'told' as const })));
      }
      const told = records.map(({ update }) => update);
      expect(new Set(told).size).toBe(told.length);
    }),
    { numRuns: 60 },
  );
});
