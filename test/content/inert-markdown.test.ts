import fc from 'fast-check';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';

import { codeBlock, inlineCode } from '../../src/content/inert-markdown.ts';
import { showInvisible } from '../../src/schema/visible-text.ts';
import '../support/fast-check.ts';

const HOSTILE = [
  '@octocat and @org/team, #12, GH-12, https://github.com/acme/api/issues/12',
  '<!-- candor --><script>alert(1)</script><details open>',
  '```\n@octocat\n```',
  '`````text\n~~~\n@octocat',
  '` @octocat `',
  '``` @octocat',
  '\\` @octocat',
  '[a](javascript:alert(1)) ![b](https://tracker.example/p.png) **c**',
  '::error file=a::b',
  'a\u0000b\u202Ec\u200Bd\r\n\n- e',
  ' ',
  '',
];

/** A text of marks that mean something to Markdown, in any order. */
const marks = fc.array(
  fc.constantFrom('`', '``', '~~~', '\n', '\r', ' ', '\\', '@a', '#1', '<b>', '*', '[', ']', '|', '>'),
  {
    maxLength: 30,
  },
);

function nodesOf(markdown: string): Nodes[] {
  const all: Nodes[] = [];
  const visit = (node: Nodes): void => {
    all.push(node);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(unified().use(remarkParse).use(remarkGfm).parse(markdown));
  return all;
}

/** What kinds of nodes a text makes between two sentences of ours. */
function typesOf(markdown: string): string[] {
  return nodesOf(markdown).map(({ type }) => type);
}

describe('inlineCode()', () => {
  const around = (text: string): string => `Before ${inlineCode(text)} after`;
  const isInert = (text: string): void => {
    expect(typesOf(around(text))).toEqual(['root', 'paragraph', 'text', 'inlineCode', 'text']);
  };

  test.each(HOSTILE)('leaves nothing of %j that acts', isInert);

  test('leaves nothing that acts of any marks', () => {
    fc.assert(fc.property(marks, (parts) => isInert(parts.join(''))));
  });

  test('shows the words, and what cannot be seen', () => {
    expect(inlineCode('Public `API`')).toBe('`` Public `API` ``');
    expect(inlineCode('a\nb\u202E')).toBe('` a\\nb\\u{202E} `');
  });
});

describe('codeBlock()', () => {
  const isInert = (text: string): void => {
    expect(typesOf(`Before\n\n${codeBlock([text])}\n\nafter`)).toEqual([
      ...['root', 'paragraph', 'text', 'code', 'paragraph', 'text'],
    ]);
  };

  test.each(HOSTILE)('leaves nothing of %j that acts', isInert);

  test('leaves nothing that acts of any marks', () => {
    fc.assert(fc.property(marks, (parts) => isInert(parts.join(''))));
  });

  test('loses no word where it wraps', () => {
    const text = `  ${'some words '.repeat(40)}${'x'.repeat(200)} end`;
    const code = nodesOf(codeBlock([text], 88)).find((node) => node.type === 'code');
    const lines = code?.value.split('\n') ?? [];
    expect(lines.every((line) => line.startsWith('  ') && (line.length <= 88 || line.trim().length === 200))).toBe(
      true,
    );
    expect(lines.map((line) => line.trim()).join(' ')).toBe(showInvisible(text.trim()));
  });
});
