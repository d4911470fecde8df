import { request } from 'node:http';
import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { servePage } from '../../src/demo/serve.ts';
import type { LoopbackServer } from '../../src/store/static-host.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

const FILES = {
  'page/index.html': '<h1>All well</h1>',
  'page/404.html': '<h1>Not here</h1>',
  'page/history/index.html': '<h1>History</h1>',
  'page/maintenance.ics': 'BEGIN:VCALENDAR',
  'page/api/v2/status.json': '{}',
  'page-private/secret.txt': 'secret',
  'secret.txt': 'secret',
};

async function serve(files: Readonly<Record<string, string>>): Promise<LoopbackServer> {
  const folder = makeFolder();
  writeFiles(folder, files);
  const server = await servePage(path.join(folder, 'page'));
  onTestFinished(() => server.close());
  return server;
}

/** Asks for a path as it is written; `fetch` would tidy it up. */
function ask(
  server: LoopbackServer,
  asked: string,
  method = 'GET',
): Promise<{ status: number; type: string; text: string }> {
  const { port } = new URL(server.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: asked, method, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const type = response.headers.location ?? response.headers['content-type'] ?? '';
        resolve({ status: response.statusCode ?? 0, type, text });
      });
    });
    sent.on('error', reject).end();
  });
}

test.each([
  ['/', 200, 'text/html; charset=utf-8', '<h1>All well</h1>'],
  ['/?from=feed', 200, 'text/html; charset=utf-8', '<h1>All well</h1>'],
  ['/history/', 200, 'text/html; charset=utf-8', '<h1>History</h1>'],
  ['/history', 301, '/history/', ''],
  ['/maintenance.ics', 200, 'text/calendar; charset=utf-8', 'BEGIN:VCALENDAR'],
  ['/api/v2/status.json', 200, 'application/json; charset=utf-8', '{}'],
  ['/nothing', 404, 'text/html; charset=utf-8', '<h1>Not here</h1>'],
  ['/../secret.txt', 404, 'text/html; charset=utf-8', '<h1>Not here</h1>'],
  ['/%2e%2e/secret.txt', 404, 'text/html; charset=utf-8', '<h1>Not here</h1>'],
  ['/..%2fpage-private/secret.txt', 404, 'text/html; charset=utf-8', '<h1>Not here</h1>'],
  ['/%E0%A4%A', 404, 'text/html; charset=utf-8', '<h1>Not here</h1>'],
  ['/%00', 404, 'text/html; charset=utf-8', '<h1>Not here</h1>'],
])('servePage() answers %s with %i', async (asked, ...[status, type, text]) => {
  expect(await ask(await serve(FILES), asked)).toEqual({ status, type, text });
});

test('servePage() answers HEAD without a body', async () => {
  expect(await ask(await serve(FILES), '/', 'HEAD')).toEqual({
    status: 200,
    type: 'text/html; charset=utf-8',
    text: '',
  });
});

test('servePage() says that the page is being built while there is none', async () => {
  const { status, text } = await ask(await serve({}), '/');
  expect({ status, text }).toEqual({ status: 503, text: 'The page is being built. Reload in a moment.\n' });
});

test('servePage() takes a free port where the usual one is taken', async () => {
  const [first, second] = [await serve(FILES), await serve(FILES)];
  expect(first.origin).not.toBe(second.origin);
  expect((await ask(second, '/')).status).toBe(200);
});
