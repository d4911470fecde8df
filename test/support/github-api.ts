/** A server that plays the parts of GitHub's API that we ask; its answers have the types of GitHub's own. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { components } from '@octokit/openapi-types';

import { answerActivity, type RepositoryOnGitHub } from './github-activity-api.ts';
import { startHttpServer } from './servers.ts';

type Simple = components['schemas']['pull-request-simple'];
type Side = Pick<Simple['head'], 'label' | 'ref' | 'sha'>;
type Pull = Pick<Simple, 'number' | 'html_url' | 'state' | 'title' | 'body'> & { head: Side; base: Side };
type Refusal = components['schemas']['basic-error'] | components['schemas']['validation-error'];

export interface Asked {
  method: string;
  path: string;
  authorization: string;
  /** The tag of the answer that is known already. */
  knows: string | undefined;
  body: Record<string, unknown>;
}

export interface GitHubApi {
  url: string;
  asked: Asked[];
  pulls: Pull[];
  /** What goes on in repositories, by `owner/name`; the server knows no others. */
  repositories: Map<string, RepositoryOnGitHub>;
  /** Answers every request, or those whose path fits, in place of GitHub's rules. */
  refuse?: { status: number; body: Refusal; headers?: Record<string, string>; path?: RegExp } | undefined;
  /** Pull requests are there, but a list does not show them yet. */
  isListLate?: boolean;
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

function answer(response: ServerResponse, status: number, body: Pull | Pull[] | Refusal): void {
  response.writeHead(status, JSON_TYPE).end(JSON.stringify(body));
}

const EXISTS = 'A pull request already exists for acme:candor/incidents.';

function create(api: GitHubApi, { title, head, base, body }: Record<string, unknown>): [number, Pull | Refusal] {
  if (api.pulls.some((pull) => pull.state === 'open' && pull.head.ref === head)) {
    const errors = [{ resource: 'PullRequest', code: 'custom', message: EXISTS }];
    return [422, { message: 'Validation Failed', documentation_url: 'https://docs.github.com/rest', errors }];
  }
  const number = api.pulls.length + 1;
  const side = (ref: unknown): Side => ({ label: `acme:${String(ref)}`, ref: String(ref), sha: 'a'.repeat(40) });
  const pull: Pull = {
    number,
    html_url: `https://github.example.org/acme/status/pull/${number}`,
    state: 'open',
    title: String(title),
    body: String(body),
    head: side(head),
    base: side(base),
  };
  api.pulls.push(pull);
  return [201, pull];
}

/** Starts the server for the repository `acme/status`; its API begins below `/api/v3`, as that of a server of one's own. */
export async function startGitHubApi(): Promise<GitHubApi> {
  const api: GitHubApi = { url: '', asked: [], pulls: [], repositories: new Map() };
  const { url } = await startHttpServer((request, response) => {
    void readJson(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const { method = '', headers } = request;
      api.asked.push({
        method,
        path: request.url ?? '',
        authorization: headers.authorization ?? '',
        knows: headers['if-none-match'],
        body,
      });
      const { refuse } = api;
      if (refuse !== undefined && (refuse.path?.test(request.url ?? '') ?? true)) {
        response.writeHead(refuse.status, { ...JSON_TYPE, ...refuse.headers }).end(JSON.stringify(refuse.body));
      } else if (answerActivity(api, request, response)) return;
      else if (pathname !== '/api/v3/repos/acme/status/pulls') answer(response, 404, { message: 'Not Found' });
      else if (method === 'POST') answer(response, ...create(api, body));
      else {
        const isAsked = (pull: Pull): boolean =>
          pull.state === searchParams.get('state') && pull.head.label === searchParams.get('head');
        answer(response, 200, api.isListLate === true ? [] : api.pulls.filter(isAsked));
      }
    });
  });
  api.url = `${url}/api/v3`;
  return api;
}
