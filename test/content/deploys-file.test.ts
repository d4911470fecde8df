import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatDeploysFile, parseDeploysFile } from '../../src/content/deploys-file.ts';
import type { Deploy } from '../../src/domain/deploy.ts';
import { at } from '../support/builders.ts';

const COMMIT = '5f1d'.repeat(10);
const LINE = `2026-11-20T10:06:31Z ${COMMIT} 2026-11-20T10:05:40Z 2026-11-20T10:05:02Z\n`;

describe('parseDeploysFile()', () => {
  test('reads when it went live, the commit, the time of the build and the last run', () => {
    expect(parseDeploysFile(LINE)).toEqual([
      {
        liveAt: at('2026-11-20T10:06:31Z'),
        commit: COMMIT,
        builtAt: at('2026-11-20T10:05:40Z'),
        checkedAt: at('2026-11-20T10:05:02Z'),
      },
    ]);
  });

  test.each([
    ['an empty file', ''],
    ['a short commit', LINE.replace(COMMIT, '5f1d5f1d')],
    ['no time', LINE.replace('2026-11-20T10:06:31Z', 'today')],
    ['a missing field', LINE.replace(' 2026-11-20T10:05:02Z', '')],
    ['a conflict mark', '<<<<<<< HEAD\n'],
  ])('leaves out %s', (_criterion, text) => {
    expect(parseDeploysFile(text)).toEqual([]);
  });

  test('reads the lines around one that cannot be read', () => {
    expect(parseDeploysFile(`${LINE}?\n${LINE}`)).toHaveLength(2);
  });

  test('is the inverse of formatDeploysFile()', () => {
    const second = fc.integer({ min: 0, max: 4e9 }).map((seconds) => seconds * 1_000);
    const deploy: fc.Arbitrary<Deploy> = fc.record({
      liveAt: second,
      commit: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 }),
      builtAt: second,
      checkedAt: fc.option(second, { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(deploy), (deploys) => {
        expect(parseDeploysFile(formatDeploysFile(deploys))).toEqual(deploys);
      }),
    );
  });
});
