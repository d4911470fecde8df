import { expect, test } from 'vitest';

import { deriveBlindSince } from '../../src/domain/blind-spell.ts';
import type { Measurement } from '../../src/domain/measurement.ts';
import { at } from '../support/builders.ts';

const START = at('2026-11-20T10:00:00Z');
const RUN_MS = 5 * 60_000;

/** A letter a run: `u` up, `d` down, `b` blind, `?` unknown for another reason, `.` no measurement. */
function measure(check: string, row: string): [string, Measurement[]] {
  const states = { u: ['up', '200'], d: ['down', '503'], b: ['unknown', 'blind'], '?': ['unknown'] } as const;
  const taken = [...row].flatMap((letter, index) => {
    const [state, code] = states[letter as keyof typeof states] ?? [];
    return state === undefined ? [] : [{ check, at: START + index * RUN_MS, state, code }];
  });
  return [check, taken];
}

test.each([
  ['uuu', 'uuu', undefined, 'everything is seen'],
  ['uub', 'uub', undefined, 'one blind run is a hitch'],
  ['ubb', 'ubb', 1, 'two in a row are a spell'],
  ['bbbb', 'bbbb', 0, 'from the first run on'],
  ['ubbu', 'ubbu', undefined, 'it is over'],
  ['ubbd', 'ubb.', undefined, 'an answer of one check ends it'],
  ['ubb.', 'ub.b', 1, 'runs of a part of the checks count'],
  ['ubb?', 'ubb?', undefined, 'what is unknown for another reason is no blindness'],
])('deriveBlindSince() of %s and %s is %s: %s', (...[a, b, run]) => {
  const since = deriveBlindSince(new Map([measure('a', a), measure('b', b)]), START + 10 * RUN_MS);
  expect(since).toBe(run === undefined ? undefined : START + run * RUN_MS);
});

test('deriveBlindSince() leaves out what comes after now, and knows nothing of no checks', () => {
  const measurements = new Map([measure('a', 'uubb')]);
  expect(deriveBlindSince(measurements, START + 2 * RUN_MS)).toBeUndefined();
  expect(deriveBlindSince(new Map(), START)).toBeUndefined();
});
