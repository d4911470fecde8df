import { describe, expect, test } from 'vitest';

import { findRedaction, redact } from '../../src/domain/redaction.ts';
import { at, makeIncident, makeUpdate } from '../support/builders.ts';

const REDACTION = { incident: 'api-errors', update: '2026-11-20T11:05:00+01:00', reason: 'a name', by: 'ops' };
const UPDATES = [
  makeUpdate('2026-11-20T10:05:00Z', { text: 'Ms Example called.' }),
  makeUpdate('2026-11-20T10:20:00Z', { text: 'We look.' }),
];

describe('redact()', () => {
  test('takes back the text of the update at that time alone, whatever its offset', () => {
    const { updates } = redact(makeIncident({ updates: UPDATES }), [REDACTION]);
    expect(updates.map(({ text }) => text)).toEqual(['', 'We look.']);
  });

  test('follows a file that was renamed', () => {
    const renamed = makeIncident({ id: 'gateway', formerly: ['api-errors'], updates: UPDATES });
    expect(redact(renamed, [REDACTION]).updates[0]?.text).toBe('');
  });

  test('leaves other incidents and the given one as they are', () => {
    const other = makeIncident({ id: 'other', updates: UPDATES });
    expect(redact(other, [REDACTION])).toBe(other);
    const incident = makeIncident({ updates: UPDATES });
    redact(incident, [REDACTION]);
    expect(incident.updates[0]?.text).toBe('Ms Example called.');
  });
});

describe('findRedaction()', () => {
  test('knows none for another time', () => {
    expect(findRedaction([REDACTION], ['api-errors'], at('2026-11-20T10:05:00Z'))).toBe(REDACTION);
    expect(findRedaction([REDACTION], ['api-errors'], at('2026-11-20T11:05:00Z'))).toBeUndefined();
  });
});
