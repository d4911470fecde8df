/** A temporary folder for one run of all tests, so that nothing of it stays; Vitest calls this around them. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

export function setup(): void {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'candor-vitest-')));
  // The workers that are started after this have it from here.
  process.env['TMPDIR'] = folder;
}

export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
