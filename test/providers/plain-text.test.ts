import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { hasForbiddenCharacter } from '../../src/content/text.ts';
import { toPlainLine, toPlainText } from '../../src/providers/plain-text.ts';

describe('toPlainText()', () => {
  test.each([
    ['paragraphs', '<p>One &amp; two.</p><p>Three.</p>', 'One & two.\n\nThree.'],
    ['line breaks', 'One<br>two<br/>three', 'One\ntwo\nthree'],
    ['lists', '<ul><li>One</li><li>Two</li></ul>', '- One\n- Two'],
    ['links, by their words', '<p>See <a href="https://evil.example">here</a>.</p>', 'See here.'],
    ['no-break spaces', '<p>One&nbsp;two&nbsp;</p>', 'One two'],
    ['scripts and styles, as nothing', '<p>One</p><script>alert(1)</script><style>p{}</style>', 'One'],
    ['pictures, as nothing', '<p>One<img src=x onerror=alert(1)></p>', 'One'],
    ['comments, as nothing', 'One <!-- two --> three', 'One three'],
    ['plain lines as they are', 'One\r\ntwo\n\n\n\nthree', 'One\ntwo\n\nthree'],
    ['lines beside marks within words', 'One <b>bold</b>\ntwo', 'One bold\ntwo'],
    ['a smaller-than sign', 'latency < 5 ms and > 2 ms', 'latency < 5 ms and > 2 ms'],
    ['escaped markup, as words', 'the tag &lt;b&gt;', 'the tag <b>'],
    ['tags that never close', '<div><p>One<div>two', 'One\n\ntwo'],
    ['an unfinished tag', 'One <a href="', 'One'],
    ['NULs and control characters', 'O\u0000n\u0007e\u001b[31m', 'One[31m'],
    ['halves of characters', 'One \ud800', 'One \ufffd'],
    ['signs that turn the direction', 'One \u202etwo', 'One \u202etwo\u202c'],
    ['line separators', 'One\u2028two', 'One\ntwo'],
  ])('reads %s', (_criterion, written, expected) => {
    expect(toPlainText(written, 1_000)).toBe(expected);
  });

  test('never holds what a file of ours may not hold, nor more than it may', () => {
    const unit = fc.constantFrom(
      ...['<p>', '</div>', '&#0;', '&#xFFFF;', '\u0000', '\n', '<!', ']]>', 'word', ' ', '\u0085', '\u2028', '\ufdd0'],
      ...[
        '\ud83d',
        '\ude00',
        '\ufffe',
        '\u{1fffe}',
        '\u202e',
        '\u2067',
        '\u0301',
        '\u00a0',
        '\u{1f600}',
        '\x7f',
        '\x1b',
      ],
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), fc.integer({ min: 1, max: 50 }), (parts, limit) => {
        const text = toPlainText(parts.join(''), limit);
        expect(hasForbiddenCharacter(text)).toBe(false);
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(text).toBe(text.trim());
      }),
    );
  });

  test('reads no further than it has to', () => {
    expect(toPlainText('<b>'.repeat(2_000_000), 100)).toBe('');
    expect(toPlainText(`${'a'.repeat(5_000_000)}`, 10)).toBe('aaaaaaaaa…');
  });
});

describe('toPlainLine()', () => {
  test('has one line', () => {
    expect(toPlainLine('<p>One</p>\n<p>two</p>', 100)).toBe('One two');
  });
});
