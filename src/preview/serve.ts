/** Answers the browser: the site's files with the letters above its pages, and news of each reading. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

import { StatusError } from '../errors.ts';
import { findAnswer, type HostAnswer, pathOf, sendAnswer } from '../store/static-host.ts';
import { addLetters, PREVIEW_PATH, renderLettersPage } from './letters.ts';
import type { Reading } from './session.ts';
import type { Stage } from './stage.ts';

const ASSETS = path.join(import.meta.dirname, 'assets');
const STYLES = path.join(import.meta.dirname, '..', 'styles');

/** The preview's own files: each is these, one after the other. A page of letters needs the look of the site, too. */
const OWN_FILES: Readonly<Record<string, readonly string[]>> = {
  'preview.css': [path.join(ASSETS, 'preview.css')],
  'page.css': [path.join(STYLES, 'tokens.css'), path.join(STYLES, 'base.css')],
  'reload.js': [path.join(ASSETS, 'reload.js')],
};

/** Names of this machine for itself. Another one in a request is of a page elsewhere that tries to read along. */
const OWN_HOSTS = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

export interface PreviewHandler {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Tells every open page of a new reading. */
  tell(reading: Reading): void;
}

export interface HandlerPorts {
  stage: Stage;
  /** The newest reading, once none is under way. */
  newest(): Promise<Reading>;
  describeFailure(error: unknown): string;
}

async function readOwn(name: string): Promise<HostAnswer | undefined> {
  if (!Object.hasOwn(OWN_FILES, name)) return undefined;
  const texts = await Promise.all((OWN_FILES[name] ?? []).map((file) => readFile(file, 'utf8')));
  return { status: 200, type: name, body: texts.join('\n') };
}

function letters(reading: Reading, status: number): HostAnswer {
  return { status, type: '.html', body: renderLettersPage(reading) };
}

/** What a static host would answer, the letters added. */
async function answer(requested: string, { stage, newest, describeFailure }: HandlerPorts): Promise<HostAnswer> {
  const reading = await newest();
  const { base } = stage;
  if (base === undefined) return letters(reading, 503);
  if (base !== '/' && pathOf(requested)?.written === '/')
    return { status: 302, type: '.txt', body: '', location: base };
  try {
    const found = await findAnswer(stage.read, requested, base);
    if (found === undefined) return { status: 404, type: '.txt', body: 'There is no such file.\n' };
    if (path.extname(found.type) !== '.html' && found.type !== '.html') return found;
    return { ...found, body: addLetters(Buffer.from(found.body).toString('utf8'), reading) };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return letters({ ...reading, failure: describeFailure(error) }, 500);
  }
}

export function createHandler(ports: HandlerPorts): PreviewHandler {
  const listeners = new Set<ServerResponse>();
  let latest: string | undefined;
  const news = (): string => `data: ${latest ?? ''}\n\n`;
  function listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // A page from before this reading, or from before this process, learns it at once.
    response.write(latest === undefined ? ':\n\n' : news());
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
  }
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requested = request.url ?? '/';
    const own = requested.startsWith(PREVIEW_PATH) ? requested.slice(PREVIEW_PATH.length) : '';
    if (!OWN_HOSTS.test(request.headers.host ?? '')) {
      const body = 'A preview answers on this machine alone: ask for 127.0.0.1 or localhost.\n';
      return sendAnswer(request, response, { status: 403, type: '.txt', body });
    }
    if (own === 'events') return listen(response);
    try {
      sendAnswer(request, response, (await readOwn(own)) ?? (await answer(requested, ports)));
    } catch (error) {
      const body = `${ports.describeFailure(error)}\n`;
      sendAnswer(request, response, { status: 500, type: '.txt', body });
    }
  }
  return {
    handle,
    tell({ version }) {
      latest = version;
      for (const response of listeners) response.write(news());
    },
  };
}
