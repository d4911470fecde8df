import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { deriveAnnouncement } from '../../src/domain/announcement.ts';
import { at, makeAnnouncement, makeUpdate } from '../support/builders.ts';

const announced = (time: string) => makeUpdate(time, { phase: 'announced' });

describe('deriveAnnouncement()', () => {
  test('is published with its first update, whatever its place in the file', () => {
    const updates = [announced('2026-11-19T09:00:00Z'), announced('2026-11-18T09:00:00Z')];
    expect(makeAnnouncement({ updates }).publishedAt).toBe(at('2026-11-18T09:00:00Z'));
  });

  test('stands for 14 days from its publication', () => {
    const updates = [announced('2026-11-18T09:00:00Z'), announced('2026-11-19T09:00:00Z')];
    expect(makeAnnouncement({ updates }).until).toBe(at('2026-12-02T09:00:00Z'));
  });

  test('stands until the time that it says', () => {
    const frontMatter = { until: '2026-11-20T01:00:00+01:00' };
    expect(makeAnnouncement(frontMatter).until).toBe(at('2026-11-20T00:00:00Z'));
  });

  test.each([
    [undefined, []],
    [
      ['api', 'web'],
      ['api', 'web'],
    ],
    [{ api: 'operational' as const }, ['api']],
  ])('with components %o names %o', (components, ids) => {
    expect(makeAnnouncement({ components }).components).toEqual(ids);
  });

  test('refuses a file without an update', () => {
    const { frontMatter } = makeAnnouncement();
    expect(() => deriveAnnouncement('region', { frontMatter, introduction: '', updates: [] })).toThrow(
      new RangeError('Cannot derive announcement "region": it has no update'),
    );
  });

  test('does not depend on the order of the updates in the file', () => {
    const updates = ['2026-11-18T09:00:00Z', '2026-11-19T09:00:00Z', '2026-11-20T09:00:00Z'].map(announced);
    fc.assert(
      fc.property(fc.shuffledSubarray(updates, { minLength: 3 }), (shuffled) => {
        expect(makeAnnouncement({ updates: shuffled })).toEqual(makeAnnouncement({ updates }));
      }),
    );
  });
});
