import { describe, expect, test } from 'vitest';

import { addLetters, renderLettersPage } from '../../src/preview/letters.ts';
import type { PlacedProblem, Reading } from '../../src/preview/session.ts';
import type { Problem } from '../../src/schema/problems.ts';
import { at } from '../support/builders.ts';

const PAGE = '<html><head><title>A</title></head><body class="b"><main>The page</main></body></html>';

function problem(changes: Partial<Problem> = {}): Problem {
  return {
    severity: 'error',
    file: 'incidents/2026/x.md',
    line: 4,
    column: 9,
    rule: 'schema',
    message: 'Cannot read "impact"',
    expected: 'one of none, minor',
    example: 'impact: minor',
    received: '"huge"',
    ...changes,
  };
}

function reading(problems: readonly PlacedProblem[], failure?: string): Reading {
  return { version: 'v-1', at: at('2026-11-22T10:45:00Z'), problems: [...problems], failure };
}

function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|');
}

describe('addLetters()', () => {
  test('leaves a page without a problem as it is, but for a line that says that it is a preview', () => {
    const html = addLetters(PAGE, reading([]));
    expect(textOf(html)).toBe('|A|Preview as of |2026-11-22 10:45:00 UTC|The page|');
    expect(html).toContain('<script src="/__candor/reload.js" data-version="v-1" defer></script></head>');
    expect(html).toContain('<body class="b"><p class="candor-strip"');
  });

  test('shows each error with its place, its letter and its line, above the page', () => {
    const html = addLetters(PAGE, reading([{ problem: problem(), line: 'impact: huge' }]));
    expect(textOf(html)).toContain(
      '|1 error|What has an error is shown below as it last was right, or by its title alone.' +
        '|incidents/2026/x.md:4:9|error: Cannot read &quot;impact&quot;: expected one of none, minor, ' +
        'for example impact: minor, got &quot;huge&quot;|4|impact: |huge|The page|',
    );
  });

  test('keeps warnings folded up, and says nothing of errors where there is none', () => {
    const html = addLetters(PAGE, reading([{ problem: problem({ severity: 'warning' }), line: undefined }]));
    expect(html).toContain('<details><summary>1 warning</summary>');
    expect(html).not.toContain('candor-letters');
  });

  test('tells a failure, whose lines stay lines', () => {
    const html = addLetters(PAGE, reading([], 'Git <is> gone\nInstall it'));
    expect(textOf(html)).toContain('|Not shown|This cannot be shown|Below is the page as it was before.|');
    expect(html).toContain('>Git &lt;is&gt; gone\nInstall it</pre>');
  });

  test.each([
    ['the name of a file', problem({ file: 'incidents/<img src=x onerror="y">.md' }), undefined],
    ['a message', problem({ message: 'Cannot <script>x</script>' }), undefined],
    ['what was found', problem({ received: '"</pre><script>"' }), undefined],
    ['a line of a file', problem(), 'impact: </code><script>$&$`</script>'],
  ])('escapes %s', (_what, found, line) => {
    const html = addLetters(PAGE, reading([{ problem: found, line }]));
    expect(html.match(/<(?:script|img)\b/g)).toEqual(['<script']);
  });

  test('makes visible what would not be seen, and cuts a long line around what is wrong in it', () => {
    const line = `${'a'.repeat(500)}\u202e${'b'.repeat(500)}`;
    const html = addLetters(PAGE, reading([{ problem: problem({ column: 501 }), line }]));
    expect(textOf(html)).toContain(`|4|…${'a'.repeat(60)}|\\u{202E}${'b'.repeat(99)}…|`);
  });
});

test('renderLettersPage() is a whole page under a policy of its own', () => {
  const html = renderLettersPage(reading([{ problem: problem(), line: undefined }]));
  expect(html).toMatch(/^<!doctype html>.*default-src 'none'.*Cannot read &quot;impact&quot;.*<\/html>$/s);
  expect(textOf(html)).toContain('|1 error|There is no page to show yet; it comes by itself once this is right.|');
});
