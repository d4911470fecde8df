import { expect, it } from 'vitest';

import { isSettled } from '../../src/site/entry-times.ts';
import { at, makeIncident, makeUpdate } from '../support/builders.ts';

const BY = at('2026-11-20T12:00:00Z');
const over = (nextUpdateBy?: number) =>
  makeIncident({ updates: [makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved', nextUpdateBy })] });

it.each([
  ['open', makeIncident(), BY, false],
  ['resolved', over(), BY, true],
  ['resolved, with a word still promised', over(BY), BY, false],
  ['resolved, with a promise that was not kept', over(BY), BY + 1, true],
])('isSettled() of an incident that is %s', (...[, incident, now, settled]) => {
  expect(isSettled(incident, now)).toBe(settled);
});
