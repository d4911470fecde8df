/** A service that channels send to, on loopback: it answers as it is told to, and remembers what it was asked. */
import { type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { createFetch } from '../../src/notify/fetch.ts';
import type { ChannelPorts } from '../../src/channel-ports.ts';
import { at } from './builders.ts';
import { startHttpServer } from './servers.ts';

export interface Asked {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingMessage['headers'];
  /** The body, where it is JSON as that. */
  body: unknown;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON, a text as it is. */
  body?: unknown;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Gives one answer after another, the last of them from then on. */
export async function startService(...answers: Answer[]): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = await startHttpServer((request, response) => {
    void text(request).then((body) => {
      asked.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: parse(body),
      });
      const {
        status,
        headers = {},
        body: said = '',
      } = answers[Math.min(asked.length, answers.length) - 1] ?? {
        status: 500,
      };
      const isJson = typeof said !== 'string';
      response.writeHead(status, { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers });
      response.end(isJson ? JSON.stringify(said) : said);
    });
  });
  return { url: server.url, asked };
}

/** What a channel sends with, at a time that stands still. */
export function makePorts({ timeoutMs = 20_000, now = '2026-11-20T10:06:00Z' } = {}): ChannelPorts {
  const { signal } = new AbortController();
  return { clock: { now: () => at(now) }, fetch: createFetch(signal, timeoutMs), signal };
}
