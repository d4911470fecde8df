/** Addresses as people write them, also without their scheme. Pure. */
import type { NewCheck } from './new-status-file.ts';

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const HOST_PORT = /^([^\s/:@?#]+|\[[0-9a-f:]+\]):(\d{1,5})$/i;
const LOCAL = /^(?:localhost|127\.|\[::1\])/i;

/** A host that somebody can mean: with a point or a name for this machine, and no spaces. */
function withScheme(text: string): string | undefined {
  const written = SCHEME.test(text) ? text : `${LOCAL.test(text) ? 'http' : 'https'}://${text}`;
  if (/\s/.test(written) || !URL.canParse(written)) return undefined;
  const { hostname, username, password } = new URL(written);
  // What stands in a file of a public repository is no secret any more.
  if (username !== '' || password !== '') return undefined;
  return SCHEME.test(text) || LOCAL.test(text) || hostname.includes('.') ? written : undefined;
}

/** An absolute http or https URL; undefined where the text means none. `status.acme.example` means https. */
export function readWebAddress(text: string): string | undefined {
  const url = withScheme(text.trim());
  return url !== undefined && /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** What is checked: a web address, a WebSocket, or `host:port`; undefined where the text means none. */
export function readCheckTarget(text: string): NewCheck | undefined {
  const written = text.trim();
  const [, host, port] = HOST_PORT.exec(written) ?? [];
  if (host !== undefined && Number(port) >= 1 && Number(port) <= 65_535)
    return { type: 'tcp', host, port: Number(port) };
  const url = withScheme(written);
  if (url === undefined) return undefined;
  const { protocol } = new URL(url);
  if (/^wss?:$/.test(protocol)) return { type: 'websocket', url };
  return /^https?:$/.test(protocol) ? { type: 'http', url } : undefined;
}
