import { expect, test } from 'vitest';

import { readVerdict } from '../../src/demo/page-builder.ts';

test.each([
  ['<p>a</p><h1 dir="auto">All systems operational.</h1><h1>b</h1>', 'All systems operational.'],
  ['<h1>API &amp; <em>Website</em>\n  are down</h1>', 'API & Website are down'],
  ['<h1>R&eacute;seau &#39;un&#39;</h1>', "R&eacute;seau 'un'"],
  ['<p>no heading</p>', ''],
])('readVerdict() reads %j', (html, verdict) => {
  expect(readVerdict(html)).toBe(verdict);
});
