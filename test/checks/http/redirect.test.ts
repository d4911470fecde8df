import { describe, expect, it } from 'vitest';

import { describeRequest, type HttpRequest } from '../../../src/checks/http/describe.ts';
import { followRedirect } from '../../../src/checks/http/redirect.ts';
import { httpCheck } from '../../support/checks.ts';

function request(written: object = {}): HttpRequest {
  const described = describeRequest(httpCheck('https://example.org/a/b', written), (text) =>
    text.replaceAll('hush', ''),
  );
  if ('problem' in described) throw new Error(described.problem);
  return described;
}

const POST = { method: 'POST', body: '{}', headers: { 'x-key': 'hush', 'x-plain': 'stays' }, auth: { token: 't' } };

describe('followRedirect()', () => {
  it.each([
    [200, '/x'],
    [300, '/x'],
    [304, '/x'],
    [302, undefined],
  ])('takes status %i with location %s for an answer', (status, location) => {
    expect(followRedirect(request(), { status, location })).toBeUndefined();
  });

  it.each([
    ['/x', 'https://example.org/x'],
    ['x?y#z', 'https://example.org/a/x?y'],
    ['//other.example.org', 'https://other.example.org/'],
    ['https://u:p@other.example.org/', 'https://other.example.org/'],
    ['http://example.org/', 'http://example.org/'],
  ])('resolves %s', (location, href) => {
    expect(followRedirect(request(), { status: 302, location })?.url.href).toBe(href);
  });

  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [301, 'HEAD', 'HEAD'],
    [301, 'PUT', 'PUT'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
  ])('turns with status %i the method %s into %s', (status, method, expected) => {
    expect(followRedirect(request({ method }), { status, location: '/x' })?.method).toBe(expected);
  });

  it('drops the body and what describes it with the method', () => {
    const next = followRedirect(request(POST), { status: 303, location: '/x' });
    expect(next?.body).toBeUndefined();
    expect(next?.headers).not.toHaveProperty('content-type');
  });

  it('keeps every header and the body within the origin', () => {
    const first = request(POST);
    expect(followRedirect(first, { status: 307, location: '/x' })).toMatchObject({
      headers: first.headers,
      body: '{}',
    });
  });

  it.each(['https://other.example.org/', 'http://example.org/', 'https://example.org:8443/'])(
    'drops what is confidential towards %s',
    (location) => {
      const next = followRedirect(request(POST), { status: 307, location });
      expect(Object.keys(next?.headers ?? {}).sort()).toEqual(['accept', 'content-type', 'user-agent', 'x-plain']);
    },
  );

  it('does not send a body with a secret to another origin', () => {
    const first = request({ method: 'POST', body: 'hush' });
    expect(() => followRedirect(first, { status: 308, location: 'https://other.example.org/' })).toThrow(
      'the redirect would send a body that holds a secret to another origin, and is not followed',
    );
  });

  it.each([
    ['file:///etc/passwd', 'the redirect leads away from http and https, and is not followed'],
    ['http://[', 'the redirect has an address that cannot be read'],
  ])('does not follow %s', (location, message) => {
    expect(() => followRedirect(request(), { status: 302, location })).toThrow(message);
  });
});
