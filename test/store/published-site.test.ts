import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { openSiteAt, openSiteFolder, readSiteAddress } from '../../src/store/published-site.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

/** A server on loopback; its address ends in a slash. */
async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

describe('openSiteFolder()', () => {
  test('reads files up to a size and lists them, and finds nothing where there is none', async () => {
    const folder = makeFolder();
    writeFiles(folder, { 'index.html': 'front', 'incidents/a/index.html': 'abcdef' });
    const site = await openSiteFolder(folder, 'dist');
    expect((await site.list())?.sort()).toEqual(['incidents/a/index.html', 'index.html']);
    const read = await site.read('incidents/a/index.html', 3);
    expect([Buffer.from(read?.bytes ?? []).toString(), read?.isCut]).toEqual(['abc', true]);
    expect(await site.read('incidents/b/index.html', 3)).toBeUndefined();
    expect(await site.read('incidents', 3)).toBeUndefined();
    expect(await site.read('index.html/x', 3)).toBeUndefined();
  });

  test('waits for no pipe', async () => {
    const folder = makeFolder();
    execFileSync('mkfifo', [join(folder, 'figures.json')]);
    expect(await (await openSiteFolder(folder, 'dist')).read('figures.json', 3)).toBeUndefined();
  });

  test('says what it expected where there is no folder', async () => {
    await expect(openSiteFolder('/nonexistent', 'dist')).rejects.toThrow(
      'Cannot open the site "dist": there is no such folder',
    );
  });
});

describe('openSiteFolder() of what may not be read', () => {
  test.skipIf(process.getuid?.() === 0)('says which folder of the site that is', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'deep'), { mode: 0 });
    onTestFinished(() => chmodSync(join(folder, 'deep'), 0o700));
    const site = await openSiteFolder(folder, 'dist');
    await expect(site.list()).rejects.toThrow('Cannot list the files of dist/deep: EACCES');
  });
});

describe('readSiteAddress()', () => {
  test.each([
    ['https://status.example.org', 'https://status.example.org/'],
    ['https://status.example.org/sub', 'https://status.example.org/sub/'],
    ['https://status.example.org/sub/index.html?a=1#b', 'https://status.example.org/sub/'],
    ['http://127.0.0.1:8080/figures.json', 'http://127.0.0.1:8080/'],
  ])('reads %s', (text, expected) => {
    expect(readSiteAddress(text)?.href).toBe(expected);
  });

  test.each(['dist', '/srv/www', 'C:\\www', '--upload-pack=x'])('leaves %s to be a folder', (text) => {
    expect(readSiteAddress(text)).toBeUndefined();
  });

  test.each(['file:///etc/passwd', 'https://', 'ssh://git@example.org/x'])('refuses %s', (text) => {
    expect(() => readSiteAddress(text)).toThrow(/^Cannot ask the site "/);
  });

  test('repeats no password', () => {
    expect(() => readSiteAddress('https://ops:hunter2@status.example.org')).toThrow(
      'Cannot ask the site "https://…@status.example.org"',
    );
  });
});

describe('openSiteAt()', () => {
  test('asks for pages by their addresses below the one that was named, and follows redirects on that host', async () => {
    const asked: string[] = [];
    const base = await serve(({ url = '' }, response) => {
      asked.push(url);
      if (url === '/sub/') response.writeHead(302, { location: '/sub/front' }).end();
      else response.writeHead(url === '/sub/gone/' ? 404 : 200).end('abcdef');
    });
    const site = openSiteAt(new URL('sub/', base));
    expect(Buffer.from((await site.read('index.html', 100))?.bytes ?? []).toString()).toBe('abcdef');
    expect(await site.read('incidents/a/index.html', 3)).toMatchObject({ isCut: true });
    expect(await site.read('gone/index.html', 100)).toBeUndefined();
    expect(await site.list()).toBeUndefined();
    expect(asked).toEqual(['/sub/', '/sub/front', '/sub/incidents/a/', '/sub/gone/']);
  });

  test('is led to no other host', async () => {
    const other = await serve((_request, response) => response.end('other'));
    const base = await serve((_request, response) => response.writeHead(301, { location: other.href }).end());
    const reading = openSiteAt(base).read('figures.json', 100);
    await expect(reading).rejects.toThrow(
      `Cannot read ${base.href}figures.json: it leads to ${other.origin}, which was not asked for`,
    );
    await expect(reading).rejects.toMatchObject({ hint: expect.stringContaining(`--site ${other.origin}`) });
  });

  test.each<[string, RequestListener, RegExp]>([
    ['leads in a circle', (_, response) => response.writeHead(302, { location: '/' }).end(), /more than 5 times$/],
    ['has a fault', (_, response) => response.writeHead(500).end(), /expected the answer 200, got 500$/],
    ['leads to nothing', (_, response) => response.writeHead(302).end(), /it leads to no address/],
    ['hangs up', (request) => request.socket.destroy(), /^Cannot read figures\.json of http.*: UND_ERR_SOCKET$/],
    ['answers no HTTP', (request) => request.socket.end('nonsense'), /: no proper answer$/],
  ])('says so where the host %s', async (_what, listener, message) => {
    await expect(openSiteAt(await serve(listener)).read('figures.json', 100)).rejects.toThrow(message);
  });

  test.each([
    ['a file', { file: 50, whole: 60_000 }, /figures\.json .*: it did not come whole within 0\.05 seconds$/],
    ['the site', { file: 60_000, whole: 50 }, /figures\.json .*: the whole site did not come within 0\.05 seconds$/],
  ])('waits no longer for %s than it may', async (_what, timeouts, message) => {
    const base = await serve((_request, response) => void response.write('begun'));
    await expect(openSiteAt(base, timeouts).read('figures.json', 100)).rejects.toThrow(message);
  });

  test('takes no more than it wants of an answer without end', async () => {
    const base = await serve((_request, response) => {
      const write = (): void =>
        void (response.write('x'.repeat(65_536)) ? setImmediate(write) : response.once('drain', write));
      write();
    });
    expect(await openSiteAt(base).read('index.html', 100_000)).toMatchObject({ isCut: true });
  });
});
