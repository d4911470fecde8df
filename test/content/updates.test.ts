import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { describeProblem, formatProblem } from '../../src/schema/problems.ts';
import { appendUpdate, escapeUpdateText, formatBody, parseUpdates } from '../../src/content/updates.ts';
import { at, makeUpdate } from '../support/builders.ts';

function parse(text: string) {
  return parseUpdates({ file: 'incidents/a.md', kind: 'incident', text, linesBefore: 0 });
}

describe('parseUpdates()', () => {
  test('tells introduction, updates and other headings apart', () => {
    const body = parse(
      [
        'An introduction.',
        '',
        '## Investigating · 2026-11-20T10:05:00Z',
        '',
        'We see it.',
        '',
        '## Background',
        '',
        'More text.',
        '',
        '## Resolved · 2026-11-20T11:00:00Z',
      ].join('\n'),
    );
    expect(body).toEqual({
      introduction: 'An introduction.',
      updates: [
        { ...makeUpdate('2026-11-20T10:05:00Z'), text: 'We see it.\n\n## Background\n\nMore text.', line: 3 },
        { ...makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }), text: '', line: 11 },
      ].map((update) => ({ nextUpdateBy: undefined, notify: undefined, ...update })),
      problems: [],
    });
  });

  test.each([
    ['in a code fence', '```\n## Resolved · 2026-11-20T11:00:00Z\n```'],
    ['in indented code', '    ## Resolved · 2026-11-20T11:00:00Z'],
    ['in a quote', '> ## Resolved · 2026-11-20T11:00:00Z'],
    ['in a list', '- ## Resolved · 2026-11-20T11:00:00Z'],
    ['in an HTML comment', '<!--\n## Resolved · 2026-11-20T11:00:00Z\n-->'],
    ['underlined', 'Resolved · 2026-11-20T11:00:00Z\n---'],
    ['escaped', '\\## Resolved · 2026-11-20T11:00:00Z'],
  ])('takes no heading %s for an update', (_where, text) => {
    expect(parse(text)).toMatchObject({ introduction: text, updates: [] });
  });

  test.each([
    ['of another level', '### Resolved · 2026-11-20T11:00:00Z'],
    ['of the first level', '# Resolved · 2026-11-20T11:00:00Z #'],
    ['without a space', '##Resolved · 2026-11-20T11:00:00Z'],
    ['with a space that does not break', '##\u00a0Resolved · 2026-11-20T11:00:00Z'],
  ])('warns of a heading %s that reads like an update', (_where, text) => {
    const { updates, problems } = parse(`## Identified · 2026-11-20T10:00:00Z\n\n${text}\n`);
    expect(updates).toHaveLength(1);
    expect(problems.map(({ severity, line, example }) => `${line} ${severity} ${example}`)).toEqual([
      '3 warning "## Resolved · 2026-11-20T11:00:00Z"',
    ]);
  });

  test('takes such a heading for the fault of a file that has no update', () => {
    expect(parse('Words.\n\n### Resolved · 2026-11-20T11:00:00Z\n').problems.map(describeProblem)).toEqual([
      'Cannot read this as an update: expected an update to begin its line with two "#" and a space, for example "## Resolved · 2026-11-20T11:00:00Z", got "### Resolved · 2026-11-20T11:00:00Z"',
    ]);
  });

  const RESOLVED = 'Resolved · 2026-11-20T11:00:00Z';

  test.each([
    ['without its hashes', 'Identified · 2026-11-20T10:20:00Z · api: major_outage'],
    ['in indented code', `    ## ${RESOLVED}`],
    ['in a quote', `> ## ${RESOLVED}`],
    ['in a list', `- ## ${RESOLVED}`],
    ['in bold', '**Identified** · 2026-11-20T10:20:00Z · api: major_outage'],
    ['in bold as a whole', '**Identified · 2026-11-20T10:20:00Z · api: major_outage**'],
    ['underlined', `${RESOLVED}\n---`],
  ])('warns of an update %s', (_where, text) => {
    const [line = ''] = text.split('\n');
    const canonical = line.includes('Resolved')
      ? `## ${RESOLVED}`
      : '## Identified · 2026-11-20T10:20:00Z · api: major_outage';
    const { problems } = parse(`## Investigating · 2026-11-20T10:00:00Z\n\n${text}\n`);
    expect(problems.map(formatProblem)).toEqual([
      `incidents/a.md:3:1: warning: This reads like an update and is text: expected an update to begin its line with two "#" and a space, for example "${canonical}", got "${line}"`,
    ]);
  });

  test.each([
    ['```sh', 'code block', 'its end in a line before the update, for example "```"'],
    ['~~~~', 'code block', 'its end in a line before the update, for example "~~~~"'],
    ['<!-- to do', 'comment', 'its end in a line before the update, for example "-->"'],
    ['<pre>', 'HTML block', 'its end in a line before the update, for example "</pre>"'],
    ['<div>', 'HTML block', 'a blank line before the update, for example "\\n"'],
  ])('names the line where %s opens that swallows updates', (opening, name, expected) => {
    const text = `${opening}\nlog\n## Monitoring · 2026-11-20T10:30:00Z\n## ${RESOLVED}\n`;
    const { problems } = parse(`## Investigating · 2026-11-20T10:00:00Z\n\n${text}`);
    expect(problems.map(formatProblem)).toEqual([
      `incidents/a.md:3:1: warning: This ${name} does not end before the update in line 5, which is text: expected ${expected}, got "${opening}"`,
    ]);
  });

  test.each([
    ['in a fence', `\`\`\`\n### ${RESOLVED}\n\`\`\``],
    ['in a fence of a list', `- a\n  ~~~\n  ${RESOLVED}\n  ~~~~`],
    ['in a comment', `<!--\n${RESOLVED}\n-->`],
    ['in raw HTML', `<pre>\n${RESOLVED}\n</pre>`],
    ['that is another', '### Timeline of 2026-11-20 10:05 UTC'],
    ['that is escaped', `\\## ${RESOLVED}`],
    ['that tells of the phase', `Resolved since 2026-11-20T11:00:00Z`],
  ])('does not warn of a line %s', (_where, text) => {
    expect(parse(`## Investigating · 2026-11-20T10:00:00Z\n\n${text}\n`).problems).toEqual([]);
  });

  test('tells of no more than twenty, and reads a long log in a moment', () => {
    const log = `${'2026-11-20T10:05:00Z resolved a name · Resolved · 2026-11-20T11:00:00Z\n'.repeat(10_000)}\n`;
    const { problems } = parse(`## Investigating · 2026-11-20T10:00:00Z\n\n${log}${`- ${RESOLVED}\n`.repeat(30)}`);
    expect(problems).toHaveLength(20);
  });

  test.each([
    ['closed by hashes', '## Resolved · 2026-11-20T11:00:00Z ##'],
    ['set in by spaces', '   ## Resolved · 2026-11-20T11:00:00Z'],
    ['after a paragraph without a blank line', 'Text\n## Resolved · 2026-11-20T11:00:00Z'],
  ])('takes a heading %s for one', (_where, text) => {
    expect(parse(text).updates.map(({ phase }) => phase)).toEqual(['resolved']);
  });
});

