import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { git, makeFolder, writeFiles } from '../support/make-repo.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';

const OPEN = 'page: { name: Example, url: https://status.example.org }\ncomponents: [{ id: api, name: API }]\n';
const OWN = 'components: [{ id: acme-shop, name: Acme shop }]\n';
const CUSTOMERS = '- { id: acme, name: Acme, uses: [acme-shop, api], tell: [{ type: email, to: ops@acme.example }] }\n';

interface Roots {
  open: string;
  own: string;
}

/** A public root, and a private one in a repository of its own beside it. */
function makeRoots(own: Readonly<Record<string, string>> = {}, open: Readonly<Record<string, string>> = {}): Roots {
  const folder = makeFolder();
  writeFiles(join(folder, 'open'), { 'status.yml': OPEN, ...open });
  writeFiles(join(folder, 'own'), { 'status.yml': OWN, 'customers.yml': CUSTOMERS, ...own });
  git(join(folder, 'own'), ['init', '--quiet']);
  return { open: join(folder, 'open'), own: join(folder, 'own') };
}

function validate(root: string, env: Record<string, string> = {}, args: string[] = []): Promise<CliResult> {
  const base = { GITHUB_ACTIONS: '', CANDOR_PRIVATE: '' };
  return runCli(['validate', '--root', root, ...args], { cwd: makeFolder(), env: { ...base, ...env } });
}

describe('candor validate with CANDOR_PRIVATE', () => {
  test('is content with both roots, and reads the files of both', async () => {
    const { open, own } = makeRoots();
    expect(await validate(open, { CANDOR_PRIVATE: own })).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: '3 files read: no problem.\n',
    });
  });

  test('tells at its place what is wrong in the private root and between the two', async () => {
    const { open, own } = makeRoots({
      'status.yml': 'components: [{ id: api, name: Acme API }, { id: acme-mail, name: Mail }]\n',
      'customers.yml': CUSTOMERS,
    });
    const { exitCode, stdout } = await validate(open, { CANDOR_PRIVATE: own });
    expect(exitCode).toBe(1);
    expect(stdout.split('\n')).toEqual([
      '../own/customers.yml:1:34: error: Cannot find the component "acme-shop": expected a component of the private root or of the public one, for example api, got "acme-shop"',
      '../own/status.yml:1:20: error: Cannot use the id "api" of a component of the public root: expected an id that no component has there, for example id: acme-api, got "api"',
      '../own/status.yml:1:49: warning: No customer relies on the component "acme-mail"; nobody is told of it: expected it in "uses" of a customer in customers.yml, for example uses: [acme-mail], got none',
      '',
    ]);
  });

  test('in a workflow tells counts alone', async () => {
    const { open, own } = makeRoots({ 'customers.yml': CUSTOMERS.replace('acme-shop', 'acme-shp') });
    for (const args of [[], ['--json']]) {
      const { exitCode, stdout, stderr } = await validate(open, { CANDOR_PRIVATE: own, GITHUB_ACTIONS: 'true' }, args);
      expect(exitCode).toBe(1);
      expect(stdout + stderr).not.toMatch(/acme/i);
      expect(stderr).toContain(
        'Private root: 1 error, 1 warning; "candor validate" on a machine of your own says which.\n',
      );
    }
  });

  test('names the variable and not the folder where there is none, after what is wrong here', async () => {
    const { open } = makeRoots({}, { 'status.yml': `${OPEN}compnents: []\n` });
    const { exitCode, stdout, stderr } = await validate(open, { CANDOR_PRIVATE: '/nonexistent/acme' });
    expect(exitCode).toBe(2);
    expect(stdout).toContain('status.yml:3:1: error');
    expect(stderr).toContain('Cannot use the private root: the folder that CANDOR_PRIVATE names is not there.\n');
    expect(stderr).not.toContain('acme');
  });

  test('refuses customers in the public root', async () => {
    const { open, own } = makeRoots({}, { 'customers.yml': CUSTOMERS });
    for (const env of [{ CANDOR_PRIVATE: own }, {}]) {
      const { exitCode, stdout } = await validate(open, env);
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/^customers\.yml:1:1: error: Cannot have customers in a public root: /);
    }
  });
});

describe('candor validate --root of a private root', () => {
  test('asks for no page, and knows it by its customers where the environment names none', async () => {
    const { own } = makeRoots({ 'customers.yml': CUSTOMERS.replace('name: Acme, ', '') });
    for (const env of [{}, { CANDOR_PRIVATE: own }]) {
      const { exitCode, stdout } = await validate(own, env);
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/^customers\.yml:1:3: error: Cannot find "\[0\]\.name"[^\n]*\n$/);
    }
  });

  test('asks for its customers', async () => {
    const { own } = makeRoots();
    writeFiles(own, { 'customers.yml': undefined });
    const { stdout } = await validate(own, { CANDOR_PRIVATE: own });
    expect(stdout).toMatch(/^customers\.yml:1:1: error: Cannot find customers\.yml: /);
  });

  test('looks at what customers use of the public root in which the person stands', async () => {
    const { open, own } = makeRoots({ 'customers.yml': CUSTOMERS.replace(', api', ', apo') });
    const run = (cwd: string): Promise<CliResult> =>
      runCli(['validate', '--root', own], { cwd, env: { GITHUB_ACTIONS: '', CANDOR_PRIVATE: own } });
    expect((await run(open)).stdout).toMatch(/^customers\.yml:1:45: error: Cannot find the component "apo"/);
    expect((await run(makeFolder())).exitCode).toBe(0);
  });
});
