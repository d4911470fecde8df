import { describe, expect, test } from 'vitest';

import { glanceAt, lineOf } from '../../src/content/glance.ts';

describe('glanceAt()', () => {
  test.each([
    ['---\ntitle: T\n---\n\nWords\n', { front: 'title: T\n', body: '\nWords\n', isWhole: true }],
    ['\uFEFF---\r\ntitle: T\r\n--- \r\nWords', { front: 'title: T\n', body: 'Words', isWhole: true }],
    ['---yaml\ntitle: T\n---', { front: 'title: T\n', body: '', isWhole: true }],
    ['---\n---\nWords\n---\n', { front: '', body: 'Words\n---\n', isWhole: true }],
    ['---\ntitle: ---\n----\n', { front: 'title: ---\n----\n', body: '', isWhole: false }],
    ['Words\n---\n', { front: '', body: 'Words\n---\n', isWhole: false }],
    ['', { front: '', body: '', isWhole: false }],
  ])('divides %j', (text, glance) => {
    expect(glanceAt(text)).toEqual(glance);
  });
});

describe('lineOf()', () => {
  test.each([
    ['kind: maintenance\n', 'maintenance'],
    ['title: T\nkind:   "incident"  \n', '"incident"'],
    ['kind:\n', ''],
    ['  kind: incident\nkinds: x\n', undefined],
  ])('finds in %j %j', (front, line) => {
    expect(lineOf(front, 'kind')).toBe(line);
  });
});
