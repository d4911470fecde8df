import { Client } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';

import { describeRequest, parseHttpUrl } from '../../../src/checks/http/describe.ts';
import { httpCheck } from '../../support/checks.ts';
import { startHttpServer } from '../../support/servers.ts';

const redact = (text: string): string => text.replaceAll('hush', '***');

function headersOf(written: object, url = 'https://example.org'): Readonly<Record<string, string>> | string {
  const request = describeRequest(httpCheck(url, written), redact);
  return 'problem' in request ? request.problem : request.headers;
}

describe('describeRequest()', () => {
  it('describes a GET of a URL, without its fragment', () => {
    const request = describeRequest(httpCheck('https://example.org/a?b=c#d'), redact);
    expect(request).toMatchObject({ method: 'GET', headers: { accept: '*/*', 'user-agent': 'Candor/0.1' } });
    expect('url' in request && request.url.href).toBe('https://example.org/a?b=c');
  });

  it.each([
    ['headers of the check before its own', { headers: { 'User-Agent': 'me' } }, { 'user-agent': 'me' }],
    ['header values without white space around them', { headers: { a: ' b\n' } }, { a: 'b' }],
    ['a token', { auth: { token: 't' } }, { authorization: 'Bearer t' }],
    ['user and password', { auth: { username: 'u', password: 'p' } }, { authorization: 'Basic dTpw' }],
    ['JSON as JSON', { method: 'POST', body: '[1]' }, { 'content-type': 'application/json' }],
    ['text as text', { method: 'POST', body: 'a' }, { 'content-type': 'text/plain;charset=utf-8' }],
    ['a content type as written', { body: '[1]', headers: { 'Content-Type': 'a/b' } }, { 'content-type': 'a/b' }],
  ])('sends %s', (_, written, expected) => {
    expect(headersOf(written)).toMatchObject(expected);
  });

  it.each([
    ['https://u:p%40@example.org/', 'u:p@'],
    ['https://u:100%@example.org/', 'u:100%'],
  ])('sends the user part of %s as a header', (url, credentials) => {
    const request = describeRequest(httpCheck(url), redact);
    expect(request).toMatchObject({ headers: { authorization: `Basic ${btoa(credentials)}` } });
    expect('url' in request && request.url.href).toBe('https://example.org/');
  });

  it('keeps headers and bodies with secrets for the first origin', () => {
    const check = httpCheck('https://example.org', { headers: { 'X-Key': 'hush', b: 'c' }, body: 'hush' });
    const request = describeRequest(check, redact);
    expect(request).toMatchObject({ isBodyConfidential: true });
    expect('url' in request && [...request.confidentialHeaders].sort()).toEqual([
      'authorization',
      'cookie',
      'host',
      'proxy-authorization',
      'x-key',
    ]);
  });

  it.each([
    [{ 'Transfer-Encoding': 'chunked' }, 'cannot send the header "transfer-encoding": it belongs to the connection'],
    [{ 'a b': 'c' }, 'cannot send the header "a b": that is no header name'],
    [{ a: 'b\nc: hush' }, 'cannot send the header "a": its value holds a character that no header may hold'],
    [{ a: 'snow ☃' }, 'cannot send the header "a": its value holds a character that no header may hold'],
  ])('cannot send %j', (headers, problem) => {
    expect(headersOf({ headers })).toBe(problem);
  });
});

describe('describeRequest() and undici', () => {
  it('take the same characters in a header', async () => {
    const { url } = await startHttpServer((_, response) => response.end());
    const client = new Client(url);
    onTestFinished(() => client.destroy());
    const isSent = async (headers: Record<string, string>): Promise<boolean> => {
      const sent = client.request({ path: '/', method: 'GET', headers });
      return sent.then(
        ({ body }) => body.dump().then(() => true),
        () => false,
      );
    };
    for (let code = 0; code < 0x120; code += 1) {
      const character = String.fromCharCode(code);
      for (const headers of [{ [`x${character.toLowerCase()}y`]: '1' }, { x: `a${character}b` }]) {
        expect([headers, await isSent(headers)]).toEqual([headers, typeof headersOf({ headers }) === 'object']);
      }
    }
  });
});

describe('parseHttpUrl()', () => {
  it.each(['file:///etc/passwd', 'ws://a', 'nothing', '', 'http://'])('takes no %j', (text) => {
    expect(parseHttpUrl(text)).toBeUndefined();
  });
});
