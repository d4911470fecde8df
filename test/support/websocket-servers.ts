/** WebSocket servers on loopback: one that behaves, and one that writes frames by hand. */
import { createHash } from 'node:crypto';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Socket } from 'node:net';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';

import { CERTIFICATES, KEY, listen, startTcpServer, type TestServer } from './servers.ts';

export interface WebSocketTestServer extends TestServer {
  /** How each connection that is over was closed, as the server saw it. */
  closes: { code: number; reason: string }[];
}

interface Settings extends Pick<ServerOptions, 'handleProtocols' | 'perMessageDeflate' | 'verifyClient'> {
  isSecure?: boolean;
}

/** A WebSocket server that does with each connection what it likes. */
export async function startWebSocketServer(
  onConnection: (client: WebSocket, headers: Record<string, unknown>, path: string) => void,
  { isSecure = false, ...options }: Settings = {},
): Promise<WebSocketTestServer> {
  const server = isSecure ? createHttps({ cert: CERTIFICATES.localhost, key: KEY }) : createHttp();
  const closes: WebSocketTestServer['closes'] = [];
  new WebSocketServer({ server, ...options }).on('connection', (client, request) => {
    client.on('error', () => undefined);
    client.on('close', (code, reason) => closes.push({ code, reason: reason.toString() }));
    onConnection(client, request.headers, request.url ?? '');
  });
  const started = await listen(server, isSecure ? 'wss' : 'ws');
  return { ...started, closes };
}

/** The answer that opens a WebSocket; headers are added, replaced, or left out where they are undefined. */
export function acceptHandshake(request: string, headers: Record<string, string | undefined> = {}): string {
  const key = /^sec-websocket-key: (.*)\r$/im.exec(request)?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const all = { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Accept': accept, ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]));
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`;
}

/** A server that opens a WebSocket by hand and then does with the connection what it likes. */
export async function startRawWebSocketServer(
  onOpen: (socket: Socket) => void,
  headers: Record<string, string | undefined> = {},
): Promise<TestServer> {
  const server = await startTcpServer((socket) => {
    socket.once('data', (request: Buffer) => {
      socket.write(acceptHandshake(request.toString('latin1'), headers));
      onOpen(socket);
    });
  });
  return { ...server, url: server.url.replace('http:', 'ws:') };
}

/** A frame of a server, unmasked: its first byte, and a payload of less than 64 KiB. */
export function frame(firstByte: number, payload: string | Uint8Array = ''): Buffer {
  const body = Buffer.from(payload);
  const length = body.length < 126 ? [body.length] : [126, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([firstByte, ...length]), body]);
}
