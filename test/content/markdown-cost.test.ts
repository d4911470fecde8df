import { describe, expect, test } from 'vitest';

import { findTooInvolvedLine, isTooInvolved } from '../../src/content/markdown-cost.ts';

const LOG = Array.from({ length: 1_500 }, (_, line) => `10:05:${line} [error] upstream *timed out* (110)`);

describe('findTooInvolvedLine()', () => {
  test.each([
    ['a thousand paragraphs', 'Some words and more.\n\n'.repeat(1_000)],
    ['a long list', '- an entry\n'.repeat(3_000)],
    ['a long log in a fence', `\`\`\`\n${LOG.join('\n')}\n\`\`\``],
    ['a long log below a list entry', `- the log:\n${LOG.join('\n')}`],
    ['lists in lists', Array.from({ length: 20 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
    ['a line of dashes', `${'- '.repeat(40)}\n`],
    ['half a megabyte of words', 'Some words. '.repeat(40_000)],
  ])('takes %s as it is', (_what, text) => {
    expect(findTooInvolvedLine(text)).toBeUndefined();
  });

  test.each([
    ['lists in one line', `x\n\n${'- '.repeat(5_000)}x`, 3],
    ['quotes in one line', `${'>'.repeat(5_000)}x`, 1],
    ['a quote that goes on', `> a\n${'a\n'.repeat(9_000)}`, 1_942],
    ['underlined headings', 'a\n-\n'.repeat(9_000), 3_768],
    ['a hundred thousand lines', 'a\n'.repeat(100_000), 33_334],
  ])('names the line where %s are too much', (_what, text, line) => {
    expect(findTooInvolvedLine(text)).toBe(line);
  });
});

describe('isTooInvolved()', () => {
  test.each([
    ['a log that is not in a fence', LOG.slice(0, 200).join('\n')],
    ['a table of five hundred rows', `| a | b | c |\n| - | - | - |\n${'| 1 | 2 | 3 |\n'.repeat(500)}`],
    ['a large log in a fence', `\`\`\`\n${LOG.join('\n')}\n\`\`\``],
    ['a few hundred links', '[a link](https://example.org/a_b*c)\n\n'.repeat(400)],
  ])('is false for %s', (_what, text) => {
    expect(isTooInvolved(text)).toBe(false);
  });

  test.each([
    ['emphasis', '*a_ '.repeat(5_000)],
    ['links', '[a]'.repeat(5_000)],
    ['tags', '<a><b>'.repeat(3_000)],
    ['tags in paragraphs', '<a><b>\n\n'.repeat(3_000)],
    ['comments left open', `p ${'<!-- '.repeat(5_000)}`],
    [
      'a table with far more columns than cells',
      `|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n${'|x\n'.repeat(1_000)}`,
    ],
  ])('is true for a pile of %s', (_what, text) => {
    expect(isTooInvolved(text)).toBe(true);
  });
});
