import type { ErrorClass } from '../schema/check.ts';
import { showDuration } from './visible-text.ts';

/** What an attempt was waiting for: a name, a connection, a handshake, a first byte, all headers, all of the body, a message. */
export type Stage = 'dns' | 'connect' | 'tls' | 'answer' | 'head' | 'body' | 'message';

/** A failure of the service, in one sentence without a final period. */
export interface Failure {
  errorClass: ErrorClass;
  message: string;
}

/** Why nothing can be said about the service: the fault is on this side. */
export interface Hindrance {
  errorClass?: undefined;
  message: string;
}

/** An answer that came and cannot be used; its message is made for people. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Largest header block of an answer that is read, in bytes. */
export const MAX_HEADER_BYTES = 32 * 1_024;

const LARGE_HEADERS = `the headers of the answer are larger than ${MAX_HEADER_BYTES / 1_024} KiB`;

const MAX_CAUSES = 5;

const KNOWN: ReadonlyMap<string, Failure> = new Map(
  Object.entries({
    ENOTFOUND: ['dns', 'the name could not be resolved'],
    EAI_AGAIN: ['dns', 'the name could not be resolved, as no name server answered'],
    ECONNREFUSED: ['connect', 'the connection was refused'],
    EHOSTUNREACH: ['connect', 'the host cannot be reached'],
    EHOSTDOWN: ['connect', 'the host cannot be reached'],
    ENETUNREACH: ['connect', 'the network of the host cannot be reached'],
    CERT_HAS_EXPIRED: ['tls', 'the certificate has expired'],
    CERT_NOT_YET_VALID: ['tls', 'the certificate is not valid yet'],
    CERT_REVOKED: ['tls', 'the certificate was revoked'],
    DEPTH_ZERO_SELF_SIGNED_CERT: ['tls', 'the certificate is self-signed'],
    SELF_SIGNED_CERT_IN_CHAIN: ['tls', 'the certificate comes from an authority that is not trusted'],
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
      'tls',
      'the certificate cannot be verified, an intermediate certificate is missing',
    ],
    ERR_TLS_CERT_ALTNAME_INVALID: ['tls', 'the certificate is for another host name'],
    ERR_SSL_WRONG_VERSION_NUMBER: ['tls', 'the server does not speak TLS on this port'],
    ERR_SSL_PACKET_LENGTH_TOO_LONG: ['tls', 'the server does not speak TLS on this port'],
    ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: [
      'tls',
      'the server accepts none of the protocols that were offered in the TLS handshake',
    ],
    UND_ERR_HEADERS_OVERFLOW: ['protocol', LARGE_HEADERS],
    HPE_HEADER_OVERFLOW: ['protocol', LARGE_HEADERS],
  } satisfies Record<string, [ErrorClass, string]>).map(([code, [errorClass, message]]) => [
    code,
    { errorClass, message },
  ]),
);

/** Families of codes whose members need no sentence of their own; the code is named. */
const FAMILIES: readonly (Failure & { pattern: RegExp })[] = [
  {
    pattern: /^(?:EAI_|ENODATA$|ESERVFAIL$|EREFUSED$|ENONAME$)/,
    errorClass: 'dns',
    message: 'the name could not be resolved',
  },
  {
    pattern:
      /^(?:UNABLE_TO_|CERT_|CRL_|ERROR_IN_C|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$)/,
    errorClass: 'tls',
    message: 'the certificate cannot be verified',
  },
  { pattern: /^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/, errorClass: 'tls', message: 'the TLS handshake failed' },
];

const TIMEOUTS: ReadonlySet<string> = new Set(['ETIMEDOUT', 'ETIMEOUT']);
const CUTS: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);
const LOCAL = /^(?:EMFILE|ENFILE|ENOBUFS|ENOMEM|EADDRNOTAVAIL|EADDRINUSE|EACCES|EPERM)$/;

/** Of several addresses that were tried, the most telling answer counts, and a want of IPv6 here the least. */
const TELLING = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

const CUT_OFF: Readonly<Record<Stage, Failure>> = {
  dns: { errorClass: 'connect', message: 'the connection was reset' },
  connect: { errorClass: 'connect', message: 'the connection was reset' },
  tls: { errorClass: 'tls', message: 'the connection was closed during the TLS handshake' },
  answer: { errorClass: 'connect', message: 'the connection was closed without an answer' },
  head: { errorClass: 'protocol', message: 'the connection was closed in the middle of the headers' },
  body: { errorClass: 'protocol', message: 'the connection was closed before the end of the body' },
  message: { errorClass: 'protocol', message: 'the connection was reset before there was a message' },
};

const LATE: Readonly<Record<Stage, string>> = {
  dns: 'the name was not resolved',
  connect: 'no connection',
  tls: 'no complete TLS handshake',
  answer: 'no answer',
  head: 'no complete headers',
  body: 'no complete body',
  message: 'no message',
};

/** All codes of an error, of those it was caused by and of those it gathers, outermost first. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > MAX_CAUSES) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const gathered =
    error instanceof AggregateError ? error.errors.flatMap((each: unknown) => codesOf(each, depth + 1)) : [];
  return [...(gathered.length > 0 ? gathered : own), ...codesOf(error.cause, depth + 1)];
}

function mostTelling(codes: readonly string[]): string | undefined {
  return TELLING.find((code) => codes.includes(code)) ?? codes.find((code) => !LOCAL.test(code)) ?? codes[0];
}

/** The failure of an attempt that its own time limit ended: `no answer within 10 s`. */
export function describeTimeout(stage: Stage, timeoutMs: number): Failure {
  return { errorClass: 'timeout', message: `${LATE[stage]} within ${showDuration(timeoutMs)}` };
}

/**
 * Says in words what an error of Node means for the service, given what was waited for.
 * A hindrance when the fault is on this side (no free port, too many open files); undefined for an error that no
 * network makes: a bug, which is the caller's to report. No text of the error itself is ever shown.
 */
export function classifyError(error: unknown, stage: Stage): Failure | Hindrance | undefined {
  if (error instanceof ProtocolError) return { errorClass: 'protocol', message: error.message };
  const code = mostTelling(codesOf(error));
  if (code === undefined) return undefined;
  if (LOCAL.test(code)) return { message: `this machine could not open a connection (${code})` };
  if (TIMEOUTS.has(code)) return { errorClass: 'timeout', message: `${LATE[stage]} in time` };
  if (CUTS.has(code)) return CUT_OFF[stage];
  const family = FAMILIES.find(({ pattern }) => pattern.test(code));
  const named = family && { errorClass: family.errorClass, message: `${family.message} (${code})` };
  return KNOWN.get(code) ?? named;
}
