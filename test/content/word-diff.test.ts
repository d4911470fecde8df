import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { type DiffLine, diffTexts, extentOf, isSameText } from '../../src/content/word-diff.ts';

const MARKS = { same: '', removed: '-', added: '+' } as const;

/** Lines as `words|-removed|+added`. */
function show(lines: readonly DiffLine[]): string[] {
  return lines.map((line) => line.map(({ kind, text }) => MARKS[kind] + text.trim()).join('|'));
}

describe('isSameText()', () => {
  test.each([
    ['another width of lines', 'We see errors\nand look into them.', 'We see errors and look into them.'],
    ['other marks of lists and emphasis', '* a _b_\n* c', '- a *b*\n- c'],
    ['a paragraph cut in two', 'One.\n\nTwo.', 'One. Two.'],
    ['escapes', 'a\\_b', 'a_b'],
    ['accents put together and in one', 'Cafe\u0301 is shut.', 'Caf\u00e9 is shut.'],
    ['what nobody sees', 'We\u200b see er\u00adrors.\ufeff', 'We see errors.'],
  ])('takes %s for the same', (_, a, b) => {
    expect(isSameText(a, b)).toBe(true);
  });

  test.each([
    ['another word', 'It is now well.', 'It is not well.'],
    ['another number', '10 % of requests', '90 % of requests'],
    ['a link that leads elsewhere', '[here](https://a.example.org/)', '[here](https://b.example.org/)'],
    ['what is struck out', 'All data is safe.', '~~All data is safe.~~'],
    ['another order', 'one two', 'two one'],
  ])('tells %s', (_, a, b) => {
    expect(isSameText(a, b)).toBe(false);
  });
});

describe('extentOf()', () => {
  test.each([
    ['a letter left out', 'We are lookng into it.', 'We are looking into it.', 'correction'],
    ['letters swapped', 'We recieve errors.', 'We receive errors.', 'correction'],
    ['capitals and points alone', 'we see errors', 'We see errors.', 'correction'],
    ['an accent', 'The cafe is shut.', 'The café is shut.', 'correction'],
    ['a dash of another length', 'It is over – now.', 'It is over — now.', 'correction'],
    ['letters of a word put together', 'It re-occured today.', 'It re-occurred today.', 'correction'],
    ['a letter that is a name', 'It is in zone-a alone.', 'It is in zone-b alone.', 'change'],
    ['a sign that is turned round', 'Latency < target by now.', 'Latency > target by now.', 'change'],
    ['a picture of a word', 'All of it is well: ✅', 'All of it is well: ❌', 'change'],
    ['a word no longer struck out', 'It is ~~not~~ all well.', 'It is not all well.', 'change'],
    ['a short word', 'All is now well here.', 'All is not well here.', 'change'],
    ['another first letter', 'That is a moral question.', 'That is a morel question.', 'correction'],
    ['a letter in front', 'A typical failure, we think.', 'Atypical failure, we think.', 'change'],
    ['a number', 'It took 1.5 hours.', 'It took 15 hours.', 'change'],
    ['a word more', 'All requests were slow.', 'Almost all requests were slow.', 'change'],
    ['where a link leads', 'More [here](https://a.example.org/x).', 'More [here](https://a.example.org/y).', 'change'],
    [
      'twice as many words',
      'This incident has been resolved.',
      'A change took out a node. This incident has been resolved.',
      'rewrite',
    ],
    ['one text for another', 'We are looking.', 'A change took out a node.', 'rewrite'],
    ['words of nothing', '', 'We are looking.', 'rewrite'],
  ])('calls %s what it is', (...[, before, after, extent]) => {
    expect(extentOf(before, after)).toBe(extent);
  });
});

describe('diffTexts()', () => {
  it('tells words that went and came, in their lines', () => {
    const before = 'We see errors.\n\n- one\n- two\n\nMore soon.';
    const after = 'We see many errors.\n\n- one\n- three\n\nMore soon.';
    expect(show(diffTexts(before, after))).toEqual(['We see|+many|errors.', '• one', '•|-two|+three', 'More soon.']);
  });

  it('tells a rewrite as one text and then the other', () => {
    expect(show(diffTexts('We are looking into it.', 'A change took out a node, and it is back.'))).toEqual([
      '-We are looking into it.',
      '+A change took out a node, and it is back.',
    ]);
  });

  it('tells words of a language without spaces apart', () => {
    expect(show(diffTexts('現在、障害を調査しています。', '現在、遅延を調査しています。'))).toEqual([
      '現在、|-障害|+遅延|を調査しています。',
    ]);
  });

  it('does not work itself to death on long texts that have nothing in common', () => {
    const long = (mark: string): string => Array.from({ length: 20_000 }, (_, at) => `${mark}${at}`).join(' ');
    expect(diffTexts(long('a'), long('b')).map((line) => line.length)).toEqual([1, 1]);
  });

  it('keeps every word of both texts, in its order', () => {
    const words = fc.array(fc.constantFrom('we', 'see', 'errors', 'now', 'not', '\n\n', '- one', '10'), {
      maxLength: 30,
    });
    const plain = (lines: readonly DiffLine[], without: string): string =>
      lines
        .flatMap((line) => line.filter(({ kind }) => kind !== without).map(({ text }) => text))
        .join(' ')
        .replace(/[\s•]+/g, '');
    fc.assert(
      fc.property(words, words, (before, after) => {
        const [was, is] = [before.join(' '), after.join(' ')];
        const lines = diffTexts(was, is);
        expect(plain(lines, 'added')).toBe(plain(diffTexts(was, was), ''));
        expect(plain(lines, 'removed')).toBe(plain(diffTexts(is, is), ''));
      }),
    );
  });
});
