import { expect, it } from 'vitest';

import { findLinks } from '../../src/site/linked-text.ts';

it.each([
  ['no address', [['no address', undefined]]],
  ['https://example.org/a', [['https://example.org/a', 'https://example.org/a']]],
  [
    'see (https://example.org/a), and http://b.example.',
    [
      ['see (', undefined],
      ['https://example.org/a', 'https://example.org/a'],
      ['), and ', undefined],
      ['http://b.example', 'http://b.example'],
      ['.', undefined],
    ],
  ],
  ['javascript:alert(1)', [['javascript:alert(1)', undefined]]],
  ['https://[', [['https://[', undefined]]],
  [
    'https://example.org/"onclick="x()',
    [
      ['https://example.org/', 'https://example.org/'],
      ['"onclick="x()', undefined],
    ],
  ],
  ['', []],
])('findLinks() cuts %o into words and addresses', (text, parts) => {
  expect(findLinks(text).map((part) => [part.text, part.url])).toEqual(parts);
});
