import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { renderMarkdown } from '../../src/content/html.ts';

const WORD = fc.stringMatching(/^[a-z]{3,8}$/);

describe('renderMarkdown()', () => {
  it.each([
    ['a paragraph', 'We are **looking** into it.', '<p>We are <strong>looking</strong> into it.</p>'],
    ['a table without styles', '| a |\n| -: |\n| 1 |', '<td>1</td>'],
    ['every cell of a row that is too long', '| a |\n|-|\n| 1 | 2 |', '<td>1</td>\n<td>2</td>'],
    ['a struck text', '~~old~~', '<p><del>old</del></p>'],
    ['a code block without class', '```js\nlet a\n```', '<pre><code>let a\n</code></pre>'],
    ['a task list without form fields', '- [x] done', '<li>☑ done</li>'],
    ['a footnote without ids', 'a[^1]\n\n[^1]: note', '<p>a[1]</p>\n<blockquote>\n<p>[1] note</p>\n</blockquote>'],
    ['written structure', 'one<br>two <sub>3</sub>', '<p>one<br>two <sub>3</sub></p>'],
    ['an unclosed element, closed', '<details><summary>S</summary>\n\ntext', '<p>text</p></details>'],
    ['an unclosed emphasis, around words alone', '<b>\n\na\n\n| b |\n|-|', '<p>a</p>\n<table>'],
    ['a letter under a pile of marks, with some of them', `Z${'\u0300'.repeat(40)}`, `<p>Z${'\u0300'.repeat(6)}</p>`],
    ['a placeholder in angle brackets', 'Use <your-token>.', '<p>Use &#x3C;your-token>.</p>'],
  ])('renders %s', (_what, markdown, html) => {
    expect(renderMarkdown(markdown)).toContain(html);
  });

  it.each([
    ['the first level as the fourth', '# A', '<h4>A</h4>'],
    ['the next one below it', '## A\n\n#### B', '<h4>A</h4>\n<h5>B</h5>'],
    ['a written heading', '<h1>A</h1>', '<h4>A</h4>'],
    [
      'more than three levels within six',
      '# A\n\n## B\n\n### C\n\n#### D',
      '<h4>A</h4>\n<h5>B</h5>\n<h6>C</h6>\n<h6>D</h6>',
    ],
  ])('demotes headings: %s', (_what, markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(html);
  });

  it.each([
    ['becomes a link', '![A graph](https://example.org/a.png)', '<a href="https://example.org/a.png">A graph</a>'],
    [
      'without words shows its address',
      '![](https://e.org/a.png)',
      '<a href="https://e.org/a.png">https://e.org/a.png</a>',
    ],
    ['inside a link is its words', '[![in](https://e.org/a.png)](https://e.org)', '<a href="https://e.org">in</a>'],
    ['of the repository is its words', '![A graph](graph.png)', '<p>A graph</p>'],
    [
      'written as HTML becomes a link',
      '<img src="https://e.org/a.png" alt="A" onerror="x()">',
      '<a href="https://e.org/a.png">A</a>',
    ],
    ['of a data address is its words', '![A](data:image/svg+xml,x)', '<p>A</p>'],
  ])('a picture %s', (_what, markdown, html) => {
    expect(renderMarkdown(markdown)).toContain(html);
    expect(renderMarkdown(markdown)).not.toContain('<img');
  });

  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT SRC=https://e.org/x.js></SCRIPT>',
    'a <img src=x onerror=alert(1)> b',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '<svg/onload=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<math><a xlink:href="javascript:alert(1)">x</a></math>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<p style="background:url(https://e.org)" class="verdict" id="main">x</p>',
    '<div onmouseover="alert(1)">x</div>',
    '<form action="https://e.org"><input name=q><button>x</button></form>',
    '<style>body{display:none}</style>',
    '<link rel=stylesheet href=https://e.org/x.css>',
    '<meta http-equiv=refresh content="0;url=https://e.org">',
    '<base href="https://e.org">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<!--><img src=x onerror=alert(1)>-->',
    '<details open ontoggle=alert(1)><summary>x</summary></details>',
    '<table><td background="https://e.org/x.png">x</td></table>',
    '<video src="https://e.org/x"><source onerror=alert(1)></video>',
    '<template><img src=x onerror=alert(1)></template>',
    '![x](https://e.org/a.png" onload="alert(1))',
    '`` <script>alert(1)</script> ``',
    '\\<script>alert(1)\\</script>',
  ])('lets nothing act or dress up: %s', (markdown) => {
    const html = renderMarkdown(markdown);
    const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
    const allowed = /^<(?:a href="(?:https?:\/\/|mailto:)[^"<>]*"|details open|[a-z][a-z0-9]*)>$/;
    expect(tags.filter((tag) => !allowed.test(tag))).toEqual([]);
    expect(html).not.toMatch(/<(script|style|svg|math|iframe|form|input|link|meta|base|img|video|template)/i);
  });

  it('keeps every word, whatever stands between the words', () => {
    const between = fc.constantFrom(
      ...[' ', '\n', '\n\n', '\n- ', '\n1. ', '\n> ', '\n# ', '\n\n    ', ' <b>', '</b> ', ' <script>', '</script> '],
      ...[
        ' <div>',
        '\n\n<div>\n',
        '</div>\n',
        ' `',
        ' ** ',
        ' | ',
        '\n|-|\n',
        ' <x-y>',
        ' [^1] ',
        '\n\n[^1]: ',
        '\n- [ ] ',
      ],
      ...[
        ' <table>',
        '<td>',
        ' <textarea>',
        ' <![CDATA[',
        ' ]]> ',
        ' <?php ',
        ' &lt; ',
        '\n```\n',
        '\n---\n',
        ' ~~',
        ' <pre>',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(WORD, between), { minLength: 1, maxLength: 12 }), (pieces) => {
        const html = renderMarkdown(pieces.flat().join(''));
        expect(pieces.map(([word]) => word).filter((word) => !html.includes(word))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('shows a text as written that no parser can nest', () => {
    const html = renderMarkdown(`${'> '.repeat(20_000)}deep & <b>down</b>`);
    expect(html).toContain('deep');
    expect(html).toContain('down');
  });

  // A strike behind a text has it read by the parser that knows everything.
  const STRUCK = '\n\n~~x~~';
  const STRUCK_HTML = '<p><del>x</del></p>';

  it.each([
    ['sentences alone', [...'aZ9é漢 .,;:\'"’!?%/–-()\n']],
    ['CommonMark', [...'aZ9 \n\n#>*_`-+.1()[]!:\\&=']],
  ])('gives %s the HTML that the whole parser gives', (_what, alphabet) => {
    const anyText = fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        const closed = `${text}\n\nEnd`;
        expect(`${renderMarkdown(closed)}\n${STRUCK_HTML}`).toBe(renderMarkdown(closed + STRUCK));
      }),
      { numRuns: 500 },
    );
  });
});
