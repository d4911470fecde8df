import { describe, expect, test } from 'vitest';

import { renderPlainText } from '../../src/content/plain-text.ts';
import { hasVisibleWords } from '../../src/content/visible-words.ts';

describe('hasVisibleWords()', () => {
  test.each([
    'We are looking into it.',
    '  indented',
    '**Bold**',
    '`code`',
    '```\nlog\n```',
    '- item',
    '> quoted',
    '# Heading',
    '42',
    '✅',
    '<!-- note --> and words',
    '<!-- open',
    '<div>words</div>',
    '<script>alert(1)</script>',
    '<blink>',
    '[words](https://example.org)',
    '![](https://example.org/graph.png)',
    '<img src="https://example.org/graph.png">',
    '&amp;',
  ])('sees something in %j', (text) => {
    expect(hasVisibleWords(text)).toBe(true);
  });

  test.each([
    '',
    ' \n\t\n',
    '<!-- to be written -->',
    '<!-- one -->\n\n<!-- two -->\n',
    '<div><!-- note --></div>',
    '<br>\n\n<p>&nbsp;</p>',
    '&nbsp;',
    '\u200B\u2060',
    '\u3164',
    '#',
    '-',
    '1.',
    '>',
    '```\n```',
    '***',
    '[graph]: https://example.org',
    '[](https://example.org)',
  ])('sees nothing in %j, and neither does a reader', (text) => {
    expect(hasVisibleWords(text)).toBe(false);
    expect(renderPlainText(text).replace(/[\p{C}\u3164]/gu, '')).toBe('');
  });

  test('takes nothing apart that is too much work to read, which is shown as it is written', () => {
    expect(hasVisibleWords('>'.repeat(30_000))).toBe(true);
  });
});
