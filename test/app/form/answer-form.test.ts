import { describe, expect, test } from 'vitest';

import { answerForm } from '../../../src/app/form/answer-form.ts';
import type { FormCommit, FormPush, FormRepository } from '../../../src/ports.ts';
import { IssueEventSchema } from '../../../src/schema/issue-event.ts';
import { connectGitHub } from '../../../src/store/github/client.ts';
import { createFormDesk } from '../../../src/store/github/form-desk.ts';
import { formBody } from '../../support/form-bodies.ts';
import { makeIssue, makeIssueComment, makePullRequest } from '../../support/github/objects.ts';
import { type GitHubServer, startGitHub } from '../../support/github/server.ts';
import { type IssueEventParts, makeIssueEvent } from '../../support/issue-events.ts';

const CONFIG = `page: { name: Example, url: "https://status.example.org" }
components: [{ id: api, name: Public API }, { id: web, name: Web site }]
`;
const COMMIT = 'c'.repeat(40);
const BRANCH = 'candor/form-12';
const PULL = 'https://github.example.org/acme/status/pull/13';

interface Walk {
  github: GitHubServer;
  pushed: FormCommit[];
  /** What a push comes to; by default it succeeds. */
  push: FormPush;
  files: Record<string, string>;
  /** Gives the command an event of the issue 12, which is then what the event says unless `now` says otherwise. */
  send(event: IssueEventParts, now?: { body?: string; state?: 'open' | 'closed' }): Promise<string>;
  /** Our comment below the issue. */
  answer(): string | undefined;
}

async function startWalk(): Promise<Walk> {
  const github = await startGitHub();
  github.status.permissions.set('ada-example', 'write').set('bob-example', 'read').set('eve-example', 'admin');
  const access = { token: 'a-secret-token', repository: 'acme/status', apiUrl: github.url };
  const desk = createFormDesk(await connectGitHub(access, { manner: 'patiently', secondMs: 1 }));
  const repository: FormRepository = {
    read: () =>
      Promise.resolve({
        commit: 'b'.repeat(40),
        branch: 'main',
        files: Object.entries(walk.files).map(([path, text]) => ({ path, text })),
      }),
    push: (_base, commit) => {
      walk.pushed.push(commit);
      return Promise.resolve(walk.push);
    },
  };
  const walk: Walk = {
    github,
    pushed: [],
    push: { kind: 'pushed', commit: COMMIT },
    files: { 'status.yml': CONFIG },
    send: (parts, now = {}) => {
      const body = now.body ?? parts.body ?? '';
      const labels = github.status.issues.find(({ number }) => number === 12)?.labels ?? [];
      const issue = { ...makeIssue('acme/status', { number: 12, body, state: now.state ?? 'open' }), labels };
      github.status.issues = [issue, ...github.status.issues.filter(({ number }) => number !== 12)];
      return answerForm(IssueEventSchema.parse(makeIssueEvent(parts)), {
        desk,
        repository,
        readPageState: () =>
          Promise.resolve({
            verdict: 'Public API is partly down.',
            pageUrl: 'https://status.example.org',
            open: [{ title: 'Slow `answers` @acme', url: 'https://status.example.org/incidents/a/' }],
          }),
      });
    },
    answer: () => github.status.comments.at(-1)?.body,
  };
  return walk;
}

const writesOf = ({ github }: Walk): string[] =>
  github.asked.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

