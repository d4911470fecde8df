/**
 * Which documents a provider's address means, and the requests for them.
 *
 * An address that is a document's is asked for as it is. From that of a page follow, below it:
 *
 *     statuspage   api/v2/summary.json (groups, what is open), api/v2/incidents.json (the last 50)
 *     instatus     summary.json, v3/components.json
 *     betterstack  index.json
 *     gcp          incidents.json
 *     rss, atom    history.rss, history.atom, where the address has no path
 *
 * and on its host: slack api/v2.0.0/current and api/v2.0.0/history, aws public/currentevents.
 */
import type { FetchedDocument, ProviderSnapshot } from '../domain/provider-report.ts';
import type { ProviderType } from './registry.ts';

/** A provider as status.yml has it. */
export interface ProviderSource {
  id: string;
  type: ProviderType;
  url: string;
}

export interface DocumentRequest {
  url: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
}

interface Layout {
  /** Documents, below the page or on its host. */
  paths: readonly string[];
  /** Whether a path is that of a document. */
  isDocument: RegExp;
  /** What of a page's path belongs to its API. */
  below?: RegExp;
  onHost?: boolean;
}

const FILE = /\.(?:json|xml|rss|atom|rdf)$/i;

const LAYOUTS: Readonly<Record<ProviderType, Layout>> = {
  statuspage: {
    paths: ['api/v2/summary.json', 'api/v2/incidents.json'],
    isDocument: FILE,
    below: /\/(?:api(?:\/v2)?|history|uptime)$/,
  },
  instatus: { paths: ['summary.json', 'v3/components.json'], isDocument: FILE, below: /\/v\d$/ },
  betterstack: { paths: ['index.json'], isDocument: FILE },
  gcp: { paths: ['incidents.json'], isDocument: FILE, below: /\/summary$/ },
  aws: { paths: ['public/currentevents'], isDocument: /\/currentevents$|\.json$/i, onHost: true },
  slack: {
    paths: ['api/v2.0.0/current', 'api/v2.0.0/history'],
    isDocument: /\/api\/v[\d.]+\/\w+$|\.json$/i,
    onHost: true,
  },
  rss: { paths: ['history.rss'], isDocument: /[^/]/ },
  atom: { paths: ['history.atom'], isDocument: /[^/]/ },
};

/** The page's address without what is a document's, ending in a slash. */
function pageAddress({ type, url }: ProviderSource): URL {
  const { onHost, below, paths, isDocument } = LAYOUTS[type];
  const page = new URL(url);
  const known = paths.find((path) => page.pathname.endsWith(`/${path}`));
  if (onHost) page.pathname = '/';
  else if (known !== undefined) page.pathname = page.pathname.slice(0, -known.length);
  else if (isDocument.test(page.pathname)) page.pathname = page.pathname.replace(/[^/]*$/, '');
  const path = page.pathname.replace(/\/+$/, '');
  page.pathname = `${below === undefined ? path : path.replace(below, '')}/`;
  page.search = '';
  return page;
}

function parseSource(url: string): URL {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  return parsed;
}

/** The addresses of a provider's documents; each that can be read adds to what is known. */
export function documentUrls(source: ProviderSource): string[] {
  const { paths, isDocument } = LAYOUTS[source.type];
  const url = parseSource(source.url);
  if (isDocument.test(url.pathname)) return [url.href];
  const page = pageAddress({ ...source, url: url.href });
  return paths.map((path) => new URL(path, page).href);
}

/** Where a reader finds the provider's page. */
export function pageUrl(source: ProviderSource): string {
  const url = parseSource(source.url).href;
  if (source.type === 'aws') return new URL('/health/status', url).href;
  return pageAddress({ ...source, url }).href;
}

/** What a server calls a version: visible ASCII, sent back as it came. */
const VALIDATOR = /^[\x20-\x7e]{1,200}$/;

function conditions({ etag, lastModified }: FetchedDocument): Record<string, string> {
  const sent: Record<string, string> = {};
  if (etag !== undefined && VALIDATOR.test(etag)) sent['if-none-match'] = etag;
  if (lastModified !== undefined && VALIDATOR.test(lastModified)) sent['if-modified-since'] = lastModified;
  return sent;
}

/**
 * The requests for a provider's documents: only what has changed since an earlier fetch that could read the same
 * documents as the same type. Nothing secret is in them.
 */
export function describeRequests(source: ProviderSource, earlier: ProviderSnapshot | undefined): DocumentRequest[] {
  const isKnown = earlier?.report.kind === 'read' && earlier.type === source.type;
  return documentUrls(source).map((url) => {
    const known = isKnown ? earlier.documents.find((document) => document.url === url) : undefined;
    const headers = { accept: '*/*', 'user-agent': 'Candor/0.1', ...(known === undefined ? {} : conditions(known)) };
    return { url, headers };
  });
}
