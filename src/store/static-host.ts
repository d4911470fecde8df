/** Answers on loopback as a static host does, whatever the files come from. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { hasCode, StatusError } from '../errors.ts';

const HOST = '127.0.0.1';
/** Taken when it is free, so that the address is the same from time to time. */
export const USUAL_PORT = 4321;

const TYPES: Readonly<Record<string, string>> = {
  '.atom': 'application/atom+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.rss': 'application/rss+xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.xml': 'application/xml; charset=utf-8',
};

/** Reads a file by its path relative to the top of the site, with forward slashes; undefined where there is none. */
export type ReadSiteFile = (file: string) => Promise<Uint8Array | undefined>;

/** The files below an absolute folder, which need not exist yet. What leads out of it is not there. */
export function filesBelow(folder: string): ReadSiteFile {
  return async (name) => {
    const file = path.join(folder, name);
    if (name.includes('\0') || !file.startsWith(folder + path.sep)) return undefined;
    try {
      return await readFile(file);
    } catch {
      // Nothing there, a folder, a name that no file can have: to a reader they are all "not found".
      return undefined;
    }
  };
}

export interface HostAnswer {
  status: number;
  /** A name whose ending tells the type. */
  type: string;
  body: Uint8Array | string;
  location?: string;
}

/** The path that a request names, as it is written and decoded; undefined for one that is no path. */
export function pathOf(requested: string): { written: string; decoded: string } | undefined {
  try {
    const { pathname } = new URL(requested, 'http://localhost');
    return { written: pathname, decoded: decodeURIComponent(pathname) };
  } catch (error) {
    if (error instanceof URIError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * What a static host answers for a site that lies at `base` (a slash at both ends): the file, a folder's index.html, a
 * redirect to where a folder has its slash, 404.html. Undefined where there is none of these.
 */
export async function findAnswer(read: ReadSiteFile, requested: string, base = '/'): Promise<HostAnswer | undefined> {
  const asked = pathOf(requested);
  if (asked?.decoded.startsWith(base) === true) {
    const name = asked.decoded.slice(base.length);
    const file = name === '' || name.endsWith('/') ? `${name}index.html` : name;
    const body = await read(file);
    if (body !== undefined) return { status: 200, type: file, body };
    if ((await read(`${file}/index.html`)) !== undefined) {
      return { status: 301, type: '.txt', body: '', location: `${asked.written}/` };
    }
  }
  const notFound = await read('404.html');
  return notFound === undefined ? undefined : { status: 404, type: '.html', body: notFound };
}

/** Sends an answer. Nothing is kept by the reader, as the next one may differ. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: HostAnswer): void {
  const { status, type, body, location } = answer;
  response.writeHead(status, {
    'content-type': TYPES[path.extname(type)] ?? TYPES[type] ?? 'application/octet-stream',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...(location === undefined ? {} : { location }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  origin: string;
  /** Ends it with every connection. */
  close(): Promise<void>;
}

/** Listens on the first of the ports that can be had; 0 is any. Throws a StatusError where none can. */
export async function serveOnLoopback(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  ports: readonly number[],
): Promise<LoopbackServer> {
  const server = createServer((request, response) => void handle(request, response));
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, HOST, () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  for (const [index, port] of ports.entries()) {
    try {
      await listen(port);
      break;
    } catch (error) {
      if (index === ports.length - 1) throw describeListenError(error, port);
    }
  }
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${HOST}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function describeListenError(error: unknown, port: number): unknown {
  if (!hasCode(error, 'EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL')) return error;
  const reason = error.code === 'EADDRINUSE' ? 'something else does' : (error.code ?? '');
  return new StatusError(`Cannot listen on port ${port} of ${HOST}: ${reason}`, {
    hint: 'Leave out --port, and a free one is taken.',
    cause: error,
  });
}
