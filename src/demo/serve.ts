/** Serves a built page on loopback as a static host does. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const HOST = '127.0.0.1';
/** Taken when it is free, so that the address is the same from demo to demo. */
const USUAL_PORT = 4321;

const TYPES: Readonly<Record<string, string>> = {
  '.atom': 'application/atom+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.rss': 'application/rss+xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

export interface PageServer {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  origin: string;
  close(): Promise<void>;
}

/** The file below `folder` that a request names, as an absolute path; undefined for one that leads elsewhere. */
function fileOf(folder: string, requested: string): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(new URL(requested, 'http://localhost').pathname);
  } catch (error) {
    if (error instanceof URIError || error instanceof TypeError) return undefined;
    throw error;
  }
  if (name.includes('\0')) return undefined;
  const file = path.join(folder, name.endsWith('/') ? `${name}index.html` : name);
  return file.startsWith(folder + path.sep) ? file : undefined;
}

async function readOrUndefined(file: string | undefined): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file);
  } catch {
    // Nothing there, a folder, a name that no file can have: to a reader they are all "not found".
    return undefined;
  }
}

interface Answer {
  status: number;
  type: string | undefined;
  body: Buffer | string;
  location?: string;
}

async function findAnswer(folder: string, requested: string): Promise<Answer> {
  const file = fileOf(folder, requested);
  const body = await readOrUndefined(file);
  if (file !== undefined && body !== undefined) return { status: 200, type: TYPES[path.extname(file)], body };
  if (file !== undefined && (await readOrUndefined(path.join(file, 'index.html'))) !== undefined) {
    const location = `${new URL(requested, 'http://localhost').pathname}/`;
    return { status: 301, type: TYPES['.txt'], body: '', location };
  }
  const notFound = await readOrUndefined(path.join(folder, '404.html'));
  if (notFound !== undefined) return { status: 404, type: TYPES['.html'], body: notFound };
  return { status: 503, type: TYPES['.txt'], body: 'The page is being built. Reload in a moment.\n' };
}

async function respond(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, type, body, location } = await findAnswer(folder, request.url ?? '/');
  response.writeHead(status, {
    'content-type': type ?? 'application/octet-stream',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...(location === undefined ? {} : { location }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Serves `folder` (absolute; need not exist yet) on the usual port, or on a free one where that is taken. */
export async function servePage(folder: string): Promise<PageServer> {
  const server = createServer((request, response) => void respond(folder, request, response));
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, HOST, () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  // Whatever keeps the usual port from us (taken, forbidden), a free one is as good.
  await listen(USUAL_PORT).catch(() => listen(0));
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
