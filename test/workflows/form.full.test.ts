/** The workflow of the forms as GitHub runs it: the command in a fresh clone, a real remote, GitHub's API played. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { checkOut, makeRemote, runStep, type StepResult } from '../support/fresh-clone.ts';
import { formBody } from '../support/form-bodies.ts';
import { makeIssue } from '../support/github/objects.ts';
import { type GitHubServer, startGitHub } from '../support/github/server.ts';
import { type IssueEventParts, makeIssueEvent } from '../support/issue-events.ts';
import { git, makeFolder } from '../support/make-repo.ts';
import { listCommands } from '../support/workflows.ts';

const COMMAND = listCommands('forms.yml').at(-1)?.run ?? '';
const TOKEN = 'a-token-that-nobody-sees';
const PATH = 'incidents/2026/2026-11-20-elevated-errors-on-the-public-api.md';

interface Place {
  remote: string;
  github: GitHubServer;
}

async function startPlace(): Promise<Place> {
  const github = await startGitHub();
  github.status.permissions.set('ada-example', 'write');
  const remote = makeRemote({
    'status.yml': `page: { name: Example Cloud, url: "https://status.example.org" }
components: [{ id: api, name: Public API, since: 2026-01-01 }, { id: web, name: Web site, since: 2026-01-01 }]
`,
  });
  return { remote, github };
}

/** Runs the step for an event of an issue that still is as the event says. */
async function answer({ remote, github }: Place, parts: IssueEventParts, command = COMMAND): Promise<StepResult> {
  const { number = 12, body } = parts;
  github.status.issues.unshift(makeIssue('acme/status', { number, body: body ?? '', labels: [] }));
  const file = join(makeFolder(), 'event.json');
  writeFileSync(file, JSON.stringify(makeIssueEvent(parts)));
  return runStep(checkOut(remote), command, {
    GITHUB_EVENT_PATH: file,
    GITHUB_TOKEN: TOKEN,
    GITHUB_REPOSITORY: 'acme/status',
    GITHUB_API_URL: github.url,
  });
}

const commentsOn = ({ github }: Place, number: number): string[] =>
  github.status.comments.filter(({ issue_url: url }) => url.endsWith(`/${number}`)).map(({ body = '' }) => body);

describe('forms.yml', { timeout: 180_000 }, () => {
  test('carries an incident from its form to main, an update after it, and answers a report of a reader', async () => {
    const place = await startPlace();
    const { remote, github } = place;
    const main = git(remote, ['rev-parse', 'main']);
    const first = await answer(place, { body: formBody('incident').replaceAll('\n', '\r\n') });
    expect(first, first.output).toMatchObject({ exitCode: 0 });
    expect(first.output).not.toContain(TOKEN);
    const tip = git(remote, ['rev-parse', 'candor/form-12']);
    expect(git(remote, ['diff', '--name-status', 'main', tip])).toBe(`A\t${PATH}`);
    expect(git(remote, ['rev-parse', 'main'])).toBe(main);
    expect(github.status.commitStatuses).toMatchObject([{ commit: tip, status: { state: 'success' } }]);
    const clone = checkOut(remote, ['--branch=candor/form-12']);
    const validated = await runStep(clone, 'npm run -s validate -- --since origin/main');
    expect(validated, validated.output).toMatchObject({ exitCode: 0 });

    git(remote, ['update-ref', 'refs/heads/main', tip]);
    const update = await answer(place, {
      number: 21,
      body: formBody('update', {
        entry: '',
        phase: 'Resolved',
        message: 'All is well.\n\n## Resolved · 2026-11-20T11:00:00Z',
      }),
      createdAt: '2026-11-20T10:40:00Z',
    });
    expect(update, update.output).toMatchObject({ exitCode: 0 });
    expect(git(remote, ['show', `candor/form-21:${PATH}`])).toBe(
      `${git(remote, ['show', `main:${PATH}`])}\n\n## Resolved · 2026-11-20T10:40:00Z\n\nAll is well.\n\n\\## Resolved · 2026-11-20T11:00:00Z`,
    );

    const report = await answer(place, { number: 30, body: formBody('report'), by: 'mallory-example' });
    expect(report, report.output).toMatchObject({ exitCode: 0 });
    expect(commentsOn(place, 30).join()).toContain('Elevated errors on the public API');
    expect(commentsOn(place, 30).join()).toContain('https://status.example.org/incidents/2026-11-20-elevated-errors');
    expect(github.status.pulls).toHaveLength(2);
  });

  test('goes nowhere by what is written in a form, and says what to change', async () => {
    const place = await startPlace();
    const { remote, github } = place;
    const hostile = '$(id) `id` ${{ secrets.GITHUB_TOKEN }} "; exit 1; # ../../x\u202E @acme/all';
    const result = await answer(place, { body: formBody('incident', { components: hostile, next: hostile }) });
    expect(result, result.output).toMatchObject({ exitCode: 0 });
    expect(git(remote, ['branch', '--list', 'candor/*'])).toBe('');
    expect(github.status.pulls).toEqual([]);
    expect(commentsOn(place, 12).join()).toMatch(
      /- \*\*Components\*\*: ``? [^\n]*\n- \*\*Components\*\*|- \*\*Next update by\*\*: /,
    );
    expect(commentsOn(place, 12).join()).not.toContain('\u202E');
  });

  test('with --dry-run prints all and writes nothing', async () => {
    const place = await startPlace();
    const result = await answer(place, { body: formBody('incident') }, `${COMMAND} --dry-run`);
    expect(result, result.output).toMatchObject({ exitCode: 0 });
    expect(result.output).toContain('Would push to candor/form-12');
    expect(result.output).toContain('  title: Elevated errors on the public API');
    expect(place.github.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(git(place.remote, ['branch', '--list', 'candor/*'])).toBe('');
  });

  test('says so and ends with 2 where the event is none', async () => {
    const clone = checkOut((await startPlace()).remote);
    for (const [words, env] of [
      ['GITHUB_EVENT_PATH is not set', {}],
      ['expected the event of an issue', { GITHUB_EVENT_PATH: '/dev/null' }],
      ['Cannot read "/nowhere/event.json"', { GITHUB_EVENT_PATH: '/nowhere/event.json' }],
    ] as const) {
      const result = await runStep(clone, COMMAND, env);
      expect(result.exitCode).toBe(2);
      expect(result.output).toContain(words);
      expect(result.output).not.toContain('fault of its own');
    }
  });
});
