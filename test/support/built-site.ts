/** The files of a built site: read whole, and served as a static host does. */
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.xml': 'application/rss+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** Every file below a folder by its path relative to it, with forward slashes, ordered. */
export async function readTree(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.sort().map((file) => readFile(file, 'utf8')));
  return new Map(files.map((file, index) => [path.relative(folder, file), texts[index] ?? '']));
}

export interface SiteServer {
  /** `http://127.0.0.1:PORT`, without the base. */
  origin: string;
  close(): Promise<void>;
}

/** Serves a tree below `base` (`/` or `/sub/path/`): folders by their index.html, anything else by 404.html. */
export async function serveSite(files: ReadonlyMap<string, string>, base: string): Promise<SiteServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.startsWith(base) ? decodeURI(pathname.slice(base.length)) : undefined;
    const file = name === '' || name?.endsWith('/') === true ? `${name}index.html` : name;
    const text = file === undefined ? undefined : files.get(file);
    const type = text === undefined ? '.html' : path.extname(file ?? '');
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': TYPES[type] ?? 'text/plain' });
    response.end(text ?? files.get('404.html'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
