import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';

const MAX_NAME = 253;
const MAX_LABEL = 63;

/** Points that a backslash stands before are part of a label. */
const LABEL_END = /(?<!\\)\./;
const NEVER_IN_NAMES = /[\s:@"]/;

/**
 * A name as it is compared: in small letters, in ASCII, without the point at its end, `.` for the root.
 * Undefined for a text that names nothing in DNS, an address among them.
 */
export function readName(text: string): string | undefined {
  if (text === '.') return '.';
  if (NEVER_IN_NAMES.test(text) || isIPv4(text)) return undefined;
  const ascii = /^[\x21-\x7e]*$/.test(text) ? text : domainToASCII(text);
  const name = ascii.replace(/\.$/, '').toLowerCase();
  const isSound = name.split(LABEL_END).every((label) => label.length > 0 && label.length <= MAX_LABEL);
  return isSound && name.length <= MAX_NAME ? name : undefined;
}

/** An IPv6 address as it is compared, its zeros left out: `2001:db8::1`. */
export function shortenIpv6(address: string): string {
  return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}

/** The 32 digits of an IPv6 address. */
function digitsOf(address: string): string[] {
  const [before = '', after] = shortenIpv6(address).split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const ends = after === undefined ? [] : groups(after);
  const gap = Array<string>(8 - groups(before).length - ends.length).fill('0');
  return [...groups(before), ...gap, ...ends].flatMap((group) => [...group.padStart(4, '0')]);
}

/** The name under which the name of an address stands (RFC 1035 section 3.5, RFC 3596 section 2.5); undefined for a name. */
export function reverseName(address: string): string | undefined {
  if (isIPv4(address)) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  if (isIPv6(address) && !address.includes('%')) return `${digitsOf(address).reverse().join('.')}.ip6.arpa`;
  return undefined;
}
