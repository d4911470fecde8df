/**
 * Builds pages in a process of its own, so that checks go on and the page is served meanwhile. It lives as long as the
 * demo: the first build loads what renders, the next ones take a fraction of its time.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { StatusError } from '../errors.ts';

/** What is asked for, absolute paths. */
export interface PageRequest {
  root: string;
  out: string;
}

export interface PageResponse {
  /** Why there is no page, for a person. */
  problem: string | undefined;
}

export interface BuiltPage {
  /** The sentence that is the largest thing on the page. */
  verdict: string;
  tookMs: number;
}

export interface PageBuilder {
  /** Builds a root folder. One build at a time. Rejects where there is no page, or once the builder is closed. */
  build(request: PageRequest): Promise<BuiltPage>;
  /** Ends the process, and a build that is under way. */
  close(): Promise<void>;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', '#39': "'", quot: '"' };

/** The text of a page's first heading. */
export function readVerdict(html: string): string {
  const heading = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '';
  const text = heading.replace(/<[^>]+>/g, '').replace(/&([a-z]+|#\d+);/g, (whole, name) => ENTITIES[name] ?? whole);
  return text.replace(/\s+/g, ' ').trim();
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Sends the request and waits for the answer to it, or for the end of the process. */
function ask(child: ChildProcess, request: PageRequest): Promise<PageResponse> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error('the process that builds the page has ended'));
    if (hasEnded(child)) return onExit();
    child.once('exit', onExit);
    child.once('message', (response: PageResponse) => {
      child.removeListener('exit', onExit);
      resolve(response);
    });
    // A process that ends at this very moment is told by its exit.
    child.send(request, () => undefined);
  });
}

/** Starts the process that builds. Close it, or this process does not end. */
export function startPageBuilder(): PageBuilder {
  const child = fork(path.join(import.meta.dirname, 'page-builder-process.ts'), { stdio: 'ignore' });
  return {
    async build(request) {
      const startedAt = performance.now();
      const { problem } = await ask(child, request);
      if (problem !== undefined) throw new StatusError(`The page of the demo could not be built: ${problem}`);
      const html = await readFile(path.join(request.out, 'index.html'), 'utf8');
      return { verdict: readVerdict(html), tookMs: performance.now() - startedAt };
    },
    async close() {
      if (hasEnded(child)) return;
      const ended = once(child, 'exit');
      // A build that this ends removes what it has written.
      child.kill('SIGTERM');
      await ended;
    },
  };
}
