import { expect, test } from 'vitest';

import { joinOutreach, planOutreach, type Telling } from '../../src/domain/outreach.ts';
import { at } from '../support/builders.ts';

const FIRST = '2026-11-20T10:06:00Z';
const SECOND = '2026-11-20T10:16:00Z';
const mail = (time: string, count: number) => ({ at: time, channel: 'email', count });

function told(customer: string, overrides: Partial<Telling> = {}): Telling {
  return { customer, type: 'email', update: 'a', at: at(FIRST), ...overrides };
}

test('planOutreach() counts who was told and is not counted yet, once for each update', () => {
  const tellings = [told('acme'), told('acme'), told('globex'), told('acme', { update: 'b', at: at(SECOND) })];
  expect(planOutreach(tellings, [])).toEqual([mail(SECOND, 3)]);
  expect(planOutreach(tellings, [mail(FIRST, 2)])).toEqual([mail(SECOND, 1)]);
  expect(planOutreach(tellings, [mail(FIRST, 2), mail(SECOND, 1)])).toEqual([]);
});

test.each([
  ['both, by time', [{ at: SECOND, channel: 'phone', count: 1 }], [mail(FIRST, 2)], ['2 email', '1 phone']],
  ['what somebody has written down themselves once', [mail(FIRST, 2)], [mail(FIRST, 2)], ['2 email']],
  ['what was counted beyond that', [mail(FIRST, 3)], [mail(FIRST, 2), mail(SECOND, 4)], ['3 email', '3 email']],
])('joinOutreach() has %s', (_, typed, ...[counted, joined]) => {
  expect(joinOutreach(typed, counted).map(({ count, channel }) => `${count} ${channel}`)).toEqual(joined);
});
