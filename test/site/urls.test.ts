import { expect, it } from 'vitest';

import { createUrls } from '../../src/site/urls.ts';
import { at } from '../support/builders.ts';

const UPDATE = at('2026-11-20T10:05:00Z');

it.each([
  ['a host', 'https://status.example.org', '/', 'https://status.example.org/'],
  ['a sub-path', 'https://example.org/status', '/status/', 'https://example.org/status/'],
  ['a sub-path with a slash', 'https://example.org/a/b/', '/a/b/', 'https://example.org/a/b/'],
])('createUrls() keeps every address below %s', (...[, pageUrl, base, whole]) => {
  const urls = createUrls(pageUrl);
  expect([
    urls.home,
    urls.history,
    urls.feedsOf(urls.home).rss,
    urls.feedsOf(urls.component('api')).atom,
    urls.entry('x'),
    urls.update('x', UPDATE),
    urls.month('2026-11'),
  ]).toEqual([
    base,
    `${base}history/`,
    `${base}feed.xml`,
    `${base}components/api/atom.xml`,
    `${base}incidents/x/`,
    `${base}incidents/x/#2026-11-20T10-05-00Z`,
    `${base}history/2026/11/`,
  ]);
  expect(urls.absolute(urls.home)).toBe(whole);
  expect(urls.asset('assets/logo.svg')).toBe(`${base}assets/logo.svg`);
});
