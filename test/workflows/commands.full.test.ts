import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { checkOut, makeRemote, runStep } from '../support/fresh-clone.ts';
import { git } from '../support/make-repo.ts';
import { startHttpServer } from '../support/servers.ts';
import { listCommands, listJobs, REPOSITORY } from '../support/workflows.ts';

/** The command of a workflow that contains these words. */
function commandOf(file: string, words: string): string {
  const found = listCommands(file).filter(({ run }) => run.includes(words));
  expect(found).toHaveLength(1);
  return found[0]?.run ?? '';
}

async function makeOperatorsRemote(): Promise<string> {
  const service = await startHttpServer((_request, response) => response.writeHead(200).end());
  return makeRemote({
    'status.yml': `page: { name: Example Cloud, url: "https://status.example.org" }
components:
  - { id: website, name: Website, checks: [{ id: website-front, type: http, url: "${service.url}", retries: 0 }] }
  - { id: api, name: Public API }
  - { id: mail, name: Mail }
  - { id: backups, name: Backups }
`,
  });
}

describe('the commands of the workflows', () => {
  test('are those that are tried here, in install.full.test.ts and in form.full.test.ts', () => {
    const commands = new Set(
      listJobs()
        .flatMap(({ steps }) => steps)
        .flatMap(({ run }) => run ?? []),
    );
    expect([...commands].sort()).toEqual([
      '.ci/run',
      'echo "::warning title=Pages is off::Choose GitHub Actions under Settings > Pages > Source; then this deploys."',
      'npm ci',
      'npm ci --omit=dev --ignore-scripts',
      'npm run build',
      'npm run candor -- check',
      'npm run candor -- deployed --commit "$COMMIT" --built "$BUILT" ${CHECKED:+--checked "$CHECKED"}',
      'npm run candor -- form',
      'npm run validate -- --since HEAD^1',
    ]);
  });

  test('check, build and record in fresh clones, and leave the page alone then', { timeout: 180_000 }, async () => {
    const remote = await makeOperatorsRemote();
    const check = (): ReturnType<typeof runStep> =>
      runStep(checkOut(remote, ['--depth=1']), commandOf('check.yml', 'candor -- check'));
    const first = await check();
    expect(first, first.output).toMatchObject({ exitCode: 0, outputs: { deploy: 'true' } });
    expect(git(remote, ['ls-tree', '-r', '--name-only', 'status-data'])).toMatch(/^measurements\//);

    const clone = checkOut(remote);
    const built = await runStep(clone, commandOf('site.yml', 'npm run build'));
    expect(built, built.output).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(clone, 'dist/index.html'), 'utf8')).toContain('Public API');

    const { commit = '', built: builtAt = '', checked = '' } = built.outputs;
    expect(commit).toBe(git(remote, ['rev-parse', 'main']));
    const env = { COMMIT: commit, BUILT: builtAt, CHECKED: checked };
    const record = commandOf('site.yml', 'candor -- deployed');
    expect(await runStep(checkOut(remote, ['--depth=1']), record, env)).toMatchObject({ exitCode: 0 });
    expect(git(remote, ['show', 'status-data:deploys'])).toContain(` ${commit} ${builtAt} ${checked}`);
    const last = await check();
    expect(last, last.output).toMatchObject({ exitCode: 0, outputs: { deploy: 'false' } });
  });

  test('record a build that shows no run', async () => {
    const remote = await makeOperatorsRemote();
    const env = { COMMIT: 'a'.repeat(40), BUILT: '2026-11-20T10:05:00Z', CHECKED: '' };
    const clone = checkOut(remote, ['--depth=1']);
    expect(await runStep(clone, commandOf('site.yml', 'candor -- deployed'), env)).toMatchObject({ exitCode: 0 });
    expect(git(remote, ['show', 'status-data:deploys'])).toMatch(/ 2026-11-20T10:05:00Z -$/);
  });

  test('find nothing wrong in what a new repository holds', async () => {
    const clone = checkOut(makeRemote({}));
    const result = await runStep(clone, commandOf('validate.yml', 'validate'));
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.output).toContain('files read: no problem.');
  });

  test('say at its line what is wrong in a pull request', async () => {
    const clone = checkOut(makeRemote({ 'incidents/2026/wrong.md': '---\ntitle: T\nimpact: huge\n---\n' }));
    const result = await runStep(clone, commandOf('validate.yml', 'validate'));
    expect(result.exitCode).toBe(1);
    expect(result.output).toContain('::error file=incidents/2026/wrong.md,line=3,');
  });

  test('name a script that can be run', () => {
    accessSync(join(REPOSITORY, commandOf('test.yml', '.ci/run')), constants.X_OK);
  });
});

describe('.ci/run', () => {
  test('runs only commands that the README names', () => {
    const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
    const script = readFileSync(join(REPOSITORY, '.ci/run'), 'utf8');
    const commands = [...script.matchAll(/^ *run (npm (?:run )?[\w:]+)/gm)].map((match) => match[1] ?? '');
    expect(commands).toEqual(['npm ci', 'npm run demo', 'npm run gate', 'npm run test:full']);
    for (const command of commands) expect(readme).toContain(command);
  });
});

describe('the scripts of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };

  test('are all there that others name', () => {
    const texts = ['README.md', 'CONTRIBUTING.md', 'package.json'].map((file) =>
      readFileSync(join(REPOSITORY, file), 'utf8'),
    );
    const named = texts.flatMap((text) =>
      [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((match) => match[1] ?? ''),
    );
    for (const name of new Set(named)) expect(Object.keys(scripts)).toContain(name);
  });

  test('start files that exist', () => {
    const files = Object.values(scripts).flatMap((script) => /\S+\.(?:mjs|ts)\b/.exec(script)?.[0] ?? []);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(existsSync(join(REPOSITORY, file)), file).toBe(true);
  });
});
