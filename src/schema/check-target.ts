/** What a check asks, and how it proves itself there. */
import { z } from 'zod';

import { isIpv4 } from './resolver.ts';
import { hasVariable, patternOr } from './variable.ts';

function isUrl(text: string, protocols: readonly string[]): boolean {
  if (hasVariable(text)) return true;
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

/** An absolute address of the web; it may hold variables of the environment. */
export const HttpUrlSchema = z
  .string()
  .refine((text) => isUrl(text, ['http:', 'https:']), { error: 'an absolute http or https URL' })
  .meta({ examples: ['https://api.example.org/health'], pattern: patternOr(/^https?:/) });
/** The same of a WebSocket. */
export const WebSocketUrlSchema = z
  .string()
  .refine((text) => isUrl(text, ['ws:', 'wss:']), { error: 'an absolute ws or wss URL' })
  .meta({ examples: ['wss://live.example.org/socket'], pattern: patternOr(/^wss?:/) });
const HOST = /^[^\s/:@]+$|^\[?[0-9a-fA-F:]+\]?$/;
/** A host by name or IP address. */
export const HostSchema = z
  .string()
  .refine((text) => hasVariable(text) || HOST.test(text), {
    error: 'a host name or an IP address, without scheme, port or path',
  })
  .meta({ examples: ['mail.example.org'], pattern: patternOr(HOST) });
const SERVER_NAME = /^[^\s/:@*[\]]+$/;
/** A name that a certificate can hold. */
export const ServerNameSchema = z
  .string()
  .refine((text) => hasVariable(text) || (SERVER_NAME.test(text) && !isIpv4(text)), {
    error: 'a host name, without scheme, port or wildcard',
  })
  .meta({ examples: ['mail.example.org'], pattern: patternOr(SERVER_NAME) });
export const PortSchema = z
  .int()
  .min(1)
  .max(65_535)
  .meta({ examples: [443] });

/** What a request proves itself with. */
export const AuthSchema = z.union(
  [
    z.strictObject({
      /** Of HTTP Basic authentication. */
      username: z.string(),
      /** Written as `${CANDOR_…}`, so that the environment holds it. */
      password: z.string(),
    }),
    z.strictObject({
      /** Sent as a bearer token; written as `${CANDOR_…}`, so that the environment holds it. */
      token: z.string(),
    }),
  ],
  { error: 'a username and a password, or a token' },
);
