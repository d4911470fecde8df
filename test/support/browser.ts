/** A real browser from the package registry, for tests that look at pages as people do. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import chromium, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Where browsers lie unpacked, 210 MB each, one for each version of the package. */
const CACHE = path.resolve('node_modules/.cache');

/**
 * Starts the browser. Its package unpacks into the temporary folder and takes what it finds there, so it gets a folder
 * of its own. Throws where this machine cannot start it.
 * @param extra further arguments of the browser's command line
 */
export async function startBrowser(extra: readonly string[] = []): Promise<Browser> {
  const folder = await unpackBrowser();
  const executablePath = path.join(folder, 'chromium');
  // Its own arguments hold --single-process, which hangs, and --disable-web-security, which hides what we test.
  const options = { executablePath, args: ['--no-sandbox', ...extra], timeout: 30_000 };
  try {
    return await playwright.launch(options);
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error;
    const libraries = path.join(folder, 'al2023', 'lib');
    return playwright.launch({ ...options, env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  }
}

async function unpackBrowser(): Promise<string> {
  const main = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const packageFolder = path.join(path.dirname(main), '..');
  const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = path.join(CACHE, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = fresh;
  try {
    await Promise.all([chromium.executablePath(), inflate(path.join(packageFolder, 'bin', 'al2023.tar.br'))]);
    // Another test may have been faster; whole folders alone are put in place.
    await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }));
    return folder;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
