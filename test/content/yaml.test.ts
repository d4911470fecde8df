import { describe, expect, test } from 'vitest';

import { readYaml } from '../../src/content/yaml.ts';
import { formatProblem } from '../../src/schema/problems.ts';

function tell(text: string): string[] {
  return readYaml({ file: 'a', text }).problems.map((problem) => formatProblem(problem).replace(/^a:/, ''));
}

describe('readYaml()', () => {
  test.each([
    ['title: "x', '1:8: error: Cannot find the end of a text in quotes: expected the quote closed'],
    [
      'title: "Slow answers\ncomponents:\n  api: partial_outage\n',
      '1:8: error: Cannot find the end of a text in quotes: expected the quote closed, for example title: "Slow answers", got "title: \\"Slow answers"',
    ],
    [
      'checks: [api-health\nimpact: major\ntitle: a: b\n',
      '1:9: error: Cannot find the end of what stands in this bracket: expected the bracket closed, and the lines in it set in, for example checks: [api-health], got "checks: [api-health"',
    ],
    [
      'page: { accent: #0b6e4f, name: E }\ncomponents: []\n',
      'What follows "#" is a comment; put a text that begins with it in quotes.',
    ],
    [
      'components:\n    id: api\n    name: API\n  - { id: web, name: Web }\n',
      '4:1: error: Cannot read an entry of a list here: expected each entry of a list, the first too, to begin with "- " at one indentation, for example "components:\\n  - id: api\\n    name: API", got "  - { id: web, name: Web }"',
    ],
    [
      'a:\n  - id: x\n\tname: API\n    checks: 1\n  - { id: w }\n',
      '3:1: error: Cannot read a tab as indentation: expected indentation by spaces',
    ],
    ['title: “Slow: now”', 'got "title: “Slow: now”". Use straight quotes: ".'],
    ['a: {\nb: 1\n}', '1:4: error: Cannot find the end of what stands in this bracket'],
    [
      'title: API: slow',
      '1:8: error: Cannot read a second colon or dash in one line: expected text with a colon in quotes',
    ],
    [
      'title: [API] is down',
      '1:14: error: Cannot read what stands here: expected a text with special characters in quotes',
    ],
    ['title: @x', '1:8: error: Cannot begin a text with this character'],
    ['title: *bold*', '1:8: error: Cannot find what "*bold*" stands for'],
    ['title: !important', '1:8: error: Cannot read a value that begins with "!"'],
    ['title: x\njust words\ncategory: internal', '2:1: error: Cannot find the key of this line'],
    ['title: x\n category: internal', '2:1: error: Cannot read this indentation'],
    [' title: x\ncategory: internal', '2:1: error: Cannot read this indentation'],
    ['title: {x\ncategory: internal', '1:8: error: Cannot find the end of what stands in this bracket'],
    ['components:\n\tapi: major_outage', '2:1: error: Cannot read a tab as indentation'],
    ['title: x\n...\ntitle: y', '3:1: error: Cannot read a second document'],
    ['title: x\ntitle: y', '2:1: error: Cannot use a key twice'],
    ['? [a, b]\n: c', '1:3: error: Cannot use a list or a block as a key'],
    ['a: &a { b: *a }', '1:12: error: Cannot use "*a" within itself'],
    ['title: "\\0"', '1:8: error: Cannot read a control character'],
    ['title: "\\uD800"', '1:8: error: Cannot read a control character'],
    ['ticket: 12345678901234567890', '1:9: error: Cannot keep each digit of this number'],
  ])('tells of %j in words, and once', (text, expected) => {
    expect(tell(text)).toEqual([expect.stringContaining(expected)]);
  });

  test('says nothing that only the parser understands', () => {
    const texts = [
      'a: - b',
      'a: b: c: d',
      '{',
      '[',
      ']',
      'a: |x\n b',
      '%YAML 9\n---\n',
      '&',
      '- a\nb: c',
      '"',
      '!<x',
      'a: "\\q"',
    ];
    for (const told of texts.flatMap(tell)) expect(told).not.toMatch(/implicit|scalar|token|flow|indicator|mapping/i);
  });

  test.each([
    ['brackets', 'a: '.concat('['.repeat(20_000))],
    ['question marks', '? '.repeat(20_000)],
    ['lists in keys', `a:\n ${'- ? '.repeat(5_000)}a`],
    ['indentation', Array.from({ length: 900 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('tells of depth by %s once, without exhausting the stack', (_what, text) => {
    expect(tell(text)).toEqual([expect.stringContaining('Cannot read YAML that is nested this deeply')]);
  });

  test.each([
    ['exclamation marks', `a: ${'! '.repeat(100_000)}`],
    ['anchors', '&a '.repeat(60_000)],
    ['aliases', `a: ${'*a '.repeat(60_000)}`],
    ['aliases in a list', `a: &a 1\nb: [${'*a, '.repeat(60_000)}]`],
    ['blank lines', `${'\n'.repeat(200_000)}a: [`],
  ])('tells of a text of %s without looking at each', (_what, text) => {
    expect(tell(text)).toHaveLength(1);
  });

  test('takes brackets in a text for a text', () => {
    expect(tell(`title: "${'['.repeat(200)}"`)).toEqual([]);
  });

  test('keeps __proto__ and constructor as keys like any other', () => {
    const { data } = readYaml({ file: 'a', text: '__proto__: { title: x }\nconstructor: y' });
    expect(Object.keys(Object(data))).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get(Object(data), 'title')).toBeUndefined();
  });
});
