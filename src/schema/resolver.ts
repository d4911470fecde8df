import { z } from 'zod';

import { hasVariable } from './variable.ts';

/** The name server that a check asks. */
export interface ResolverAddress {
  /** A host name or an IP address, an IPv6 address without brackets. */
  host: string;
  port: number;
}

const DNS_PORT = 53;
const WRITTEN = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@#?[\]]+))(?::(\d{1,5}))?$/i;
/** What ends in a number is an address, and no name. */
const NUMERIC = /(?:^|\.)\d+\.?$/;

/** What a resolver has to look like, for error texts. */
const RESOLVER_EXPECTED =
  'a host name or an IP address, with a colon and a port where that is not 53, an IPv6 address in brackets';

/** Whether a text is an IPv4 address, four numbers with points between them. */
export function isIpv4(text: string): boolean {
  return z.ipv4().safeParse(text).success;
}

/** Whether a text is an IPv6 address, without brackets and zone. */
function isIpv6(text: string): boolean {
  return z.ipv6().safeParse(text).success;
}

/** Reads `192.0.2.53`, `192.0.2.53:5353`, `[2001:db8::53]:53`, `ns1.example.org`; undefined for any other text. */
export function parseResolver(text: string): ResolverAddress | undefined {
  const [, ipv6, other = '', writtenPort] = WRITTEN.exec(text) ?? [];
  const port = writtenPort === undefined ? DNS_PORT : Number(writtenPort);
  if (port < 1 || port > 65_535) return undefined;
  if (ipv6 !== undefined) return isIpv6(ipv6) ? { host: ipv6, port } : undefined;
  if (other === '' || (NUMERIC.test(other) && !isIpv4(other))) return undefined;
  return { host: other, port };
}

export const ResolverSchema = z
  .string()
  .refine((text) => hasVariable(text) || parseResolver(text) !== undefined, { error: RESOLVER_EXPECTED })
  .meta({ examples: ['192.0.2.53'] });
