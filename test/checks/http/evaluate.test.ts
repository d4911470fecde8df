import { describe, expect, it } from 'vitest';

import { findContentFailure, findHeadFailure, isStatusIn, needsBody } from '../../../src/checks/http/evaluate.ts';
import { httpCheck } from '../../support/checks.ts';

const plain = (text: string): string => text;

function expectation(written: object): ReturnType<typeof httpCheck>['expect'] {
  return httpCheck('https://example.org', { expect: written }).expect;
}

describe('isStatusIn()', () => {
  it.each([
    [200, '200-399', true],
    [399, '200-399', true],
    [400, '200-399', false],
    [199, '200-399', false],
    [404, '200-299, 404', true],
    [405, '200-299, 404', false],
    [204, ' 204 ', true],
    [301, '200 - 302', true],
  ])('%i in %j is %s', (status, ranges, expected) => {
    expect(isStatusIn(status, ranges)).toBe(expected);
  });
});

describe('needsBody()', () => {
  it.each([
    [{}, false],
    [{ headers: { a: 'b' }, under: '1s' }, false],
    [{ body: 'ok' }, true],
    [{ json: { a: 1 } }, true],
  ])('of %j is %s', (written, expected) => {
    expect(needsBody(expectation(written))).toBe(expected);
  });
});

describe('findHeadFailure()', () => {
  const headers = new Map([
    ['x-version', '1.2\u0007'],
    ['set-cookie', 'a=1, b=2'],
  ]);

  it.each([
    [{}, 200, undefined],
    [{}, 503, 'http_5xx: expected a status in 200-399, got 503'],
    [{}, 429, 'http_4xx: expected a status in 200-399, got 429'],
    [{ status: 200 }, 204, 'assertion: expected status 200, got 204'],
    [{ status: [200, '300-301'] }, 302, 'assertion: expected a status in 200,300-301, got 302'],
    [{ status: 503 }, 503, undefined],
    [{ headers: { 'X-Version': '1.2' } }, 200, undefined],
    [{ headers: { 'set-cookie': '/b=\\d/' } }, 200, undefined],
    [
      { headers: { 'X-Version': '3' } },
      200,
      'assertion: expected the header "X-Version" to contain "3", got "1.2\\u{7}"',
    ],
    [
      { headers: { 'x-none': '/a/' } },
      200,
      'assertion: expected the header "x-none" to match /a/, the answer has no such header',
    ],
    [{ headers: { 'x-none': 'a' } }, 500, 'http_5xx: expected a status in 200-399, got 500'],
  ])('of %j with status %i', (written, status, expected) => {
    const failure = findHeadFailure(expectation(written), { status, headers }, plain);
    expect(failure && `${failure.errorClass}: ${failure.message}`).toBe(expected);
  });

  it('takes secrets out of both sides before it cuts them', () => {
    const redact = (text: string): string => text.replaceAll('hush-hush', '${CANDOR_KEY}');
    const head = { status: 200, headers: new Map([['x', `${'x'.repeat(75)}hush-hush`]]) };
    const failure = findHeadFailure(expectation({ headers: { x: '/hush-hush\\n/' } }), head, redact);
    expect(failure?.message).toBe(
      `expected the header "x" to match /\${CANDOR_KEY}\\n/, got "${'x'.repeat(75)}\${CAN…"`,
    );
  });
});

describe('findContentFailure()', () => {
  const text = JSON.stringify({
    status: { db: 'up', count: 3, ok: true, none: null, list: [1], text: '3', long: 'y'.repeat(90) },
  });

  it.each([
    [{ body: '"db"' }, undefined],
    [{ body: '/"count":\\d/' }, undefined],
    [
      { body: 'down' },
      `expected the body to contain "down", got ${JSON.stringify(`${text.slice(0, 80)}…`).replaceAll('\\"', '"')}`,
    ],
    [{ json: { 'status.db': 'up', '$.status.count': 3, 'status.ok': true, 'status.none': null } }, undefined],
    [{ json: { 'status.db': 'down' } }, 'expected the text "down" at status.db, got the text "up"'],
    [{ json: { 'status.text': 3 } }, 'expected the number 3 at status.text, got the text "3"'],
    [{ json: { 'status.count': '3' } }, 'expected the text "3" at status.count, got the number 3'],
    [{ json: { 'status.ok': 'true' } }, 'expected the text "true" at status.ok, got true'],
    [{ json: { 'status.none': false } }, 'expected false at status.none, got null'],
    [{ json: { 'status.list': 1 } }, 'expected the number 1 at status.list, got a list'],
    [{ json: { status: 'up' } }, 'expected the text "up" at status, got an object'],
    [{ json: { 'status.gone': null } }, 'expected null at status.gone, nothing stands there'],
    [{ json: { '$.status.*': 'up' } }, 'expected the text "up" at $.status.*, 7 values stand there'],
    [{ json: { 'status.long': 'x' } }, `expected the text "x" at status.long, got the text "${'y'.repeat(80)}…"`],
  ])('of %j', (written, message) => {
    const failure = findContentFailure(expectation(written), { text, isCut: false }, plain);
    expect(failure).toEqual(message === undefined ? undefined : { errorClass: 'assertion', message });
  });

  it.each([
    [{ body: 'ok' }, { text: '', isCut: false }, 'expected the body to contain "ok", got no body'],
    [{ json: { a: 1 } }, { text: '<html>', isCut: false }, 'expected JSON, got "<html>"'],
    [{ json: { a: 1 } }, { text: '', isCut: false }, 'expected JSON, got ""'],
    [{ json: { a: 1 } }, { text: '{"a":1', isCut: true }, 'expected JSON, the body is longer than 1 MiB'],
    [
      { json: { '$..a': 1 } },
      { text: '['.repeat(9_000) + ']'.repeat(9_000), isCut: false },
      'expected the number 1 at $..a, the JSON is nested too deeply',
    ],
    [
      { body: 'x', json: { a: 1 } },
      { text: '{"a":2}', isCut: false },
      'expected the body to contain "x", got "{"a":2}"',
    ],
  ])('of %j and another body', (written, body, message) => {
    expect(findContentFailure(expectation(written), body, plain)?.message).toBe(message);
  });
});
