import { describe, expect, test } from 'vitest';

import { readFrontMatter } from '../../src/content/front-matter.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const FILE = 'incidents/a.md';

function tell(text: string): string[] {
  return readFrontMatter(FILE, text).problems.map(formatProblem);
}

describe('readFrontMatter()', () => {
  test('gives YAML and body apart, and how many lines come before the body', () => {
    const { content, problems } = readFrontMatter(FILE, '---\ntitle: Slow answers\n---\n\nWords.\n');
    expect(problems).toEqual([]);
    expect(content).toMatchObject({ yaml: { data: { title: 'Slow answers' } }, body: '\nWords.\n', linesBefore: 3 });
  });

  test.each(['---js', '---JS', '---javascript', '---json', '---coffee'])(
    'never reads %s, and runs nothing',
    (fence) => {
      const text = `${fence}\n(() => { globalThis.wasRun = true; return { title: 'x' } })()\n---\n`;
      expect(tell(text)).toEqual([
        expect.stringContaining(`Cannot read front matter in the language "${fence.slice(3).toLowerCase()}"`),
      ]);
      expect('wasRun' in globalThis).toBe(false);
    },
  );

  test.each([
    ['blank lines', '\n'.repeat(400_000)],
    ['lines of spaces', `${' '.repeat(1_000)}\n`.repeat(400)],
    ['line separators', `"${'\u2028'.repeat(300_000)}"`],
  ])('does not look for the end of many %s', (_what, blank) => {
    expect(tell(`---\ntitle: a\n${blank}\n---\n`)).toEqual([
      expect.stringContaining('got more than 100 of them in a row'),
    ]);
  });

  test.each([
    [
      'a blank line',
      '---\ntitle: a\n\n## Resolved\n',
      'F:3:1: error: Cannot find the end of the front matter: expected a file that begins with YAML between two lines "---", for example "---\\ntitle: Slow answers\\n---", got a blank line. Write "---" in a line of its own before the text.',
    ],
    [
      'dots',
      '---\ntitle: a\n...\n\nWords\n',
      'F:3:1: error: Cannot find the end of the front matter: expected a file that begins with YAML between two lines "---", for example "---\\ntitle: Slow answers\\n---", got "...". Write "---" in a line of its own before the text.',
    ],
    [
      'a beginning that is not the first line',
      '\n---\ntitle: a\n---\n',
      'F:1:1: error: Cannot find the front matter: expected a file that begins with YAML between two lines "---", for example "---\\ntitle: Slow answers\\n---", got "". Delete what stands before the first "---".',
    ],
  ])('tells where the fence is missing: %s', (_what, text, letter) => {
    expect(readFrontMatter('F', text).problems.map(formatProblem)).toEqual([letter]);
  });

  test('takes a hundred blank lines for what they are', () => {
    expect(tell(`---\ntitle: a\n${'\n'.repeat(99)}b: c\n---\n`)).toEqual([]);
  });
});
