import type { WebSocketCheck } from '../../schema/check.ts';
import { describeHeaders, findHeaderProblem, type UnsendableRequest } from '../http/describe.ts';

/** What opens the connection, ready to send. */
export interface Handshake {
  /** Absolute ws or wss, without user part and fragment. */
  url: URL;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  /** Subprotocols that are asked for, the best first. */
  protocols: readonly string[];
}

const SUBPROTOCOLS = 'sec-websocket-protocol';
/** These are the handshake itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'sec-websocket-accept',
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-version',
]);

/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;

function parseUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'ws:' || url.protocol === 'wss:' ? url : undefined;
}

/** Why headers cannot be sent with a handshake as they are written; undefined when they can. By lower-case name. */
export function findHandshakeProblem(headers: Handshake['headers']): string | undefined {
  const own = Object.keys(headers).find((name) => OWN_HEADERS.has(name));
  const problem = own && `cannot send the header ${JSON.stringify(own)}: it belongs to the handshake`;
  return problem ?? findHeaderProblem(headers);
}

function findProtocolProblem(protocols: readonly string[]): string | undefined {
  if (protocols.every((name) => TOKEN.test(name)) && new Set(protocols).size === protocols.length) return undefined;
  return `cannot send the header "${SUBPROTOCOLS}": expected names with commas between them, each once`;
}

/** Says what opens the connection of a check. Its variables are filled in already. */
export function describeHandshake(check: WebSocketCheck): Handshake | UnsendableRequest {
  const url = parseUrl(check.url);
  if (url === undefined) return { problem: 'the url is no absolute ws or wss URL once its variables are filled in' };
  const { [SUBPROTOCOLS]: asked, ...headers } = describeHeaders({ headers: check.headers }, url);
  const protocols = asked === undefined ? [] : asked.split(',').map((name) => name.trim());
  const problem = findHandshakeProblem(headers) ?? findProtocolProblem(protocols);
  if (problem !== undefined) return { problem };
  url.username = '';
  url.password = '';
  url.hash = '';
  return { url, headers, protocols };
}