const TEXTS = [
  'Plain words.',
  '```js\nlet open',
  '~~~~\nfence of tildes',
  '<!-- a comment left open',
  '<script>\nlet x',
  '<div>\nleft open',
  '<pre>',
  '<?php',
  '<![CDATA[',
  '- a list\n  - with a fence\n    ```',
  '> quote\n> ```',
  '## Resolved · 2026-11-20T11:00:00Z',
  'Text\n## resolved\nmore',
  '    indented',
  '[link]: https://example.org',
  'a\n---',
  '| a |\n| - |',
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'grapheme' })), { maxLength: 5 })
  .map((parts) => parts.join('\n'));

describe('escapeUpdateText()', () => {
  test.each(TEXTS.map((text) => [text]))('makes %j harmless before a following update', (text) => {
    const escaped = escapeUpdateText(text);
    const body = parse(
      formatBody('', [makeUpdate('2026-11-20T10:00:00Z', { text: escaped }), makeUpdate('2026-11-20T11:00:00Z')]),
    );
    expect(body.updates.map((update) => update.at)).toEqual([at('2026-11-20T10:00:00Z'), at('2026-11-20T11:00:00Z')]);
  });

  test('makes any text harmless, and keeps each of its words', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = escapeUpdateText(text);
        const updates = [makeUpdate('2026-11-20T10:00:00Z', { text: escaped }), makeUpdate('2026-11-20T11:00:00Z')];
        const body = parse(formatBody('', updates));
        expect(body.problems).toEqual([]);
        expect(body.updates.map((update) => update.at)).toEqual(updates.map((update) => update.at));
        for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) expect(escaped).toContain(word);
      }),
      { numRuns: 300 },
    );
  });
});

describe('appendUpdate()', () => {
  test('changes no existing line', () => {
    const before = '---\ntitle: x\n---\n\n## Investigating · 2026-11-20T10:00:00Z\n\nWe see it.\n';
    const after = appendUpdate(before, makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved', text: 'Done.' }));
    expect(after).toBe(`${before}\n## Resolved · 2026-11-20T11:00:00Z\n\nDone.\n`);
  });

  test('closes a fence that the last update left open, so that the new one is seen', () => {
    const after = appendUpdate(
      '## Investigating · 2026-11-20T10:00:00Z\n\n```\nlog',
      makeUpdate('2026-11-20T11:00:00Z'),
    );
    expect(parse(after).updates).toHaveLength(2);
    expect(after).toContain('```\nlog\n```');
  });
});
