import { describe, expect, it } from 'vitest';

import { findPromise, lateFrom, listPromises, nextPromise } from '../../src/domain/promise.ts';
import { at, makeIncident, makeUpdate } from '../support/builders.ts';

const BY = at('2026-11-20T10:30:00Z');
const LATER = at('2026-11-20T12:00:00Z');
const updates = [
  makeUpdate('2026-11-20T10:05:00Z', { nextUpdateBy: BY }),
  makeUpdate('2026-11-20T10:20:00Z'),
  makeUpdate('2026-11-20T10:50:00Z', { nextUpdateBy: LATER }),
];

it('findPromise() and listPromises() tell what came after each promise', () => {
  expect([0, 1, 2, 3].map((index) => findPromise(updates, index))).toEqual([
    { by: BY, cameAt: at('2026-11-20T10:20:00Z') },
    undefined,
    { by: LATER, cameAt: undefined },
    undefined,
  ]);
  expect(listPromises(updates).map(({ by }) => by)).toEqual([BY, LATER]);
});

it('lateFrom() lets an update at the very time keep the promise', () => {
  expect(lateFrom(BY)).toBeGreaterThan(BY);
});

describe('nextPromise()', () => {
  const open = makeIncident({ updates });

  it('takes the earliest of the latest updates of what is open', () => {
    const sooner = makeIncident({ updates: updates.slice(0, 1) });
    expect(nextPromise([open, sooner])).toBe(BY);
    expect(nextPromise([open])).toBe(LATER);
  });

  it('knows none where all is resolved or nothing is promised', () => {
    const end = makeUpdate('2026-11-20T13:00:00Z', { phase: 'resolved', nextUpdateBy: LATER });
    expect(nextPromise([makeIncident({ updates: [...updates, end] }), makeIncident()])).toBeUndefined();
  });
});
