import { describe, expect, it } from 'vitest';

import { countWords, findLostLines } from '../../src/importers/words.ts';

describe('countWords()', () => {
  it('counts words of any script whatever their case and punctuation', () => {
    const counts = countWords('Mail, mail! "MAIL" störung 障害 9:30');
    expect(Object.fromEntries(counts)).toEqual({ mail: 3, störung: 1, 障害: 1, '9': 1, '30': 1 });
  });

  it('takes composed and decomposed letters for the same', () => {
    expect(countWords('Störung'.normalize('NFD'))).toEqual(countWords('Störung'));
  });
});

describe('findLostLines()', () => {
  it('finds nothing where every word is kept, in whatever order', () => {
    expect(findLostLines('one two\nthree', 'Three, two & one.')).toEqual([]);
  });

  it('names each line with a word that is missing, by number and text', () => {
    expect(findLostLines('one two\n\n  three four', 'one two four')).toEqual([{ line: 3, text: 'three four' }]);
  });

  it('misses a word that stands twice and is kept once where it stands last', () => {
    expect(findLostLines('again\nand again', 'and again')).toEqual([{ line: 2, text: 'and again' }]);
  });
});