describe('answerForm', () => {
  test('puts a form into a pull request, sets its status and answers with the link', async () => {
    const walk = await startWalk();
    const said = await walk.send({ body: formBody('incident') });
    expect(said).toBe(`Put incidents/2026/2026-11-20-elevated-errors-on-the-public-api.md into ${PULL}.`);
    expect(walk.pushed).toMatchObject([
      {
        branch: BRANCH,
        issue: 12,
        author: { login: 'ada-example' },
        host: 'github.example.org',
        file: { path: 'incidents/2026/2026-11-20-elevated-errors-on-the-public-api.md' },
      },
    ]);
    expect(walk.github.status.pulls).toMatchObject([
      {
        title: 'Open 2026-11-20-elevated-errors-on-the-public-api: Elevated errors on the public API',
        body: expect.stringContaining('Closes #12') as string,
        head: { ref: BRANCH },
        base: { ref: 'main' },
      },
    ]);
    expect(walk.github.status.commitStatuses).toMatchObject([
      { commit: COMMIT, status: { state: 'success', context: 'candor/form' } },
    ]);
    expect(walk.answer()).toContain(`**The pull request is ready: ${PULL}**`);
    expect(walk.github.status.comments).toHaveLength(1);
  });

  test('follows an edit with the same pull request and the same comment', async () => {
    const walk = await startWalk();
    await walk.send({ body: formBody('incident') });
    const edited = { body: formBody('incident', { title: 'Slow answers' }), action: 'edited', sender: 'eve-example' };
    await walk.send(edited);
    expect(walk.github.status.pulls.map(({ title }) => title)).toEqual(['Open 2026-11-20-slow-answers: Slow answers']);
    expect(walk.pushed.map(({ branch }) => branch)).toEqual([BRANCH, BRANCH]);
    expect(walk.github.status.comments).toHaveLength(1);
    const before = writesOf(walk).length;
    await walk.send(edited);
    // The status alone is set again.
    expect(writesOf(walk).slice(before)).toEqual([`POST /api/v3/repos/acme/status/statuses/${COMMIT}`]);
  });

  test('says what to change, then carries out what was changed', async () => {
    const walk = await startWalk();
    await walk.send({ body: formBody('incident', { components: 'apj', impact: 'huge: bigger than big' }) });
    expect(walk.answer()).toBe(
      [
        '<!-- candor form -->',
        '**This form is no pull request yet. Please change:**',
        '',
        '- **Components**: ` Cannot find the component "apj": expected one of api, web, for example api, got "apj". Did you mean "api"? `',
        '- **Impact**: ` Cannot read "impact": expected one of none, minor, major, critical, for example major, got "huge" `',
        '',
        'Edit the form above, and it is tried again.',
      ].join('\n'),
    );
    expect([walk.pushed, walk.github.status.pulls]).toEqual([[], []]);
    await walk.send({ body: formBody('incident'), action: 'edited' });
    expect(walk.answer()).toContain(PULL);
    expect(walk.github.status.comments).toHaveLength(1);
  });

  test('marks the pull request while its form says something else that cannot be read', async () => {
    const walk = await startWalk();
    await walk.send({ body: formBody('maintenance') });
    await walk.send({ body: formBody('maintenance', { from: 'soon' }), action: 'edited' });
    expect(walk.github.status.commitStatuses.at(-1)).toMatchObject({ status: { state: 'failure' } });
    expect(walk.answer()).toContain(`Until then ${PULL} stays as it was`);
    expect(walk.pushed).toHaveLength(1);
  });

  test.each([
    ['by somebody who may only read', { by: 'bob-example' }],
    ['by somebody unknown', { by: 'mallory-example' }],
    ['edited by somebody who may only read', { sender: 'bob-example', action: 'edited' }],
    ['by somebody unknown, edited by somebody who may write', { by: 'bob-example', sender: 'eve-example' }],
  ])('does nothing for a form %s but answer politely', async (_who, parts) => {
    const walk = await startWalk();
    await walk.send({ body: formBody('incident', { title: '@acme/all' }), ...parts });
    expect(writesOf(walk)).toEqual(['POST /api/v3/repos/acme/status/issues/12/comments']);
    expect(walk.answer()).toMatch(/needs write permission in this repository, so nothing was done/);
    expect(walk.answer()).toContain('(https://github.example.org/acme/status/issues/new?template=1-report.yml)');
    expect(walk.answer()).not.toContain('@');
  });

  test('answers a report by anybody with what the page says, once, and labels it', async () => {
    const walk = await startWalk();
    const body = formBody('report', { what: '<!-- --> @acme/all ## Resolved · 10:05' });
    await walk.send({ body, by: 'mallory-example' });
    expect(walk.answer()).toBe(
      [
        '<!-- candor form -->',
        'Thank you for telling us. Somebody will look at it. What the status page says now: ` Public API is partly down. `',
        '',
        'This is known and being worked on:',
        '',
        '- `` Slow `answers` @acme ``: <https://status.example.org/incidents/a/>',
        '',
        'The page, which goes on telling how things are: <https://status.example.org>',
      ].join('\n'),
    );
    expect(walk.github.status.issues[0]?.labels).toMatchObject([{ name: 'problem report' }]);
    await walk.send({ body: `${body}!`, by: 'mallory-example', action: 'edited' });
    expect(walk.github.status.comments).toHaveLength(1);
    expect([walk.pushed, walk.github.status.pulls]).toEqual([[], []]);
  });

  test.each(['incident', 'update', 'maintenance'] as const)(
    'says what to change in the form "%s" whose first heading was edited away',
    async (form) => {
      const walk = await startWalk();
      await walk.send({ body: formBody(form) });
      const [heading = ''] = formBody(form).split('\n', 1);
      for (const body of [formBody(form).replace(heading, ''), formBody(form).replace(heading, '## Mine'), 'Words.']) {
        await walk.send({ body, action: 'edited' });
        expect(walk.answer()).toContain(`- **${heading.slice(4)}**: \` Cannot find this field: expected its heading`);
        expect(walk.github.status.comments).toHaveLength(1);
      }
      expect(walk.github.status.issues[0]?.labels).toMatchObject([{ name: `form: ${form}` }]);
    },
  );

  test.each([
    ['of no form', { body: '### Something else\n\nWords' }, {}],
    ['without a text', { body: null }, {}],
    ['of another kind', { body: formBody('incident'), action: 'labeled' }, {}],
    ['of a closed issue', { body: formBody('incident'), state: 'closed' as const }, {}],
    ['of an issue that was closed since', { body: formBody('incident') }, { state: 'closed' as const }],
    ['of an issue that was edited since', { body: formBody('incident') }, { body: formBody('report') }],
  ])('leaves alone an event %s', async (_what, parts, now) => {
    const walk = await startWalk();
    expect(await walk.send(parts, now)).toMatch(/^Nothing was done for #12: /);
    expect([writesOf(walk), walk.pushed]).toEqual([[], []]);
  });

  test('opens nothing twice when the form was merged', async () => {
    const walk = await startWalk();
    const merged = makePullRequest('acme/status', {
      ...{ number: 13, state: 'closed', head: { branch: BRANCH }, base: { branch: 'main' } },
    });
    walk.github.status.pulls.push({ ...merged, merged_at: '2026-11-20T10:10:00Z' });
    await walk.send({ body: formBody('incident'), action: 'edited' });
    expect(walk.answer()).toContain(`This form became ${PULL}, which is merged.`);
    expect(walk.pushed).toEqual([]);
  });

  test('proposes nothing again that a person has closed, until the form says something else', async () => {
    const walk = await startWalk();
    await walk.send({ body: formBody('incident') });
    for (const pull of walk.github.status.pulls) pull.state = 'closed';
    for (const event of [{}, { action: 'edited', changed: ['title'] }]) {
      await walk.send({ body: formBody('incident'), ...event });
      expect(walk.answer()).toContain(`This form became ${PULL}, which somebody has closed, so nothing is proposed.`);
    }
    expect([walk.pushed.length, walk.github.status.pulls.length]).toEqual([1, 1]);
    await walk.send({ body: formBody('incident', { title: 'Slow' }), action: 'edited', changed: ['body'] });
    expect(walk.github.status.pulls.map(({ state }) => state)).toEqual(['closed', 'open']);
    expect(walk.answer()).toContain('https://github.example.org/acme/status/pull/14');
  });

  test('takes no comment of a person or another app for its own', async () => {
    const walk = await startWalk();
    const body = '<!-- candor form -->\nAll is well, follow this link';
    const by = ['mallory', 'github-actions', 'another-app[bot]'];
    for (const [id, author] of by.entries()) {
      walk.github.status.comments.push(makeIssueComment('acme/status', { id, number: 12, body, by: author }));
    }
    await walk.send({ body: formBody('incident') });
    expect(walk.github.status.comments.slice(0, -1).map((comment) => comment.body)).toEqual([body, body, body]);
    expect(walk.answer()).toContain(PULL);
  });

  test('leaves a branch that somebody has written to', async () => {
    const walk = await startWalk();
    walk.push = { kind: 'edited' };
    await walk.send({ body: formBody('incident') });
    expect(walk.answer()).toContain(
      'Somebody has changed the branch by hand, so the form leaves the branch ` candor/form-12 `',
    );
    expect([walk.github.status.pulls, walk.github.status.commitStatuses]).toEqual([[], []]);
  });

  test('leads to opening by hand where GitHub opens no pull request', async () => {
    const walk = await startWalk();
    const said = 'GitHub Actions is not permitted to create or approve pull requests.';
    walk.github.faults.push({ method: 'POST', path: /\/pulls$/, status: 403, body: { message: said } });
    await expect(walk.send({ body: formBody('incident') })).rejects.toThrow(said);
    expect(walk.answer()).toContain(said);
    expect(walk.answer()).toContain('(https://github.example.org/acme/status/compare/main...candor/form-12?expand=1)');
  });

  test('says which rule stands against its branch', async () => {
    const walk = await startWalk();
    walk.push = { kind: 'refused', reason: 'GH013: Repository rule violations' };
    await expect(walk.send({ body: formBody('incident') })).rejects.toThrow('GH013');
    expect(walk.answer()).toContain('GH013: Repository rule violations');
  });

  test('names the lines of a status.yml that cannot be read', async () => {
    const walk = await startWalk();
    walk.files['status.yml'] = 'page: { name: Example, url: "https://status.example.org"\ncomponents: [';
    await walk.send({ body: formBody('incident') });
    expect(walk.answer()).toMatch(/- \*\*` status\.yml:\d+ `\*\*: /);
    expect(walk.pushed).toEqual([]);
  });

  test('is not held up by what is wrong elsewhere on main', async () => {
    const walk = await startWalk();
    walk.files['incidents/2026/wrong.md'] = '---\ntitle: T\nimpact: huge\n---\n';
    await walk.send({ body: formBody('incident') });
    expect(walk.answer()).toContain(PULL);
  });
});
