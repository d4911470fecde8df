/** A site that somebody has published: a folder, or an address that is asked politely and never led elsewhere. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

import { hasCode, StatusError } from '../errors.ts';
import type { PublishedSite } from '../ports.ts';
import { type ReadBytes, readWithin } from '../read-within.ts';
import { openFolder } from './folder.ts';

const NOT_THERE = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'];

/** A site in a folder, an absolute path. Throws a StatusError where there is none. */
export async function openSiteFolder(folder: string, name: string): Promise<PublishedSite> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new StatusError(`Cannot open the site "${name}": there is no such folder`, {
      hint: 'Expected the folder that "candor build --out" wrote, or an address such as https://status.example.org.',
    });
  }
  return {
    name,
    read: (file, maxBytes) => readFrom(path.join(folder, file), maxBytes),
    list: () => listFrom(folder, name),
  };
}

async function listFrom(folder: string, name: string): Promise<string[]> {
  try {
    return await openFolder(folder).listFiles('');
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EIO')) throw error;
    const where = path.join(name, path.relative(folder, error.path ?? folder));
    throw new StatusError(`Cannot list the files of ${where}: ${error.code ?? ''}`, {
      hint: 'Every folder of the site has to be readable, so that all of its pages are compared.',
      cause: error,
    });
  }
}

async function readFrom(file: string, maxBytes: number): Promise<ReadBytes | undefined> {
  try {
    // A pipe would never end.
    if (!(await stat(file)).isFile()) return undefined;
    return await readWithin(createReadStream(file), maxBytes);
  } catch (error) {
    if (hasCode(error, ...NOT_THERE)) return undefined;
    if (!hasCode(error, 'EACCES', 'EPERM', 'EIO')) throw error;
    throw new StatusError(`Cannot read ${file}: ${error.code ?? ''}`, { cause: error });
  }
}

/** How long is waited, in milliseconds. */
export interface SiteTimeouts {
  /** For one file, with all that leads to it. */
  file: number;
  /** For everything, from the first request on. */
  whole: number;
}

const TIMEOUTS: SiteTimeouts = { file: 30_000, whole: 30 * 60_000 };
const MOST_REDIRECTS = 5;
/** What a server answers of a file that is not there. */
const GONE = [404, 410];
const REDIRECTS = [301, 302, 303, 307, 308];

/** The address of a site that a person gave; undefined where it is none but may be a folder. Throws a StatusError. */
export function readSiteAddress(text: string): URL | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new StatusError(`Cannot ask the site "${text.replace(/\/\/[^/]*@/, '//…@')}"`, {
      hint: 'Expected an address without a password, such as https://status.example.org.',
    });
  }
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/?(?:index\.html|figures\.json)?$/, '/');
  return url;
}

/** A site at its address. Nothing is asked yet. */
export function openSiteAt(base: URL, timeouts: SiteTimeouts = TIMEOUTS): PublishedSite {
  let whole: AbortSignal | undefined;
  return {
    name: base.href,
    async read(file, maxBytes) {
      whole ??= AbortSignal.timeout(timeouts.whole);
      const signal = AbortSignal.any([whole, AbortSignal.timeout(timeouts.file)]);
      const url = new URL(file.replace(/(^|\/)index\.html$/, '$1'), base);
      try {
        return await fetchFile({ url, signal, maxBytes });
      } catch (error) {
        if (error instanceof StatusError) throw error;
        const seconds = (whole.aborted ? timeouts.whole : timeouts.file) / 1_000;
        const late = `${whole.aborted ? 'the whole site did not come' : 'it did not come whole'} within ${seconds} seconds`;
        throw new StatusError(`Cannot read ${file} of ${base.href}: ${signal.aborted ? late : faultOf(error)}`, {
          cause: error,
        });
      }
    },
    list: () => Promise.resolve(undefined),
  };
}

interface Asked {
  url: URL;
  signal: AbortSignal;
  maxBytes: number;
}

async function fetchFile({ url: first, signal, maxBytes }: Asked): Promise<ReadBytes | undefined> {
  let url = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const headers = { 'user-agent': 'candor', 'cache-control': 'no-cache' };
    const response = await fetch(url, { redirect: 'manual', signal, headers });
    if (GONE.includes(response.status)) return leave(response, undefined);
    if (!REDIRECTS.includes(response.status)) return readResponse(response, url, maxBytes);
    url = nextOf(url, response.headers.get('location'));
    await leave(response, undefined);
  }
  throw new StatusError(`Cannot read ${first.href}: it leads on more than ${MOST_REDIRECTS} times`);
}

async function readResponse(response: Response, url: URL, maxBytes: number): Promise<ReadBytes> {
  if (response.status !== 200) {
    await leave(response, undefined);
    throw new StatusError(`Cannot read ${url.href}: expected the answer 200, got ${response.status}`);
  }
  return readWithin(response.body ?? [], maxBytes);
}

async function leave<T>(response: Response, value: T): Promise<T> {
  await response.body?.cancel();
  return value;
}

function nextOf(from: URL, location: string | null): URL {
  const next = location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (next?.origin === from.origin) return next;
  throw new StatusError(
    `Cannot read ${from.href}: it leads to ${next?.origin ?? 'no address'}, which was not asked for`,
    {
      hint: `Name the site by its own address, such as --site ${next?.origin ?? 'https://status.example.org'}.`,
    },
  );
}

/** What is wrong with the network or the answer. */
function faultOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no proper answer';
}
