import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRedaction } from '../../src/checks/redaction.ts';

const SECRET = 'pa$$ w"ö/rd+?=&\\n';
const SHOWN = '${CANDOR_KEY}';
const redact = createRedaction([{ value: SECRET, shownAs: SHOWN }]);

/** A value that has something in it, and so counts as set. */
const secretValue = fc
  .string({ unit: 'binary', minLength: 1 })
  .filter((text) => text.trim() !== '')
  // The environment holds no NUL.
  .filter((value) => !value.includes('\u0000'));

describe('createRedaction()', () => {
  it.each([
    ['plain', SECRET],
    ['encodeURIComponent', encodeURIComponent(SECRET)],
    ['encodeURIComponent in small letters', encodeURIComponent(SECRET).toLowerCase()],
    ['encodeURI', encodeURI(SECRET)],
    ['form encoding', new URLSearchParams({ v: SECRET }).toString().slice(2)],
    ['JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['JSON with escaped slashes', JSON.stringify(SECRET).slice(1, -1).replaceAll('/', '\\/')],
    ['base64', Buffer.from(SECRET).toString('base64')],
    ['base64url', Buffer.from(SECRET).toString('base64url')],
  ])('takes out a secret in the form %s', (_, form) => {
    expect(redact(`before ${form} after`)).toMatch(/^before \$\{CANDOR_KEY\}=* after$/);
  });

  it.each(['', 'a', 'ab', 'abc'])('takes out a secret inside a longer base64, after "%s"', (before) => {
    const encoded = Buffer.from(`${before}${SECRET}:x`).toString('base64');
    expect(redact(encoded)).toContain(SHOWN);
  });

  it('takes out the longest of two secrets of which one is part of the other', () => {
    const both = createRedaction([
      { value: 'key', shownAs: '${CANDOR_SHORT}' },
      { value: 'key-two', shownAs: '${CANDOR_LONG}' },
    ]);
    expect(both('key key-two')).toBe('${CANDOR_SHORT} ${CANDOR_LONG}');
  });

  it('takes out a secret of one character', () => {
    expect(createRedaction([{ value: '7', shownAs: SHOWN }])('port 7')).toBe(`port ${SHOWN}`);
  });

  it('takes out a secret without the white space around it', () => {
    expect(createRedaction([{ value: 'hush\n', shownAs: SHOWN }])('got "hush"')).toBe(`got "${SHOWN}"`);
  });

  it.each([['\u2126'], ['\u0130x'], ['stra\u1E9Ee']])('takes out %s, whose small letters are others', (value) => {
    expect(createRedaction([{ value, shownAs: SHOWN }])(`a ${value} b`)).toBe(`a ${SHOWN} b`);
  });

  it('leaves no secret in any text', () => {
    fc.assert(
      fc.property(secretValue, fc.string(), fc.string(), (value, before, after) => {
        fc.pre(!SHOWN.toLowerCase().includes(value.toLowerCase()));
        const shown = createRedaction([{ value, shownAs: SHOWN }])(`${before}${value}${after}`);
        expect(shown.replaceAll(SHOWN, '')).not.toContain(value);
      }),
    );
  });

  it('changes nothing when it is applied again', () => {
    fc.assert(
      fc.property(secretValue, fc.string(), (value, text) => {
        const once = createRedaction([{ value, shownAs: SHOWN }])(`${text}${value}`);
        expect(createRedaction([{ value, shownAs: SHOWN }])(once)).toBe(once);
      }),
    );
  });
});
