import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { REPOSITORY } from '../support/workflows.ts';

const NamesSchema = z.record(z.string(), z.string()).optional();
const LockSchema = z.object({
  lockfileVersion: z.number(),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      dev: z.boolean().optional(),
      dependencies: NamesSchema,
      devDependencies: NamesSchema,
      optionalDependencies: NamesSchema,
    }),
  ),
});
const ManifestSchema = z.object({
  dependencies: NamesSchema,
  devDependencies: NamesSchema,
  allowScripts: z.record(z.string(), z.boolean()),
});

const LOCK = readFileSync(join(REPOSITORY, 'package-lock.json'), 'utf8');
const { lockfileVersion, packages } = LockSchema.parse(JSON.parse(LOCK));
const manifest = ManifestSchema.parse(JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')));

/** Systems that people develop on, as the names of platform packages have them. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];

/** The entry that Node would find for a dependency of the package at `path`. */
function findEntry(path: string, name: string): string | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const entry = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (entry in packages) return entry;
    if (!folder.includes('/node_modules/'))
      return `node_modules/${name}` in packages ? `node_modules/${name}` : undefined;
  }
}

const others = Object.entries(packages).filter(([path]) => path !== '');

describe('package-lock.json', () => {
  test('is of version 3 and says the same as package.json', () => {
    expect(lockfileVersion).toBe(3);
    const { dependencies, devDependencies } = packages[''] ?? {};
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    });
  });

  test('names no registry, so that each installation uses its own', () => {
    expect(others.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(LOCK).not.toMatch(/https?:\/\/[^"]*(registry|npmjs|npmmirror)/);
  });

  test('has the hash of every package', () => {
    expect(others.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });

  test('has every dependency of every package, or "npm ci" fails', () => {
    const missing = others.flatMap(([path, { dependencies = {}, optionalDependencies = {} }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => findEntry(path, name) === undefined)
        .map((name) => `${path} ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('has the builds of every package for every system that people develop on', () => {
    const builds = others.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => PLATFORMS.some((platform) => name.includes(platform)))
        .map((name) => ({ path, name })),
    );
    expect(builds.length).toBeGreaterThan(PLATFORMS.length);
    expect(builds.filter(({ path, name }) => findEntry(path, name) === undefined)).toEqual([]);
  });

  test('has no install script but those that package.json allows, and none outside development', () => {
    const scripts = others.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = scripts.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect([...new Set(names)].sort()).toEqual(Object.keys(manifest.allowScripts).sort());
    expect(scripts.every(([, { dev }]) => dev === true)).toBe(true);
  });
});
