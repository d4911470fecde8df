/** Signs requests as OAuth 1.0 has it (RFC 5849), which X takes for an account that posts by itself. */
import { createHmac } from 'node:crypto';

export interface OAuthKeys {
  apiKey: string;
  apiSecret: string;
  token: string;
  tokenSecret: string;
}

/** Percent-encoding of section 3.6: all but letters, digits, `-`, `.`, `_` and `~`. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The text that is signed (section 3.4.1); a body that is no form has no part in it. */
function baseOf(request: { method: string; url: URL }, parameters: readonly (readonly [string, string])[]): string {
  const { url, method } = request;
  const pairs = [...url.searchParams, ...parameters].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  return [method, `${url.origin}${url.pathname}`, pairs.join('&')].map(encode).join('&');
}

/**
 * The value of the header `authorization`, signed with HMAC-SHA1. `nonce` is used once, `seconds` are those since the
 * epoch.
 */
export function signRequest(
  request: { method: string; url: URL },
  { apiKey, apiSecret, token, tokenSecret }: OAuthKeys,
  { nonce, seconds }: { nonce: string; seconds: number },
): string {
  const parameters = [
    ['oauth_consumer_key', apiKey],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(seconds)],
    ['oauth_token', token],
    ['oauth_version', '1.0'],
  ] as const;
  const signature = createHmac('sha1', `${encode(apiSecret)}&${encode(tokenSecret)}`)
    .update(baseOf(request, parameters))
    .digest('base64');
  const all = [...parameters, ['oauth_signature', signature] as const];
  return `OAuth ${all.map(([name, value]) => `${encode(name)}="${encode(value)}"`).join(', ')}`;
}
