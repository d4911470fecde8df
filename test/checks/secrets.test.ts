import { describe, expect, it } from 'vitest';

import { resolveSecrets } from '../../src/checks/secrets.ts';
import { httpCheck, tcpCheck } from '../support/checks.ts';

const ENVIRONMENT = {
  CANDOR_TOKEN: 'hush-hush',
  CANDOR_HOST: 'internal.example.org',
  CANDOR_EMPTY: ' ',
  HOME: '/root',
};

describe('resolveSecrets()', () => {
  it('fills in variables in values at every depth', () => {
    const check = httpCheck('https://${CANDOR_HOST}/a?key=${CANDOR_TOKEN}', {
      headers: { 'x-key': 'v ${CANDOR_TOKEN}' },
      auth: { token: '${CANDOR_TOKEN}' },
      body: '{"k":"${CANDOR_TOKEN}"}',
      expect: { json: { 'a.b': '${CANDOR_TOKEN}' } },
    });
    const resolution = resolveSecrets(check, ENVIRONMENT);
    expect(resolution).toMatchObject({
      kind: 'resolved',
      check: {
        url: 'https://internal.example.org/a?key=hush-hush',
        headers: { 'x-key': 'v hush-hush' },
        auth: { token: 'hush-hush' },
        body: '{"k":"hush-hush"}',
        expect: { json: { 'a.b': 'hush-hush' } },
      },
    });
  });

  it('leaves what is shown of a check, its keys and its numbers as written', () => {
    const check = httpCheck('https://example.org', {
      display: '${CANDOR_TOKEN}',
      headers: { '${CANDOR_TOKEN}': '${CANDOR_HOST}' },
    });
    expect(resolveSecrets(check, ENVIRONMENT)).toMatchObject({
      check: { ...check, headers: { '${CANDOR_TOKEN}': 'internal.example.org' } },
    });
  });

  it('does not change the check it is given', () => {
    const check = tcpCheck(25, { host: '${CANDOR_HOST}' });
    resolveSecrets(check, ENVIRONMENT);
    expect(check.host).toBe('${CANDOR_HOST}');
  });

  it('does not fill in what a value itself says', () => {
    const environment = { CANDOR_TOKEN: '${CANDOR_HOST}$&', CANDOR_HOST: 'x' };
    expect(resolveSecrets(tcpCheck(25, { host: '${CANDOR_TOKEN}' }), environment)).toMatchObject({
      check: { host: '${CANDOR_HOST}$&' },
    });
  });

  it.each([
    ['${CANDOR_MISSING}', 'the environment variable CANDOR_MISSING is not set'],
    ['${CANDOR_EMPTY}', 'the environment variable CANDOR_EMPTY is not set'],
    [
      '${HOME}',
      'cannot fill in "${HOME}": expected a name of capital letters, digits and underscores that begins with CANDOR_',
    ],
    [
      '${}',
      'cannot fill in "${}": expected a name of capital letters, digits and underscores that begins with CANDOR_',
    ],
    [
      '${candor_token}',
      'cannot fill in "${candor_token}": expected a name of capital letters, digits and underscores that begins with CANDOR_',
    ],
    [
      '${CANDOR_abc}',
      'cannot fill in "${CANDOR_abc}": expected a name of capital letters, digits and underscores that begins with CANDOR_',
    ],
    [
      '${CANDOR_}',
      'cannot fill in "${CANDOR_}": expected a name of capital letters, digits and underscores that begins with CANDOR_',
    ],
  ])('cannot run a check with %s', (value, message) => {
    const check = httpCheck('https://example.org', { headers: { a: '${CANDOR_TOKEN}', b: value } });
    expect(resolveSecrets(check, ENVIRONMENT)).toEqual({ kind: 'unresolved', message });
  });
});

describe('resolveSecrets().redact', () => {
  function redact(text: string): string {
    const check = httpCheck('https://${CANDOR_HOST}/a/${CANDOR_TOKEN}', {
      display: 'Shop',
      auth: { username: 'me', password: '${CANDOR_TOKEN}' },
    });
    const resolution = resolveSecrets(check, ENVIRONMENT);
    return resolution.kind === 'resolved' ? resolution.redact(text) : 'unresolved';
  }

  it.each([
    ['value', 'got hush-hush', 'got ${CANDOR_TOKEN}'],
    ['value in another case', 'ENOTFOUND Internal.Example.ORG', 'ENOTFOUND ${CANDOR_HOST}'],
    ['basic authentication', `Basic ${Buffer.from('me:hush-hush').toString('base64')}`, 'Basic me:${CANDOR_TOKEN}'],
    ['whole URL', 'at https://internal.example.org/a/hush-hush now', 'at Shop now'],
  ])('takes out the %s', (_, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('keeps a text without secrets', () => {
    expect(redact('the connection was refused')).toBe('the connection was refused');
  });
});
