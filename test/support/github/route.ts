/** One operation of GitHub's API on the test server: its parameters and answers have the types of GitHub's description. */
import type { paths } from '@octokit/openapi-types';

import type { RepositoryOnGitHub } from './repository.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type OperationOf<P extends keyof paths, M extends Method> = M extends keyof paths[P] ? paths[P][M] : never;
type JsonOf<R> = R extends { content: { 'application/json': infer B } } ? B : undefined;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? keyof NonNullable<Q> & string : never;
type BodyOf<O> = O extends { requestBody?: infer R } ? JsonOf<NonNullable<R>> : undefined;
type ReplyOf<O> = O extends { responses: infer R }
  ? { [S in keyof R]: { status: S; body: JsonOf<R[S]> } }[keyof R]
  : never;

export interface Call<Q extends string = string, B = unknown> {
  /** `owner/name` of the path. */
  name: string;
  repository: RepositoryOnGitHub;
  /** A part of the path by its name in GitHub's description: `issue_number`. */
  part(name: string): string;
  query(name: Q): string | undefined;
  body: B;
}

export interface Answer {
  status: number;
  body: unknown;
}

export interface Route {
  method: string;
  /** As in GitHub's description: `/repos/{owner}/{repo}/issues`. */
  path: string;
  pattern: RegExp;
  /** Parameters of the query that are known; GitHub would not tell of any other. */
  query: readonly string[];
  answer(call: Call): Answer;
}

/** Bodies are as GitHub's description has them: the full suite holds every request of the tests against it. */
function trustBody<Q extends string, B>(call: Call): Call<Q, B> {
  return call as Call<Q, B>;
}

/** Describes an operation. */
export function route<P extends keyof paths & string, M extends Method>(
  method: M,
  path: P,
  operation: {
    query?: readonly QueryOf<OperationOf<P, M>>[];
    answer(call: Call<QueryOf<OperationOf<P, M>>, BodyOf<OperationOf<P, M>>>): ReplyOf<OperationOf<P, M>>;
  },
): Route {
  const pattern = path
    .replaceAll('.', String.raw`\.`)
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${/^(path|ref)$/.test(name) ? '.' : '[^/]'}+)`);
  return {
    method: method.toUpperCase(),
    path,
    pattern: new RegExp(`^${pattern}$`),
    query: operation.query ?? [],
    answer: (call) => operation.answer(trustBody(call)) as Answer,
  };
}

/** What was asked for. */
export function ok<B>(body: B): { status: 200; body: B } {
  return { status: 200, body };
}

/** What was made. */
export function made<B>(body: B): { status: 201; body: B } {
  return { status: 201, body };
}

/** It was done, and there is nothing to say. */
export const NOTHING = { status: 204, body: undefined } as const;

/** What GitHub says of something that is not there. */
export const NOT_FOUND = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
} as const;

/** What GitHub says of something that another has changed meanwhile. */
export function conflict(message: string): { status: 409; body: { message: string; documentation_url: string } } {
  return { status: 409, body: { message, documentation_url: 'https://docs.github.com/rest' } };
}

interface Unprocessable {
  status: 422;
  body: { message: string; documentation_url: string; errors: { resource: string; code: string; message: string }[] };
}

/** What GitHub says of a request that it understands and does not carry out. */
export function unprocessable(message: string, errors: Unprocessable['body']['errors'] = []): Unprocessable {
  return { status: 422, body: { message, documentation_url: 'https://docs.github.com/rest', errors } };
}
