import { validateHeaderName, validateHeaderValue } from 'node:http';

import { hasCode } from '../../errors.ts';
import type { HttpCheck } from '../../schema/check.ts';
import type { Redact } from '../redaction.ts';

const USER_AGENT = 'Candor/0.1';

/** What of a check says what is sent. */
export type WrittenRequest = Pick<HttpCheck, 'url' | 'method' | 'headers' | 'body' | 'auth'>;

/** What is sent, ready to send. */
export interface HttpRequest {
  url: URL;
  method: HttpCheck['method'];
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
  /** Names of headers that are for the first origin alone. */
  confidentialHeaders: ReadonlySet<string>;
  isBodyConfidential: boolean;
}

/** Why a check cannot be sent as it is written; one sentence. */
export interface UnsendableRequest {
  problem: string;
}

const ALWAYS_CONFIDENTIAL = ['authorization', 'cookie', 'proxy-authorization', 'host'];

/** These say how the message itself is framed, and are the client's. */
const FRAMING = new Set([
  'connection',
  'content-length',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function encodeBasic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

/** A user or password out of a URL; one with a stray percent sign is meant as it stands. */
function decodeUserPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** The value of the authorization header, from `auth` or from the user part of the URL. */
function describeAuthorization({ auth }: Pick<WrittenRequest, 'auth'>, url: URL): string | undefined {
  if (auth !== undefined && 'token' in auth) return `Bearer ${auth.token}`;
  if (auth !== undefined) return encodeBasic(auth.username, auth.password);
  if (url.username === '' && url.password === '') return undefined;
  return encodeBasic(decodeUserPart(url.username), decodeUserPart(url.password));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** What is sent besides the body, by lower-case name; the user part of the URL is sent as authentication. */
export function describeHeaders(
  check: Pick<WrittenRequest, 'headers' | 'body' | 'auth'>,
  url: URL,
): HttpRequest['headers'] {
  const headers: Record<string, string> = { accept: '*/*', 'user-agent': USER_AGENT };
  if (check.body !== undefined)
    headers['content-type'] = isJson(check.body) ? 'application/json' : 'text/plain;charset=utf-8';
  for (const [name, value] of Object.entries(check.headers)) headers[name.toLowerCase()] = value.trim();
  const authorization = describeAuthorization(check, url);
  if (authorization !== undefined) headers['authorization'] = authorization.trim();
  return headers;
}

/** Why Node would not write a header; undici, which sends it, refuses the same names and values. */
function findSyntaxProblem(name: string, value: string): string | undefined {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return undefined;
  } catch (error) {
    if (hasCode(error, 'ERR_INVALID_HTTP_TOKEN')) return 'that is no header name';
    if (hasCode(error, 'ERR_INVALID_CHAR')) return 'its value holds a character that no header may hold';
    throw error;
  }
}

/** Why headers cannot be sent as they are written; undefined when they can. */
export function findHeaderProblem(headers: HttpRequest['headers']): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    const problem = FRAMING.has(name) ? 'it belongs to the connection' : findSyntaxProblem(name, value);
    if (problem !== undefined) return `cannot send the header ${JSON.stringify(name)}: ${problem}`;
  }
  return undefined;
}

/** An http or https URL without its user part and fragment; undefined for any other text. */
export function parseHttpUrl(text: string, base?: URL): URL | undefined {
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

/**
 * Says what a check sends. Its variables are filled in already; `redact` tells which headers and whether the body
 * hold one of them, so that these stay with the origin they were written for.
 */
export function describeRequest(check: WrittenRequest, redact: Redact): HttpRequest | UnsendableRequest {
  const url = parseHttpUrl(check.url);
  if (url === undefined)
    return { problem: 'the url is no absolute http or https URL once its variables are filled in' };
  const headers = describeHeaders(check, url);
  const problem = findHeaderProblem(headers);
  if (problem !== undefined) return { problem };
  const holdingSecrets = Object.keys(headers).filter((name) => redact(headers[name] ?? '') !== headers[name]);
  url.username = '';
  url.password = '';
  url.hash = '';
  return {
    url,
    method: check.method,
    headers,
    body: check.body,
    confidentialHeaders: new Set([...ALWAYS_CONFIDENTIAL, ...holdingSecrets]),
    isBodyConfidential: check.body !== undefined && redact(check.body) !== check.body,
  };
}
