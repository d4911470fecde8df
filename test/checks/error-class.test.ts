import { describe, expect, it } from 'vitest';

import { classifyError, describeTimeout, ProtocolError, type Stage } from '../../src/checks/error-class.ts';

function coded(code: string, message = 'secret text of the library'): Error {
  return Object.assign(new Error(message), { code });
}

describe('classifyError()', () => {
  it.each<[string, Stage, string]>([
    ['ENOTFOUND', 'dns', 'dns: the name could not be resolved'],
    ['EAI_AGAIN', 'dns', 'dns: the name could not be resolved, as no name server answered'],
    ['EAI_FAIL', 'dns', 'dns: the name could not be resolved (EAI_FAIL)'],
    ['ECONNREFUSED', 'connect', 'connect: the connection was refused'],
    ['EHOSTUNREACH', 'connect', 'connect: the host cannot be reached'],
    ['ENETUNREACH', 'connect', 'connect: the network of the host cannot be reached'],
    ['ETIMEDOUT', 'connect', 'timeout: no connection in time'],
    ['ETIMEDOUT', 'body', 'timeout: no complete body in time'],
    ['ECONNRESET', 'connect', 'connect: the connection was reset'],
    ['ECONNRESET', 'tls', 'tls: the connection was closed during the TLS handshake'],
    ['ECONNRESET', 'answer', 'connect: the connection was closed without an answer'],
    ['ECONNRESET', 'head', 'protocol: the connection was closed in the middle of the headers'],
    ['ECONNRESET', 'body', 'protocol: the connection was closed before the end of the body'],
    ['ECONNRESET', 'message', 'protocol: the connection was reset before there was a message'],
    ['EPIPE', 'answer', 'connect: the connection was closed without an answer'],
    ['CERT_HAS_EXPIRED', 'tls', 'tls: the certificate has expired'],
    ['CERT_NOT_YET_VALID', 'tls', 'tls: the certificate is not valid yet'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'tls: the certificate is self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'tls: the certificate comes from an authority that is not trusted'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'tls', 'tls: the certificate cannot be verified (UNABLE_TO_GET_ISSUER_CERT)'],
    ['CERT_UNTRUSTED', 'tls', 'tls: the certificate cannot be verified (CERT_UNTRUSTED)'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'tls: the certificate is for another host name'],
    ['EPROTO', 'tls', 'tls: the TLS handshake failed (EPROTO)'],
    [
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'tls',
      'tls: the TLS handshake failed (ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION)',
    ],
    [
      'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL',
      'tls',
      'tls: the server accepts none of the protocols that were offered in the TLS handshake',
    ],
    ['UND_ERR_SOCKET', 'head', 'protocol: the connection was closed in the middle of the headers'],
    ['UND_ERR_HEADERS_OVERFLOW', 'head', 'protocol: the headers of the answer are larger than 32 KiB'],
  ])('reads %s while waiting for %s as %s', (code, stage, expected) => {
    const failure = classifyError(coded(code), stage);
    expect(`${failure?.errorClass}: ${failure?.message}`).toBe(expected);
  });

  it('reads the cause of an error that has no code', () => {
    const error = new TypeError('fetch failed', { cause: coded('ECONNREFUSED') });
    expect(classifyError(error, 'connect')).toMatchObject({ errorClass: 'connect' });
  });

  it('ends at a cause that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(classifyError(error, 'connect')).toBeUndefined();
  });

  it.each([
    [['ECONNREFUSED', 'ENETUNREACH'], 'the connection was refused'],
    [['ENETUNREACH', 'ECONNREFUSED'], 'the connection was refused'],
    [['ETIMEDOUT', 'ENETUNREACH'], 'no connection in time'],
    [['EADDRNOTAVAIL', 'EHOSTUNREACH'], 'the host cannot be reached'],
  ])('takes the most telling of the addresses that answered %s', (codes, message) => {
    const error = new AggregateError(codes.map((code) => coded(code)));
    expect(classifyError(error, 'connect')).toMatchObject({ message });
  });

  it.each(['EMFILE', 'EADDRNOTAVAIL', 'EACCES'])('blames this machine for %s', (code) => {
    expect(classifyError(coded(code), 'connect')).toEqual({
      message: `this machine could not open a connection (${code})`,
    });
  });

  it('shows the sentence of a ProtocolError', () => {
    expect(classifyError(new ProtocolError('more than 5 redirects'), 'body')).toEqual({
      errorClass: 'protocol',
      message: 'more than 5 redirects',
    });
  });

  it.each([new TypeError('x is not a function'), coded('ERR_INVALID_ARG_TYPE'), 'text', undefined])(
    'knows no network that makes %s',
    (error) => {
      expect(classifyError(error, 'answer')).toBeUndefined();
    },
  );
});

describe('describeTimeout()', () => {
  it.each<[Stage, string]>([
    ['dns', 'the name was not resolved within 10 s'],
    ['connect', 'no connection within 10 s'],
    ['tls', 'no complete TLS handshake within 10 s'],
    ['answer', 'no answer within 10 s'],
    ['head', 'no complete headers within 10 s'],
    ['body', 'no complete body within 10 s'],
    ['message', 'no message within 10 s'],
  ])('says what was waited for: %s', (stage, message) => {
    expect(describeTimeout(stage, 10_000)).toEqual({ errorClass: 'timeout', message });
  });
});
