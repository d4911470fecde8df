import { expect, test } from 'vitest';

import { findTitle } from '../../src/content/title.ts';

test.each([
  ['the title of broken front matter', '---\ntitle: Slow answers\nimpact: huge\n---\n', 'Slow answers'],
  ['a title in quotes', '---\nimpact: [\ntitle: "Slow: answers"\n---\n', 'Slow: answers'],
  ['the title of front matter that never ends', '---\ntitle: Slow answers\n', 'Slow answers'],
  [
    'the first heading without front matter',
    '# Slow answers\n\n## Investigating · 2026-11-20T10:05:00Z\n',
    'Slow answers',
  ],
  [
    'the first heading below a front matter without a title',
    '---\nimpact: major\n---\n# Slow answers\n',
    'Slow answers',
  ],
  [
    'the first title of a merge that is not finished',
    '<<<<<<< HEAD\n---\ntitle: One\n=======\n---\ntitle: Two\n>>>>>>> work\n---\n',
    'One',
  ],
])('findTitle() takes %s', (_name, text, title) => {
  expect(findTitle(text)).toBe(title);
});

test.each([
  ['an empty file', ''],
  ['text without a heading', 'title: this is no front matter'],
  ['updates alone', '---\nimpact: major\n---\n\n## Investigating · 2026-11-20T10:05:00Z\n\nWe see it.\n'],
  ['words of a merge that is not finished', '<<<<<<< HEAD\nIt is slow.\n=======\nIt is down.\n>>>>>>> work\n'],
  ['an empty title', '---\ntitle:\n---\n'],
])('findTitle() knows none for %s', (_name, text) => {
  expect(findTitle(text)).toBeUndefined();
});
