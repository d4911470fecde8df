import { describe, expect, test } from 'vitest';

import { deriveEntryId } from '../../src/feeds/entry-id.ts';
import { at } from '../support/builders.ts';

const KEY = { pageId: 'k7d0v3m9x2qa', firstId: '2026-11-20-api', at: at('2026-11-20T10:05:00Z') };

describe('deriveEntryId()', () => {
  test('never changes for the same page, first id and time', () => {
    expect(deriveEntryId(KEY)).toBe('urn:uuid:50669c15-6605-5a71-8534-330a12faef67');
  });

  test('is a UUID of version 5 in the variant of RFC 9562', () => {
    expect(deriveEntryId(KEY)).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('differs with each part of the key', () => {
    const keys = [KEY, { ...KEY, pageId: 'a7d0v3m9x2qa' }, { ...KEY, firstId: 'x' }, { ...KEY, at: KEY.at + 1000 }];
    expect(new Set(keys.map(deriveEntryId)).size).toBe(4);
  });
});
