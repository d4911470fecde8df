import { expect, test } from 'vitest';

import { absoluteLinks } from '../../src/content/absolute-links.ts';

const BASE = 'https://status.example.org/sub/incidents/x/';

test.each([
  ['a relative link', '<a href="../y/">y</a>', '<a href="https://status.example.org/sub/incidents/y/">y</a>'],
  ['a link from the host', '<a href="/z">z</a>', '<a href="https://status.example.org/z">z</a>'],
  ['a fragment', '<a href="#note">n</a>', `<a href="${BASE}#note">n</a>`],
  ['a link with a title', '<a title="a > b" href="z">z</a>', `<a title="a > b" href="${BASE}z">z</a>`],
])('absoluteLinks() resolves %s', (_name, html, expected) => {
  expect(absoluteLinks(html, BASE)).toBe(expected);
});

test.each([
  ['an absolute link', '<a href="https://example.org/?a=1&#x26;b=2">x</a>'],
  ['a mail address', '<a href="mailto:ops@example.org">x</a>'],
  ['text that looks like a link', '<code> href="x"</code>'],
])('absoluteLinks() leaves %s as it is', (_name, html) => {
  expect(absoluteLinks(html, BASE)).toBe(html);
});
