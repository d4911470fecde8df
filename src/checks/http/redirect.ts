import { ProtocolError } from '../error-class.ts';
import { parseHttpUrl, type HttpRequest } from './describe.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const BODY_HEADERS: ReadonlySet<string> = new Set([
  'content-type',
  'content-encoding',
  'content-language',
  'content-location',
]);

/** What of an answer matters to a redirect. */
export interface RedirectAnswer {
  status: number;
  /** The `location` header, resolved against the URL of the request. */
  location: string | undefined;
}

/** RFC 9110 section 15.4: 303 asks for the result by GET, and 301 and 302 turn POST into GET as clients always did. */
function becomesGet(status: number, method: string): boolean {
  if (status === 303) return method !== 'HEAD' && method !== 'GET';
  return (status === 301 || status === 302) && method === 'POST';
}

function keepHeaders(request: HttpRequest, isKept: (name: string) => boolean): HttpRequest['headers'] {
  return Object.fromEntries(Object.entries(request.headers).filter(([name]) => isKept(name)));
}

function withoutBody(request: HttpRequest): HttpRequest {
  const headers = keepHeaders(request, (name) => !BODY_HEADERS.has(name));
  return { ...request, method: 'GET', headers, body: undefined, isBodyConfidential: false };
}

function parseTarget(location: string, base: URL): URL {
  if (!URL.canParse(location, base)) throw new ProtocolError('the redirect has an address that cannot be read');
  const url = parseHttpUrl(location, base);
  if (url === undefined) throw new ProtocolError('the redirect leads away from http and https, and is not followed');
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

/**
 * The request that a redirect asks for; undefined when the answer is none. Towards another origin the headers that are
 * confidential are left out. Throws a {@link ProtocolError} for a redirect that cannot or must not be followed.
 */
export function followRedirect(request: HttpRequest, answer: RedirectAnswer): HttpRequest | undefined {
  if (!REDIRECTS.has(answer.status) || answer.location === undefined) return undefined;
  const url = parseTarget(answer.location, request.url);
  const next = becomesGet(answer.status, request.method) ? withoutBody(request) : request;
  if (url.origin === request.url.origin) return { ...next, url };
  if (next.isBodyConfidential) {
    throw new ProtocolError(
      'the redirect would send a body that holds a secret to another origin, and is not followed',
    );
  }
  return { ...next, url, headers: keepHeaders(next, (name) => !next.confidentialHeaders.has(name)) };
}
