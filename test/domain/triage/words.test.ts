import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { CheckOutcome } from '../../../src/domain/measurement.ts';
import { evidenceText, readEvidenceText } from '../../../src/domain/triage/words.ts';
import { ERROR_CLASSES } from '../../../src/schema/check.ts';

function write(check: string, outcome: Partial<CheckOutcome> | undefined, count: number): string {
  const row = { kind: 'failing', count, since: 0, confirmed: true, state: 'down', last: undefined } as const;
  return evidenceText({ check, row }, outcome === undefined ? undefined : { check, state: 'down', ...outcome });
}

it('readEvidenceText() takes apart what evidenceText() writes, whatever a service answered', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(...ERROR_CLASSES),
      fc.integer({ min: 1, max: 100_000 }),
      (message, errorClass, inRow) => {
        const text = write('api-health', { message, errorClass }, inRow);
        expect(readEvidenceText(text)).toEqual({ check: 'api-health', message, errorClass, inRow });
      },
    ),
  );
});

it('readEvidenceText() knows a failure without a class, as of an answer that was slow', () => {
  const slow = { check: 'api', message: 'took 1.2 s (more than 800 ms)', errorClass: undefined, inRow: 2 };
  expect(readEvidenceText(write('api', { message: slow.message }, 2))).toEqual(slow);
  expect(readEvidenceText(write('api', undefined, 1))).toMatchObject({ message: 'failed', inRow: 1 });
});

it.each(['3 of 3 requests failed', 'API: slow, 2 in a row', 'api-health: slow', ', 2 in a row', ''])(
  'readEvidenceText() leaves "%s", which a person wrote, as it is',
  (text) => {
    expect(readEvidenceText(text)).toBeUndefined();
  },
);
