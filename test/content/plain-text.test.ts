import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { renderPlainText } from '../../src/content/plain-text.ts';

describe('renderPlainText()', () => {
  it.each([
    ['', ''],
    ['One line.\n\nAnother  one.', 'One line. Another one.'],
    ['**Half**way there, see [the *report*](https://example.org/a?b=1&c="2>").', 'Halfway there, see the report.'],
    ['- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 < 2 | x & y |', 'one two a b 1 < 2 x & y'],
    ['`a < b && c`', 'a < b && c'],
    ['Before <!-- a secret --> after.', 'Before after.'],
    ['<!-- a secret -->', ''],
    ['a<br>b <details><summary>More</summary>hidden</details>', 'a b More hidden'],
    ["<script>alert('no')</script>", "<script>alert('no')</script>"],
    ['&amp;lt; &lt;b&gt;', '&lt; <b>'],
    ['障害が**発生**しました。', '障害が発生しました。'],
    ['![a graph](https://example.org/1.png)', 'a graph'],
  ])('reads %j as %j', (markdown, text) => {
    expect(renderPlainText(markdown)).toBe(text);
  });

  it('keeps every word of any sentence on one line', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zA-Zéß障]+$/), { minLength: 1 }), (words) => {
        expect(renderPlainText(words.join('\n'))).toBe(words.join(' '));
      }),
    );
  });
});
