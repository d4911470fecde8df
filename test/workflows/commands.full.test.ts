import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { checkOut, makeRemote, runStep } from '../support/fresh-clone.ts';
import { git } from '../support/make-repo.ts';
import { checkOutPullRequest } from '../support/pull-request-run.ts';
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
  test('are those that are tried here, in install, form and pull-request.full.test.ts', () => {
    const commands = new Set(
      listJobs()
        .flatMap(({ steps }) => steps)
        .flatMap(({ run }) => run ?? []),
    );
    expect([...commands].sort()).toEqual(
      [
        '.ci/run',
        'echo "::warning title=Pages is off::Choose GitHub Actions under Settings > Pages > Source; then this deploys."',
        'echo "commit=$(git -C content rev-parse HEAD^1)" >>"$GITHUB_OUTPUT"',
        'npm ci',
        'npm ci --omit=dev --ignore-scripts',
        'npm run build',
        'npm run candor -- build --root ../content --out "$RUNNER_TEMP/page"',
        'npm run candor -- check',
        'npm run candor -- deployed --commit "$COMMIT" --built "$BUILT" ${CHECKED:+--checked "$CHECKED"}',
        'npm run candor -- follow-up',
        'npm run candor -- form',
        'npm run candor -- notify --record',
        'npm run candor -- pull-request comment',
        'npm run candor -- pull-request preview --root ../content --since HEAD^1 --out "$RUNNER_TEMP/preview.json"',
        'npm run validate -- --root ../content --since HEAD^1',
        commandOf('notify.yml', 'notify "$@"'),
      ].sort(),
    );
  });

  test.each(['false', 'true'])('notify in a fresh clone where the deploy has failed: %s', async (DEPLOY_FAILED) => {
    const remote = await makeOperatorsRemote();
    const [notify, record] = [commandOf('notify.yml', 'notify "$@"'), commandOf('notify.yml', 'notify --record')];
    const told = await runStep(checkOut(remote), notify, { DEPLOY_FAILED });
    expect(told, told.output).toMatchObject({ exitCode: 0 });
    const recorded = await runStep(checkOut(remote), record);
    expect(recorded, recorded.output).toMatchObject({ exitCode: 0 });
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

  test('say at its line what is wrong in a pull request, and what readers would see of it', async () => {
    const file = 'incidents/2026/2026-11-26-mail.md';
    const text = '---\ntitle: "##[error]Mail"\ncategory: internal\nimpact: huge\ncomponents: {}\n---\n';
    const { run, temp } = await checkOutPullRequest({ base: {}, change: { [file]: text } });
    const preview = await run('pull-request preview');
    expect(preview, preview.output).toMatchObject({ exitCode: 0, outputs: { scope: 'content' } });
    expect(JSON.parse(readFileSync(join(temp, 'preview.json'), 'utf8'))).toMatchObject({
      problems: [{ file, line: 4 }],
    });
    const { exitCode, output } = await run('validate');
    expect(exitCode).toBe(1);
    // GitHub wants the path within the repository, not within the workspace.
    expect(output).toContain(`::error file=${file},line=4,`);
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
