/** The floor of a build: one empty page by Astro alone. Argument: an absolute folder inside Candor's own, to work in. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { build } from 'astro';

const [folder = ''] = process.argv.slice(2);
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
await mkdir(path.join(folder, 'src/pages'), { recursive: true });
await writeFile(path.join(folder, 'src/pages/index.astro'), '<!doctype html><title>Empty</title>\n');
await build({
  configFile: false,
  logLevel: 'silent',
  root: folder,
  outDir: path.join(folder, 'site'),
  cacheDir: path.join(folder, 'cache'),
  vite: { cacheDir: path.join(folder, 'vite'), logLevel: 'silent' },
});
