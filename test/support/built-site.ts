/** The files of a built site: read whole, and served as a static host does. */
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
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

function unescapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#34': '"', '#39': "'", amp: '&' };
  return text.replace(/&([a-z]+|#\d+);/g, (whole, name: string) => signs[name] ?? whole);
}

const TAG =
  /<(?:meta|link) (?:name|property|rel)="([^"]+)" (?:media="[^"]*(light|dark)[^"]*" )?(?:content|href)="([^"]*)"/g;

/** What stands in the head of a page: `title`, metas and links by name, and what search engines read as `data`. */
export function readHead(html: string): Map<string, string> {
  const [head = ''] = html.split('</head>');
  const found = new Map([['title', unescapeHtml(/<title>([^<]*)<\/title>/.exec(head)?.[1] ?? '')]]);
  for (const [, name = '', scheme, value = ''] of head.matchAll(TAG)) {
    found.set(scheme === undefined ? name : `${name} ${scheme}`, unescapeHtml(value));
  }
  const data = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(head)?.[1];
  if (data !== undefined) found.set('data', data);
  return found;
}

const FEED = /<link rel="alternate" type="application\/[a-z]+\+(?:xml|json)" (?:"[^"]*"|[^">])*href="([^"]*)"/g;

/** The addresses of the feeds that a page names in its head. */
export function listFeedLinks(html: string): string[] {
  return [...html.matchAll(FEED)].map(([, href = '']) => href);
}

/** The ids of the items of one feed, `components/api/feed.xml`, in each of its formats. */
export function readFeedIds(tree: ReadonlyMap<string, string>, rss: string): (string | undefined)[][] {
  const read = (name: string): string => tree.get(rss.replace('feed.xml', name)) ?? '';
  return [
    (parseRssFeed(read('feed.xml')).items ?? []).map(({ guid }) => guid?.value),
    (parseAtomFeed(read('atom.xml')).entries ?? []).map(({ id }) => id),
    (parseJsonFeed(JSON.parse(read('feed.json'))).items ?? []).map(({ id }) => id),
  ];
}

interface Link {
  link: string;
  from: string;
  base: string;
  tree: ReadonlyMap<string, string>;
}

/** Whether a link of a page leads out of the site, or to a file of it and, with a fragment, to an element in that. */
export function leadsSomewhere({ link, from, base, tree }: Link): boolean {
  const target = new URL(link, new URL(from, 'https://status.example.org'));
  if (target.origin !== 'https://status.example.org') return true;
  if (!target.pathname.startsWith(base)) return false;
  const file = decodeURI(target.pathname.slice(base.length)).replace(/(^|\/)$/, '$1index.html');
  const html = tree.get(file);
  if (html === undefined || target.hash === '') return html !== undefined;
  return html.includes(` id="${decodeURIComponent(target.hash.slice(1))}"`);
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
