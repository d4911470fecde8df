import { describe, expect, test } from 'vitest';

import { findMarker, findOwnComment, formatMarker } from '../../src/content/marker.ts';

const BOT = { login: 'github-actions[bot]', type: 'Bot' };

describe('findMarker()', () => {
  test('finds the words and the place of what formatMarker() wrote', () => {
    const text = `Before\n${formatMarker('follow-up', 'update/a-b', 'due')}\nAfter`;
    const found = findMarker(text, 'follow-up');
    expect(found?.words).toEqual(['update/a-b', 'due']);
    expect(text.slice(found?.from, found?.until)).toBe('<!-- candor follow-up update/a-b due -->');
    expect(findMarker(formatMarker('form'), 'form')?.words).toEqual([]);
  });

  test.each([
    '<!-- candor form',
    '<!-- candor form  -->',
    '<!--candor form-->',
    `<!-- candor form a${' '.repeat(99)}-->`,
    '',
  ])('takes %j for none', (text) => {
    expect(findMarker(text, 'form')).toBeUndefined();
  });

  test('tells kinds apart', () => {
    expect(findMarker(formatMarker('follow-up', 'a', 'due'), 'form')).toBeUndefined();
    expect(findMarker('<!-- candor formal -->', 'form')).toBeUndefined();
  });
});

test.each([
  ['a person', { login: 'mallory', type: 'User' }],
  ['a person of almost that name', { login: 'github-actions', type: 'User' }],
  ['another app', { login: 'another-app[bot]', type: 'Bot' }],
  ['an account that is gone', undefined],
])('findOwnComment() takes no comment of %s for our own', (_who, author) => {
  const body = `${formatMarker('form')}\nWords`;
  const own = { body, author: BOT };
  expect(findOwnComment([{ body, author }], 'form')).toBeUndefined();
  expect(findOwnComment([{ body, author }, { body: `> ${body}`, author: BOT }, own], 'form')?.comment).toBe(own);
});
