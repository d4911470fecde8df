import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { createWorkFolder } from '../../src/store/work-folder.ts';

const scratch = await mkdtemp(path.join(os.tmpdir(), 'candor-work-'));
let engine = '';

beforeEach(async () => {
  engine = await mkdtemp(path.join(scratch, 'engine-'));
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

/** A process of its own that makes a work folder, prints its path and waits. */
async function startHolder(): Promise<{ child: ReturnType<typeof spawn>; folder: string }> {
  const module = path.resolve('src/store/work-folder.ts');
  const script = `import { createWorkFolder } from ${JSON.stringify(module)};
    console.log((await createWorkFolder(${JSON.stringify(engine)})).path);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, folder: line.toString().trim() };
}

describe('createWorkFolder()', { timeout: 30_000 }, () => {
  test('makes a folder of its own inside the engine each time, and removes it', async () => {
    const [one, two] = await Promise.all([createWorkFolder(engine), createWorkFolder(engine)]);
    expect(path.dirname(one.path)).toBe(path.join(engine, '.build'));
    expect(one.path).not.toBe(two.path);
    await one.remove();
    await two.remove();
    expect(await readdir(path.join(engine, '.build'))).toEqual([]);
  });

  test('removes what a killed process has left, and nothing of a living one', async () => {
    const dead = await startHolder();
    const alive = await startHolder();
    dead.child.kill('SIGKILL');
    await once(dead.child, 'exit');
    const own = await createWorkFolder(engine);
    expect([dead.folder, alive.folder, own.path].map(existsSync)).toEqual([false, true, true]);
    alive.child.kill('SIGKILL');
    await own.remove();
  });

  test('removes what lies there for more than a day, whoever made it', async () => {
    const other = await createWorkFolder(engine);
    await writeFile(path.join(other.path, 'owner'), 'another-host 1');
    const own = await createWorkFolder(engine);
    expect(existsSync(other.path)).toBe(true);
    await utimes(other.path, new Date(0), new Date(0));
    const next = await createWorkFolder(engine);
    expect(existsSync(other.path)).toBe(false);
    for (const folder of [other, own, next]) await folder.remove();
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('is removed when %s ends the process', async (signal) => {
    const { child, folder } = await startHolder();
    child.kill(signal);
    const [, endedBy] = await once(child, 'exit');
    expect(endedBy).toBe(signal);
    expect(existsSync(folder)).toBe(false);
  });

  test('says so where nothing can be written', async () => {
    await writeFile(path.join(engine, '.build'), '');
    await expect(createWorkFolder(engine)).rejects.toThrow(`Cannot make a work folder in ${engine}/.build: EEXIST`);
  });
});
