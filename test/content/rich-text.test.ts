import { describe, expect, test } from 'vitest';

import { readRichText, type TextBlock } from '../../src/content/rich-text.ts';

const BASE = 'https://status.acme.org/incidents/a/';

/** A block in one line: its kind and place, then its words with the styles that they have. */
function show({ kind, mark, depth, isQuote, spans }: TextBlock): string {
  const styled = spans.map(({ text, href, ...style }) => {
    const styles = Object.entries(style).flatMap(([name, isOn]) => (isOn ? [name.slice(2).toLowerCase()] : []));
    const marks = [...styles, ...(href === undefined ? [] : [href])].join(' ');
    return marks === '' ? text : `{${marks}|${text}}`;
  });
  const place = [kind, ...(isQuote ? ['quote'] : []), ...(depth > 0 ? [depth, mark ?? '-'] : [])].join(' ');
  return `${place}: ${styled.join('')}`;
}

describe('readRichText()', () => {
  test.each<[string, string[]]>([
    ['one\n\ntwo  \nlines', ['text: one', 'text: two\nlines']],
    ['a **b _c_** `d < e` ~~f~~ &amp;', ['text: a {bold|b }{bold italic|c} {code|d < e} {struck|f} &']],
    ['[w](/components/api/?a=1&b=2)', ['text: {https://status.acme.org/components/api/?a=1&b=2|w}']],
    ['[w](mailto:a@acme.org) [x](javascript:alert)', ['text: w x']],
    ['![chart](https://x.org/p.png)', ['text: {https://x.org/p.png|chart}']],
    ['- a\n- b\n  1. c\n  2. d\n\n  e', ['text 1 •: a', 'text 1 •: b', 'text 2 1.: c', 'text 2 2.: d', 'text 1 -: e']],
    ['4. a\n5. b', ['text 1 4.: a', 'text 1 5.: b']],
    ['> q\n\np', ['text quote: q', 'text: p']],
    ['```\n a\n  b\n```', ['code: {code| a\n  b}']],
    ['# H', ['heading: H']],
    ['| a | b |\n|--|--|\n| 1 | 2 |', ['text: {bold|a} {bold|· b}', 'text: 1 · 2']],
    ['<script>alert(1)</script>', ['text: <script>alert(1)</script>']],
    ['<b>c</b>', ['text: {bold|c}']],
    ['a\u202Eb\u2066c\u0007', ['text: abc']],
    ['<@123> @everyone <!channel>', ['text: <@123> @everyone <!channel>']],
    ['', []],
  ])('reads %j', (markdown, blocks) => expect(readRichText(markdown, BASE).map(show)).toEqual(blocks));

  test.each([
    '\uD800*',
    '<b><i>',
    '</p></li></ul></ol>',
    '[](',
    '>'.repeat(5_000),
    '- '.repeat(2_000),
    '|'.repeat(300),
  ])('takes %#, of which nobody knows what was meant', (markdown) => {
    const text = readRichText(markdown, BASE).flatMap(({ spans }) => spans.map((span) => span.text));
    expect(text.join('').isWellFormed()).toBe(true);
  });
});
