import { describe, expect, test } from 'vitest';

import { renderMarkdown } from '../../src/content/html.ts';
import { pictureLinkHtml, pictureLinkMarkdown } from '../../src/site/snippet.ts';

const SHOWN = {
  name: 'Status of [a] \\ "b" <i>c</i>',
  picture: 'https://status.example.org/badges/api.svg',
  link: 'https://status.example.org/components/api/',
};

describe('what is copied to show a state elsewhere', () => {
  test('is a picture that leads to the page, in Markdown', () => {
    // What we show of Markdown are no pictures, but their words as a link.
    expect(renderMarkdown(pictureLinkMarkdown(SHOWN))).toContain('href="https://status.example.org/components/api/"');
    expect(renderMarkdown(pictureLinkMarkdown(SHOWN))).toContain('Status of [a] \\ "b"');
  });

  test('is the same in HTML, where a name stays a name', () => {
    expect(pictureLinkHtml(SHOWN)).toBe(
      '<a href="https://status.example.org/components/api/"><img src="https://status.example.org/badges/api.svg" ' +
        'alt="Status of [a] \\ &quot;b&quot; &lt;i>c&lt;/i>"></a>',
    );
  });
});
