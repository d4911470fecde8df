import { describe, expect, it } from 'vitest';

import { findDetections, withMeasuredStart } from '../../src/domain/detection.ts';
import { formatInstant } from '../../src/schema/timestamp.ts';
import { makeIncident, makeUpdate } from '../support/builders.ts';
import { letterTime, measured, MINUTE } from '../support/measured.ts';

const POLICY = { confirmAfter: 2, holdFor: 30 * MINUTE };

/** An incident of 11:00 to 11:40, which is the letters 6 to 10; measurements are drawn from 10:00 on. */
function incident(overrides: Parameters<typeof makeIncident>[0] = {}) {
  const updates = [makeUpdate('2026-11-20T11:00:00Z'), makeUpdate('2026-11-20T11:40:00Z', { phase: 'resolved' })];
  return makeIncident({ checks: ['api-health'], updates, ...overrides });
}

function detect(letters: string, overrides: Parameters<typeof makeIncident>[0] = {}): (number | undefined)[] {
  const measurements = new Map([['api-health', measured('api-health', letters)]]);
  const placeOf = (at: number | undefined) => at && (at - letterTime(0)) / (10 * MINUTE);
  return findDetections(incident(overrides), measurements, POLICY).flatMap(({ failedAt, passedAt, recoveredAt }) =>
    [failedAt, passedAt, recoveredAt].map(placeOf),
  );
}

describe('findDetections()', () => {
  it.each<[string, string, (number | undefined)[]]>([
    ['a failure that was there at the start', 'uuuuudddduuu', [5, 4, 9]],
    ['one that began later', 'uuuuuuuddduu', [7, 6, 10]],
    ['slow answers', 'uuuuuggggguu', [5, 4, 10]],
    ['what was not known between', 'uuuu??ddd?uu', [6, 3, 10]],
    ['a failure that came back: from the first to the end of the last', 'uuuuudduddu', [5, 4, 10]],
    ['one that nothing is known before', '-----ddddu', [5, undefined, 9]],
    ['one that never ended', 'uuuuuddddddd', [5, 4, undefined]],
    ['a single failure, which is not believed', 'uuuuuuduuuuu', []],
    ['a failure long before', 'ddduuuuuuuuu', []],
    ['no failure', 'uuuuuuuuuuuu', []],
    ['nothing', '------------', []],
  ])('tells of %s', (_, letters, expected) => {
    expect(detect(letters)).toEqual(expected);
  });

  it('looks no further back than an hour, so that it says the same when older measurements are rolled up', () => {
    const updates = [makeUpdate('2026-11-20T11:30:00Z'), makeUpdate('2026-11-20T11:40:00Z', { phase: 'resolved' })];
    expect(detect('dddddddddduu', { updates })).toEqual([3, undefined, 10]);
  });

  it('puts the check first that failed first, and leaves out those that the incident does not name', () => {
    const measurements = new Map([
      ['api-health', measured('api-health', 'uuuuuuddddu')],
      ['web', measured('web', 'uuuuudddduu')],
      ['mail', measured('mail', 'uuuudddduuu')],
    ]);
    const found = findDetections(incident({ checks: ['api-health', 'web', 'web'] }), measurements, POLICY);
    expect(found.map(({ check }) => check)).toEqual(['web', 'api-health']);
  });
});

describe('withMeasuredStart()', () => {
  const failed = (place: number) => [
    { check: 'api-health', failedAt: letterTime(place), passedAt: undefined, recoveredAt: undefined },
  ];

  it.each<[string, Parameters<typeof makeIncident>[0], number, string]>([
    ['the first failing measurement before the first word', {}, 5, '2026-11-20T10:50:00Z'],
    ['the first word before any failure', {}, 7, '2026-11-20T11:00:00Z'],
    [
      'what a person has written down',
      { startedAt: '2026-11-20T10:58:00Z', startedBecause: 'a log' },
      5,
      '2026-11-20T10:58:00Z',
    ],
    [
      'what triage has noted',
      { evidence: [{ kind: 'measurement', at: '2026-11-20T10:57:00Z', text: 'got 503' }] },
      5,
      '2026-11-20T10:57:00Z',
    ],
  ])('begins with %s', (...[, overrides, place, expected]) => {
    expect(formatInstant(withMeasuredStart(incident(overrides), failed(place)).startedAt)).toBe(expected);
  });
});
