/** A server that plays the parts of GitHub's API that we ask, and can be told to refuse, to fail and to be late. */
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { onTestFinished } from 'vitest';

import { startHttpServer } from '../servers.ts';
import { makeRepositoryOnGitHub, type RepositoryOnGitHub } from './repository.ts';
import { type Answer, NOT_FOUND, type Route } from './route.ts';
import { ACTION_ROUTES } from './routes/actions.ts';
import { CONTENT_ROUTES } from './routes/contents.ts';
import { FORM_ROUTES } from './routes/forms.ts';
import { ISSUE_ROUTES } from './routes/issues.ts';
import { PULL_ROUTES } from './routes/pulls.ts';

const ROUTES: readonly Route[] = [...ISSUE_ROUTES, ...PULL_ROUTES, ...FORM_ROUTES, ...CONTENT_ROUTES, ...ACTION_ROUTES];

/** The API begins here, as that of a server of one's own. */
const PREFIX = '/api/v3';

/** One request and its answer. */
export interface Exchange {
  method: string;
  /** With the query, as it was asked for. */
  path: string;
  /** The operation's path in GitHub's description; undefined where it has none. */
  operation: string | undefined;
  authorization: string;
  /** The tag of the answer that is known already. */
  knows: string | undefined;
  body: unknown;
  status: number;
  answer: unknown;
  /** Whether the answer is a fault that the test has asked for. */
  isFault: boolean;
}

/** An answer in place of GitHub's own. */
export interface Fault {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Only for these requests; by default for all. */
  path?: RegExp;
  method?: string;
  /** For how many requests; by default for all. */
  times?: number;
  /** What was asked for is done all the same, as where the answer is lost on its way. */
  isDone?: boolean;
}

export interface GitHubServer {
  /** Where its API begins. */
  url: string;
  asked: Exchange[];
  /** By `owner/name`; the server knows no others. */
  repositories: Map<string, RepositoryOnGitHub>;
  /** The repository `acme/status`, which it begins with. */
  status: RepositoryOnGitHub;
  /** The first that fits is answered. */
  faults: Fault[];
  /** Called with each request before it is carried out, such as to let another come between. */
  onAsked?: (asked: Pick<Exchange, 'method' | 'path'>) => void | Promise<void>;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}

interface Found {
  route: Route;
  parts: Record<string, string>;
}

function findRoute(method: string, { pathname, searchParams }: URL): Found | undefined {
  for (const route of ROUTES) {
    const match = route.method === method ? route.pattern.exec(pathname.replace(PREFIX, '')) : null;
    const isKnown = [...searchParams.keys()].every((each) => route.query.includes(each));
    if (match !== null && isKnown) return { route, parts: { ...match.groups } };
  }
  return undefined;
}

function answerRoute(api: GitHubServer, { route, parts }: Found, { url, body }: { url: URL; body: unknown }): Answer {
  const part = (name: string): string => decodeURIComponent(parts[name] ?? '');
  const name = `${part('owner')}/${part('repo')}`;
  const repository = api.repositories.get(name);
  if (repository === undefined) return NOT_FOUND;
  return route.answer({ name, repository, part, body, query: (key) => url.searchParams.get(key) ?? undefined });
}

/** The page that is asked for of a list, and the address of the next. */
function takePage(answer: Answer, { url, route }: { url: URL; route: Route }): { answer: Answer; link?: string } {
  if (!route.query.includes('page') || answer.status !== 200) return { answer };
  const [page, size] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('per_page') ?? 30)];
  const { body } = answer;
  const key = Object.entries(body as object).find(([, value]) => Array.isArray(value))?.[0];
  const list = (Array.isArray(body) ? body : (body as Record<string, unknown[]>)[key ?? '']) ?? [];
  const shown = list.slice((page - 1) * size, page * size);
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  const paged = { status: 200, body: Array.isArray(body) ? shown : { ...(body as object), [key ?? '']: shown } };
  return { answer: paged, ...(page * size < list.length ? { link: `<${next.href}>; rel="next"` } : {}) };
}

function takeFault(api: GitHubServer, method: string, path: string): Fault | undefined {
  const fits = (each: Fault): boolean =>
    (each.path?.test(path) ?? true) && (each.method ?? method) === method && each.times !== 0;
  const fault = api.faults.find(fits);
  if (fault?.times !== undefined) fault.times -= 1;
  return fault;
}

interface Sending {
  answer: Answer;
  headers: Record<string, string>;
  knows: string | undefined;
}

function send(response: ServerResponse, { answer: { status, body }, headers, knows }: Sending): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  const all = { 'content-type': 'application/json; charset=utf-8', ...(status === 200 ? { etag } : {}), ...headers };
  if (knows !== undefined && knows === etag) response.writeHead(304, headers).end();
  else response.writeHead(status, status === 204 ? {} : all).end(text);
}

async function carryOut(api: GitHubServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', headers, url: path = '/' } = request;
  const body = await readJson(request);
  await api.onAsked?.({ method, path });
  const url = new URL(path, api.url);
  const found = findRoute(method, url);
  const fault = takeFault(api, method, path);
  const isCarriedOut = found !== undefined && (fault === undefined || fault.isDone === true);
  const own = isCarriedOut ? answerRoute(api, found, { url, body }) : NOT_FOUND;
  const { answer, link } = found === undefined ? { answer: own } : takePage(own, { url, route: found.route });
  const sent = fault === undefined ? answer : { status: fault.status, body: fault.body ?? { message: 'A fault' } };
  const knows = headers['if-none-match'];
  api.asked.push({
    ...{ method, path, operation: found?.route.path, authorization: headers.authorization ?? '', knows, body },
    ...{ status: sent.status, answer: sent.body, isFault: fault !== undefined },
  });
  send(response, { answer: sent, knows, headers: { ...(link === undefined ? {} : { link }), ...fault?.headers } });
}

/** Starts the server with the empty repository `acme/status`. */
export async function startGitHub(): Promise<GitHubServer> {
  const status = makeRepositoryOnGitHub();
  const repositories = new Map([['acme/status', status]]);
  const api: GitHubServer = { url: '', asked: [], repositories, status, faults: [] };
  const { url } = await startHttpServer((request, response) => {
    carryOut(api, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  api.url = `${url}${PREFIX}`;
  const record = process.env['CANDOR_GITHUB_EXCHANGES'];
  if (record !== undefined) {
    onTestFinished(() => {
      appendFileSync(record, api.asked.map((exchange) => `${JSON.stringify(exchange)}\n`).join(''));
    });
  }
  return api;
}
