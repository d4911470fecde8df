/** What makes pages: our code, the packages that it uses and the runtime. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Beside `src/`; a package installed without a lock file is known by the first alone. */
const SETTINGS = ['package.json', 'package-lock.json', 'astro.config.mjs'];
const NAME_LENGTH = 16;

/** Relative to the engine's folder, with forward slashes. What systems leave behind in folders is no part of it. */
function listSources(engineFolder: string): string[] {
  return readdirSync(path.join(engineFolder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.relative(engineFolder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

const known = new Map<string, string>();

/** The digest of our files, which a process reads once. */
function digestEngine(engineFolder: string): string {
  const found = known.get(engineFolder);
  if (found !== undefined) return found;
  const hash = createHash('sha256');
  for (const name of [...listSources(engineFolder), ...SETTINGS]) {
    hash.update(`\0${name}\0`).update(readIfThere(path.join(engineFolder, name)));
  }
  const digest = hash.digest('hex');
  known.set(engineFolder, digest);
  return digest;
}

/** A short text that is another one whenever the same content could become another page on this machine. */
export function describeEngine(engineFolder: string): string {
  const hash = createHash('sha256').update(digestEngine(engineFolder));
  return hash.update(JSON.stringify(process.versions)).digest('base64');
}

/** A short name of our code and the packages that it uses, the same on every machine that has the same files. */
export function nameEngine(engineFolder: string): string {
  return digestEngine(engineFolder).slice(0, NAME_LENGTH);
}
