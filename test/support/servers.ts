/** Servers on loopback, well-behaved and not; each closes with the test that started it. */
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createSecureServer as createHttp2, type ServerHttp2Session } from 'node:http2';
import { connect as connectTcp, createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { createServer as createTls } from 'node:tls';
import { onTestFinished } from 'vitest';

export interface TestServer {
  port: number;
  /** `http://127.0.0.1:PORT`, or https for a server with a certificate. */
  url: string;
  /** How many connections were made so far. */
  connections(): number;
  /** How many bytes the server has handed to its connections. */
  bytesSent(): number;
}

const HOST = '127.0.0.1';

function readFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');
}

/** Self-signed certificates of the key that is in the fixtures for everybody to read. */
export const CERTIFICATES = {
  localhost: readFixture('localhost-test-only.cert'),
  otherHost: readFixture('other-host-test-only.cert'),
  expired: readFixture('expired-test-only.cert'),
};

/** The key of all of them. */
export const KEY = readFixture('test-only.key');

/** Lets a server listen on a free port of loopback. */
export async function listen(server: Server, scheme: string): Promise<TestServer> {
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    // The client cuts connections as it likes; that is no failure of the test.
    socket.on('error', () => undefined);
    sockets.push(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${scheme}://${HOST}:${port}`,
    connections: () => sockets.length,
    bytesSent: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
  };
}

/** An HTTP server that answers by the listener. */
export function startHttpServer(listener: RequestListener): Promise<TestServer> {
  return listen(createHttp(listener), 'http');
}

/** A server that does with each connection what it likes. */
export function startTcpServer(onConnection: (socket: Socket) => void): Promise<TestServer> {
  return listen(createTcp(onConnection), 'http');
}

/** A server that says the same on every connection once it was spoken to, and closes it or not. */
export function startRawServer(answer: string | Uint8Array, { end = true } = {}): Promise<TestServer> {
  return startTcpServer((socket) => {
    socket.once('data', () => (end ? socket.end(answer) : socket.write(answer)));
  });
}

export interface TlsServerOptions {
  /** By default that of the fixtures. */
  key?: string;
  /** Which protocols it offers. */
  protocols?: string[];
}

/** A TLS server that answers every connection with `204 No Content`. */
export function startTlsServer(cert: string, { key = KEY, protocols }: TlsServerOptions = {}): Promise<TestServer> {
  const options = { cert, key, ...(protocols === undefined ? {} : { ALPNProtocols: protocols }) };
  const server = createTls(options, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
  });
  server.on('tlsClientError', () => undefined);
  return listen(server, 'https');
}

/** A TLS server that offers HTTP/2, and HTTP/1.1 only where that is said. */
export function startHttp2Server(
  onSession: (session: ServerHttp2Session) => void = () => undefined,
  { allowHTTP1 = false } = {},
): Promise<TestServer> {
  const server = createHttp2({ cert: CERTIFICATES.localhost, key: KEY, allowHTTP1 });
  server.on('tlsClientError', () => undefined);
  server.on('session', (session) => {
    session.on('error', () => undefined);
    session.on('stream', (stream) => stream.on('error', () => undefined));
    onSession(session);
  });
  if (allowHTTP1) {
    server.on('request', (request, response) => {
      if (!response.closed) response.end(`HTTP/${request.httpVersion}`);
    });
  }
  return listen(server, 'https');
}

/** A TLS server that agrees on HTTP/2 and then does with each connection what it likes. */
export function startRawHttp2Server(onConnection: (socket: Socket) => void): Promise<TestServer> {
  const server = createTls({ cert: CERTIFICATES.localhost, key: KEY, ALPNProtocols: ['h2'] }, (socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server.on('tlsClientError', () => undefined);
  return listen(server, 'https');
}

/** Where nobody listens, and no machine lets a program listen that only asks for any free port. */
const QUIET_PORTS = { from: 200, until: 378 };
let nextQuiet = QUIET_PORTS.from;

function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTcp({ host: HOST, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });
}

/**
 * A port on which nobody listens, another one each time. It stays closed: one that was free a moment ago may be given to
 * a server of another test the next.
 */
export async function findClosedPort(): Promise<number> {
  while (nextQuiet < QUIET_PORTS.until) {
    const port = nextQuiet;
    nextQuiet += 1;
    if (await isRefused(port)) return port;
  }
  nextQuiet = QUIET_PORTS.from;
  return findClosedPort();
}

/** Writes the chunk again and again for as long as the connection takes it. */
export function writeForever(socket: Socket, chunk: string | Uint8Array): void {
  const write = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', write);
  write();
}

/** Writes one byte of the text every `everyMs` milliseconds. */
export function drip(socket: Socket, text: string, everyMs: number): void {
  let next = 0;
  const timer = setInterval(() => socket.write(text[next++ % text.length] ?? ''), everyMs);
  socket.on('close', () => clearInterval(timer));
}
