import { describe, expect, test } from 'vitest';

import { deriveFirstNamed } from '../../src/app/first-named.ts';

/** Revisions of status.yml, newest first, by time and ids. */
const REVISIONS = [
  { at: 4, text: 'components: [{ id: api }, { id: mail }, { id: web }]' },
  { at: 3, text: 'components: [' },
  { at: 2, text: 'components: [{ id: api }, { id: web }]' },
  { at: 1, text: 'components: [{ id: api }]' },
];

describe('deriveFirstNamed()', () => {
  test('gives each id the first commit that names it, also where a broken revision lies between', () => {
    expect([...deriveFirstNamed(REVISIONS, true)]).toEqual([
      ['api', 1],
      ['web', 2],
      ['mail', 4],
    ]);
  });

  test('does not know the first commit of what the oldest revision of a shallow clone names', () => {
    expect([...deriveFirstNamed(REVISIONS, false)]).toEqual([
      ['web', 2],
      ['mail', 4],
    ]);
  });

  test('keeps the first time of an id that was away for a while', () => {
    const revisions = [
      { at: 3, text: 'components: [{ id: api }]' },
      { at: 2, text: 'components: []' },
      { at: 1, text: 'components: [{ id: api }]' },
    ];
    expect([...deriveFirstNamed(revisions, true)]).toEqual([['api', 1]]);
  });

  test('knows nothing without revisions', () => {
    expect(deriveFirstNamed([], true).size).toBe(0);
  });
});
