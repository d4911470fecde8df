import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FILTERS, MAX_TEXT_LENGTH, readQuery, writeQuery } from '../../src/search/query.ts';

describe('writeQuery()', () => {
  it.each([
    [{ text: '', filters: {} }, ''],
    [{ text: '  ', filters: {} }, ''],
    [{ text: ' slow & "two words" ', filters: {} }, '?q=slow+%26+%22two+words%22'],
    [{ text: '障害', filters: { component: 'api' } }, '?q=%E9%9A%9C%E5%AE%B3&component=api'],
    [{ text: '', filters: { kind: 'incident', impact: 'major' } }, '?impact=major&kind=incident'],
  ])('says %j as %j', (query, address) => {
    expect(writeQuery(query)).toBe(address);
  });
});

describe('readQuery()', () => {
  it.each([
    ['', { text: '', filters: {} }],
    ['?other=1&q=', { text: '', filters: {} }],
    ['?component=&impact=major', { text: '', filters: { impact: 'major' } }],
    [`?q=${'a'.repeat(10_000)}`, { text: 'a'.repeat(MAX_TEXT_LENGTH), filters: {} }],
    ['?q=%E0%A4%A', { text: '\ufffd%A', filters: {} }],
  ])('reads %j', (address, query) => {
    expect(readQuery(address)).toEqual(query);
  });

  it('reads what writeQuery() writes', () => {
    const typed = fc.string({ unit: 'grapheme', maxLength: 40 });
    const filters = fc.dictionary(fc.constantFrom(...FILTERS), fc.stringMatching(/^[a-z0-9-]+$/));
    fc.assert(
      fc.property(typed, filters, (text, chosen) => {
        const read = readQuery(writeQuery({ text, filters: chosen }));
        expect({ text: read.text, filters: { ...read.filters } }).toEqual({
          text: text.trim(),
          filters: { ...chosen },
        });
      }),
    );
  });
});
