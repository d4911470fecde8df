import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { gapsBetween, joinIntervals, WatchedTimeBuilder } from '../../src/domain/watched-time.ts';
import { MEASUREMENT_STATES, type Measurement } from '../../src/domain/measurement.ts';

const intervals = fc.array(
  fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 10 })).map(([start, length]) => ({ start, end: start + length })),
);
const isIn = (all: readonly { start: number; end: number }[], time: number): boolean =>
  all.some(({ start, end }) => start <= time && time < end);
const TIMES = Array.from({ length: 60 }, (_, time) => time);

describe('joinIntervals()', () => {
  it('holds what any of them held, sorted and apart', () => {
    fc.assert(
      fc.property(intervals, (given) => {
        const joined = joinIntervals(given);
        expect(TIMES.filter((time) => isIn(joined, time))).toEqual(TIMES.filter((time) => isIn(given, time)));
        for (const [index, { start }] of joined.entries()) {
          expect(start).toBeGreaterThan(joined[index - 1]?.end ?? -Infinity);
        }
      }),
    );
  });

  it('leaves what it was given as it was', () => {
    const given = [
      { start: 0, end: 2 },
      { start: 1, end: 5 },
    ];
    joinIntervals(given);
    expect(given).toEqual([
      { start: 0, end: 2 },
      { start: 1, end: 5 },
    ]);
  });
});

describe('gapsBetween()', () => {
  it('holds each instant of a window that no interval holds', () => {
    fc.assert(
      fc.property(intervals, fc.nat(20), fc.nat(30), (given, start, length) => {
        const gaps = gapsBetween(joinIntervals(given), { start, end: start + length });
        const missed = TIMES.filter((time) => time >= start && time < start + length && !isIn(given, time));
        expect(TIMES.filter((time) => isIn(gaps, time))).toEqual(missed);
      }),
    );
  });
});

describe('WatchedTimeBuilder', () => {
  const HOLD_FOR = 3;
  const measured = fc
    .array(fc.tuple(fc.nat(40), fc.constantFrom(...MEASUREMENT_STATES)))
    .map((pairs) => pairs.sort(([a], [b]) => a - b).map(([at, state]): Measurement => ({ check: 'api', at, state })));

  it('says the same of many checks in any order, and of parts that are joined', () => {
    fc.assert(
      fc.property(measured, measured, fc.nat(40), (one, two, middle) => {
        const whole = new WatchedTimeBuilder(HOLD_FOR);
        for (const each of [one, two]) whole.add(each, { start: 0, end: 60 });
        const [early, late] = [new WatchedTimeBuilder(HOLD_FOR), new WatchedTimeBuilder(HOLD_FOR)];
        for (const each of [two, one]) {
          early.add(each, { start: 0, end: middle });
          late.add(each, { start: middle, end: 60 });
        }
        expect(late.watched(early.watched())).toEqual(whole.watched());
      }),
    );
  });

  it('lets the answers of a stretch hold from the first to after the last of them', () => {
    const builder = new WatchedTimeBuilder(HOLD_FOR);
    builder.add([{ check: 'api', at: 10, state: 'up', stretch: { last: 20, count: 5 } }], { start: 0, end: 60 });
    builder.add([{ check: 'web', at: 30, state: 'unknown', code: 'blind' }], { start: 0, end: 60 });
    expect(builder.watched()).toEqual({
      seen: [{ start: 10, end: 23 }],
      ran: [
        { start: 10, end: 23 },
        { start: 30, end: 33 },
      ],
    });
  });
});
