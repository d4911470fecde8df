import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { SearchEntry } from '../../src/search/entry.ts';
import { createMatcher, parseTerms, toSearchable } from '../../src/search/match.ts';

const ENTRY: SearchEntry = {
  id: '2026-11-20-api-errors',
  title: 'Elevated errors on the Public API',
  kind: 'incident',
  category: 'internal',
  impact: 'major',
  components: ['api', 'web'],
  at: 0,
  state: 'partial_outage',
  line: 'Major incident · Resolved · Public API and Café · 55 minutes',
  text: 'We see errors in Zürich. データベースの障害が発生しました。 The primary replica failed.',
};

describe('parseTerms()', () => {
  it.each([
    ['', []],
    ['  Slow\u3000DATABASE  slow', ['slow', 'database']],
    ['"slow  database" fast', ['slow database', 'fast']],
    ['„langsame Datenbank“', ['langsame datenbank']],
    ['one "still open', ['one', 'still open']],
    ['""', []],
    ['"', []],
    ['say"hi"', ['say', 'hi']],
  ])('takes %j as %j', (text, terms) => {
    expect(parseTerms(text)).toEqual(terms);
  });
});

describe('createMatcher()', () => {
  it.each([
    ['', true],
    ['ERRORS', true],
    ['error zurich', true],
    ['cafe', true],
    ['errors elsewhere', false],
    ['障害', true],
    ['障害 replica', true],
    ['障害者', false],
    ['replica primary', true],
    ['"primary replica"', true],
    ['"replica primary"', false],
    // The end of the title and the beginning of what stands below it are no phrase.
    ['"api major"', false],
    ['(', false],
  ])('finds by the words %j: %s', (text, isFound) => {
    expect(createMatcher({ text, filters: {} })(toSearchable(ENTRY))).toBe(isFound);
  });

  it.each([
    [{ component: 'web' }, true],
    [{ component: 'mail' }, false],
    [{ category: 'internal', impact: 'major', kind: 'incident' }, true],
    [{ category: 'internal', impact: 'minor' }, false],
    [{ kind: 'maintenance' }, false],
  ])('finds by the choice %j: %s', (filters, isFound) => {
    expect(createMatcher({ text: 'errors', filters })(toSearchable(ENTRY))).toBe(isFound);
  });

  it('finds no maintenance by category or impact', () => {
    const { category, impact, ...maintenance } = { ...ENTRY, kind: 'maintenance' };
    for (const filters of [{ category: category ?? '' }, { impact: impact ?? '' }]) {
      expect(createMatcher({ text: '', filters })(toSearchable(maintenance))).toBe(false);
    }
  });

  it('finds every part of a text, in any case, and no less for a word more that occurs', () => {
    const part = fc.tuple(fc.nat(ENTRY.text.length - 1), fc.integer({ min: 1, max: 20 }));
    const wordAt = ([from, length]: [number, number]): string => `"${ENTRY.text.slice(from, from + length)}"`;
    fc.assert(
      fc.property(part, part, (one, other) => {
        const text = `${wordAt(one).toUpperCase()} ${wordAt(other)}`;
        expect(createMatcher({ text, filters: {} })(toSearchable(ENTRY))).toBe(true);
      }),
    );
  });
});
