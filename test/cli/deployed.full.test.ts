import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { parseDeploysFile } from '../../src/content/deploys-file.ts';
import { at } from '../support/builders.ts';
import { cloneOf, commitFiles, git, makeBareRemote, makeFolder, makeTestRepo } from '../support/make-repo.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { startHttpServer } from '../support/servers.ts';

const DAY = '2026-11-20T';
const MAINTENANCE = `---
kind: maintenance
title: New certificates
components: [docs]
scheduled: { from: ${DAY}11:00:00Z, until: ${DAY}12:00:00Z }
---
`;

function config(url: string): string {
  return `page: { name: Example Cloud, url: "https://status.example.org", id: k7d0v3m9x2qa }
components:
  - { id: api, name: Public API, since: 2026-11-01, checks: [{ id: api-health, type: http, url: "${url}", retries: 0 }] }
  - { id: docs, name: Docs, since: 2026-11-01 }
triage: { recheckAfter: 0 }
`;
}

interface Step extends CliResult {
  outputs: Record<string, string>;
}

/** A clone as a workflow has it, of a repository that is served from a folder. */
async function makeWorkflow(): Promise<{
  folder: string;
  remote: string;
  /** What the service answers from now on. */
  answer(status: number): void;
  /** Runs a command as a step: what it says to the steps after it comes back. */
  step(time: string, args: readonly string[]): Promise<Step>;
}> {
  let status = 200;
  const service = await startHttpServer((_request, response) => response.writeHead(status).end());
  const files = { 'status.yml': config(service.url), 'incidents/2026/certificates.md': MAINTENANCE };
  const remote = makeBareRemote(makeTestRepo({ commits: [{ files }] }));
  const folder = cloneOf(remote, ['--depth=1']);
  const outputFile = join(makeFolder(), 'output');
  return {
    folder,
    remote,
    answer: (next) => {
      status = next;
    },
    step: async (time, args) => {
      rmSync(outputFile, { force: true });
      const env = { GITHUB_OUTPUT: outputFile };
      const result = await runCli([...args, '--root', folder, '--now', `${DAY}${time}Z`], { env });
      const lines = existsSync(outputFile) ? readFileSync(outputFile, 'utf8').trimEnd().split('\n') : [];
      return { ...result, outputs: Object.fromEntries(lines.map((line) => line.split('=') as [string, string])) };
    },
  };
}

type Workflow = Awaited<ReturnType<typeof makeWorkflow>>;

async function deployIsDue({ step }: Workflow, time: string): Promise<string | undefined> {
  return (await step(time, ['check'])).outputs['deploy'];
}

/** Records that a build of main as it is, which shows the run at `checked`, is live a minute later. */
function recordDeploy({ remote, step }: Workflow, time: string, checked: string): Promise<Step> {
  const commit = git(remote, ['rev-parse', 'main']);
  const shown = ['--commit', commit, '--built', `${DAY}${time}Z`, '--checked', `${DAY}${checked}Z`];
  return step(time.replace(/..$/, '59'), ['deployed', ...shown]);
}

describe('candor check, build and deployed as steps of a workflow', { timeout: 120_000 }, () => {
  test('deploy once, then only when what readers see has changed', async () => {
    const workflow = await makeWorkflow();
    const { answer, remote } = workflow;
    expect(await deployIsDue(workflow, '10:00:00'), 'nothing is recorded').toBe('true');

    const main = git(remote, ['rev-parse', 'main']);
    expect(await recordDeploy(workflow, '10:01:00', '10:00:00')).toMatchObject({
      exitCode: 0,
      stdout: `Recorded that ${main.slice(0, 8)} is live.\n`,
      stderr: '',
    });
    expect(parseDeploysFile(git(remote, ['show', 'status-data:deploys']))).toEqual([
      {
        liveAt: at(`${DAY}10:01:59Z`),
        commit: main,
        builtAt: at(`${DAY}10:01:00Z`),
        checkedAt: at(`${DAY}10:00:00Z`),
      },
    ]);
    expect(git(remote, ['show', 'status-data:measurements/2026/2026-11-20.txt'])).toContain('api-health');
    expect(await deployIsDue(workflow, '10:05:00'), 'nothing has changed').toBe('false');

    answer(503);
    expect(await deployIsDue(workflow, '10:10:00'), 'a failure is seen').toBe('true');
    await recordDeploy(workflow, '10:11:00', '10:10:00');
    expect(await deployIsDue(workflow, '10:15:00'), 'an incident is opened').toBe('true');
    expect(git(remote, ['ls-tree', '-r', '--name-only', 'main'])).toContain('incidents/2026/2026-11-20-api.md');
    await recordDeploy(workflow, '10:16:00', '10:15:00');
    expect(await deployIsDue(workflow, '10:20:00'), 'it still fails').toBe('false');
    expect(await deployIsDue(workflow, '11:00:00'), 'a maintenance has begun').toBe('true');
  });

  test('deploy what people push, also a status.yml that cannot be used', async () => {
    const workflow = await makeWorkflow();
    const { folder, step } = workflow;
    await deployIsDue(workflow, '10:00:00');
    await recordDeploy(workflow, '10:01:00', '10:00:00');
    commitFiles(folder, { files: { 'status.yml': 'page: 7\n' } });
    git(folder, ['push', '--quiet', 'origin', 'HEAD:main']);
    expect(await step('10:05:00', ['check'])).toMatchObject({ exitCode: 0, outputs: { deploy: 'true' } });
  });

  test('tell what a build shows', async () => {
    const { folder, step } = await makeWorkflow();
    const args = ['build', '--out', join(makeFolder(), 'dist')];
    const commit = git(folder, ['rev-parse', 'HEAD']);
    expect((await step('10:01:00', args)).outputs).toEqual({ commit, built: `${DAY}10:01:00Z`, checked: '' });
    await step('10:05:00', ['check']);
    expect((await step('10:06:00', args)).outputs).toMatchObject({ checked: `${DAY}10:05:00Z` });
  });

  test('tell of a run that failed also where the workflow cannot be told', async () => {
    const { folder } = await makeWorkflow();
    writeFileSync(join(folder, 'status.yml'), 'page: [\n');
    const { exitCode, stderr } = await runCli(['check', '--root', folder], { env: { GITHUB_OUTPUT: folder } });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Candor has a fault of its own: EISDIR[^]*\nstatus\.yml:\d+:\d+: [^]*Nothing was checked/);
  });

  test('say nothing to a workflow after a dry run', async () => {
    const { step } = await makeWorkflow();
    expect(await step('10:00:00', ['check', '--dry-run'])).toMatchObject({ exitCode: 0, outputs: {} });
  });
});

describe('candor deployed', () => {
  test.each([
    ['no commit', ['--built', `${DAY}10:00:00Z`]],
    ['a short commit', ['--commit', '5f1d', '--built', `${DAY}10:00:00Z`]],
    ['no time', ['--commit', 'a'.repeat(40), '--built', 'now']],
  ])('exits 2 for %s', async (_criterion, args) => {
    const { exitCode, stdout, stderr } = await runCli(['deployed', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Add --help to see what is possible.');
  });
});
