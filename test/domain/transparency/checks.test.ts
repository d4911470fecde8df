import { describe, expect, it } from 'vitest';

import { deriveProduced, type ProducedCheck } from '../../../src/domain/produced-check.ts';
import { transparencyOf } from '../../../src/domain/transparency/transparency.ts';
import { at, makeMeasurements } from '../../support/builders.ts';
import { makeInput, makePublished } from '../../support/transparency.ts';

const NOW = at('2026-11-22T10:45:00Z');
const HOUR = 3_600_000;
const MINUTE = 60_000;
const POLICY = { confirmAfter: 2, holdFor: 30 * MINUTE };

const CHECK: ProducedCheck = {
  id: 'api-pool',
  name: 'The pool of the API',
  isExisting: false,
  component: { id: 'api', name: 'Public API' },
  addedAt: at('2026-11-21T08:00:00Z'),
  isAddedAfter: true,
  state: 'up',
  record: { since: at('2026-11-21T09:00:00Z'), share: 0.75 },
};
const FACTOR = { text: 'No check', whys: [{ why: 'a', because: 'b' }] };

describe('deriveProduced()', () => {
  const measurements = makeMeasurements('api-pool', { start: NOW - 8 * HOUR, end: NOW }, (time) =>
    time < NOW - 6 * HOUR ? 'down' : 'up',
  );
  const sources = {
    measurements,
    earlier: undefined,
    policy: POLICY,
    addedAt: NOW - 9 * HOUR,
    about: [{ startedAt: NOW - 10 * HOUR, endedAt: NOW - 9.5 * HOUR }],
    from: NOW - 1_000 * HOUR,
  };

  it('says how it has done since it was added', () => {
    expect(deriveProduced(sources, NOW)).toEqual({
      addedAt: NOW - 9 * HOUR,
      isAddedAfter: true,
      state: 'up',
      record: { since: NOW - 8 * HOUR, share: 0.75 },
    });
  });

  it('leaves out the incident itself where it was there before', () => {
    const about = [{ startedAt: NOW - 8 * HOUR, endedAt: NOW - 6 * HOUR }];
    expect(deriveProduced({ ...sources, about }, NOW)).toMatchObject({ isAddedAfter: false, record: { share: 1 } });
  });

  it('does not know whether it was added afterwards where either time is missing', () => {
    expect(deriveProduced({ ...sources, addedAt: undefined }, NOW).isAddedAfter).toBeUndefined();
    expect(deriveProduced({ ...sources, about: [] }, NOW).isAddedAfter).toBeUndefined();
  });
});

describe('transparencyOf() tells of checks that incidents produced', () => {
  it('how each is now and has done since, and what else last answers became', () => {
    const becomes = [
      { kind: 'monitor', check: 'api-pool' },
      { kind: 'test', url: 'https://example.org/t' },
      { kind: 'process', url: 'https://example.org/p' },
      { kind: 'accepted', reason: 'it costs more than it saves' },
      { kind: 'test', url: 'https://example.org/t' },
    ];
    const postmortems = [
      makePublished({ factors: becomes.map((each) => ({ ...FACTOR, becomes: each })) }, { checks: [CHECK] }),
    ];
    expect(transparencyOf(makeInput({ postmortems }), NOW).checks).toEqual({
      outcomes: { monitor: 1, test: 2, process: 1, accepted: 1 },
      checks: [
        {
          check: 'api-pool',
          name: 'The pool of the API',
          postmortem: 'api-errors',
          postmortemTitle: 'The pool',
          postmortemUrl: 'https://status.example.org/postmortems/api-errors/',
          component: 'Public API',
          isExisting: false,
          addedAt: '2026-11-21T08:00:00Z',
          isAddedAfter: true,
          stateNow: 'up',
          passedShare: 0.75,
          recordSince: '2026-11-21T09:00:00Z',
        },
      ],
    });
  });

  it('nothing of one that no component has any more', () => {
    const postmortems = [makePublished({}, { checks: [{ ...CHECK, component: undefined }] })];
    expect(transparencyOf(makeInput({ postmortems }), NOW).checks.checks).toMatchObject([
      { component: null, stateNow: null, passedShare: null, recordSince: null },
    ]);
  });
});

describe('transparencyOf() tells of gaps in monitoring', () => {
  const from = at('2026-11-22T00:00:00Z');
  const monitoring = (seen: [number, number][], ran = seen, firstMeasuredAt: number | undefined = from) => {
    const track = (stretches: [number, number][]) =>
      stretches.map(([start, end]) => ({ start: from + start * HOUR, end: from + end * HOUR }));
    return transparencyOf(makeInput({ watched: { seen: track(seen), ran: track(ran) }, firstMeasuredAt }), NOW)
      .monitoring;
  };

  it('how long nothing was seen, and how much of that lies in runs that could not be believed', () => {
    const seen: [number, number][] = [
      [0, 2],
      [3, 5],
      [9, 12],
    ];
    expect(
      monitoring(seen, [
        [0, 2],
        [3, 6],
        [9, 12],
      ]),
    ).toEqual({
      holdForMs: 30 * MINUTE,
      from: '2026-11-22T00:00:00Z',
      wholeMs: 10.75 * HOUR,
      count: 2,
      gapMs: 5 * HOUR,
      blindMs: HOUR,
      longest: [
        {
          from: '2026-11-22T05:00:00Z',
          until: '2026-11-22T09:00:00Z',
          lengthMs: 4 * HOUR,
          blindMs: HOUR,
          isOver: true,
        },
        { from: '2026-11-22T02:00:00Z', until: '2026-11-22T03:00:00Z', lengthMs: HOUR, blindMs: 0, isOver: true },
      ],
    });
  });

  it('of each what runs take up, also of several that one run goes through', () => {
    const seen: [number, number][] = [
      [0, 1],
      [2, 3],
      [8, 10],
    ];
    const ran: [number, number][] = [
      [0, 5],
      [6, 7],
      [8, 10],
    ];
    const { blindMs, longest = [] } = monitoring(seen, ran) ?? {};
    expect(blindMs).toBe(4 * HOUR);
    expect(longest.map((gap) => [gap.lengthMs / HOUR, gap.blindMs / HOUR])).toEqual([
      [5, 3],
      [1, 1],
      [0.75, 0],
    ]);
  });

  it('that one goes on where the last measurement holds no more', () => {
    expect(monitoring([[0, 10]])?.longest).toMatchObject([{ lengthMs: 0.75 * HOUR, isOver: false }]);
  });

  it('from the first measurement on, or from the start of the twelve months', () => {
    expect(monitoring([[-9_000, 12]], undefined, from - 9_000 * HOUR)).toMatchObject({
      from: '2025-11-22T00:00:00Z',
      count: 0,
    });
  });

  it('nothing where nothing was ever measured', () => {
    expect(transparencyOf(makeInput(), NOW).monitoring).toBeNull();
  });

  it('by their number where there are more than a hundred, of which the longest are listed', () => {
    const seen = Array.from({ length: 300 }, (_, index): [number, number] => [index * 0.03, index * 0.03 + 0.01]);
    const found = monitoring(seen);
    expect([found?.count, found?.longest.length]).toEqual([300, 100]);
    expect(found?.longest[0]?.isOver).toBe(false);
  });
});
