/** A server that plays the part of GitHub's API that opens pull requests; its answers have the types of GitHub's own. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { components } from '@octokit/openapi-types';

import { startHttpServer } from './servers.ts';

type Simple = components['schemas']['pull-request-simple'];
type Side = Pick<Simple['head'], 'label' | 'ref' | 'sha'>;
type Pull = Pick<Simple, 'number' | 'html_url' | 'state' | 'title' | 'body'> & { head: Side; base: Side };
type Refusal = components['schemas']['basic-error'] | components['schemas']['validation-error'];

export interface Asked {
  method: string;
  path: string;
  authorization: string;
  body: Record<string, unknown>;
}

export interface GitHubApi {
  url: string;
  asked: Asked[];
  pulls: Pull[];
  /** Answers every request in place of GitHub's rules. */
  refuse?: { status: number; body: Refusal } | undefined;
  /** Pull requests are there, but a list does not show them yet. */
  isListLate?: boolean;
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function answer(response: ServerResponse, status: number, body: Pull | Pull[] | Refusal): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
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
  const api: GitHubApi = { url: '', asked: [], pulls: [] };
  const { url } = await startHttpServer((request, response) => {
    void readJson(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const { method = '', headers } = request;
      api.asked.push({ method, path: request.url ?? '', authorization: headers.authorization ?? '', body });
      if (api.refuse !== undefined) answer(response, api.refuse.status, api.refuse.body);
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
