/** Every request and answer of the tests' GitHub is held against GitHub's own description. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { createChecker, fetchDescription } from '../../support/github/description.ts';
import type { Exchange } from '../../support/github/server.ts';
import { makeFolder } from '../../support/make-repo.ts';
import { REPOSITORY } from '../../support/workflows.ts';

const SUITES = [
  'test/store/github/verbs',
  'test/store/github/activity',
  'test/store/github/client',
  'test/store/github/open-pull-request',
  'test/store/github/declined-pulls',
  'test/app/follow-up',
  'test/app/check/at-work',
  'test/app/form/answer-form',
  'test/cli/check-proposal',
  'test/cli/author/pull-request',
  'test/cli/pull-request-comment',
];

test(
  'what is asked of GitHub, and what it answers in the tests, is as GitHub describes it',
  { timeout: 600_000 },
  (context) => {
    const description = fetchDescription();
    if (typeof description === 'string') return context.skip(description);
    const record = join(makeFolder(), 'exchanges.jsonl');
    // Where results are counted, these tests have been by the run that they belong to.
    const env = { ...process.env, CANDOR_GITHUB_EXCHANGES: record, CANDOR_TEST_RESULTS: undefined };
    execFileSync(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', ...SUITES.map((suite) => `${suite}.test.ts`)],
      { cwd: REPOSITORY, env, stdio: 'ignore' },
    );
    const lines = readFileSync(record, 'utf8').trim().split('\n');
    const exchanges = lines
      .map((line) => JSON.parse(line) as Exchange)
      .filter(({ operation }) => operation !== undefined);
    const check = createChecker(description);
    expect([...new Set(exchanges.flatMap(check))]).toEqual([]);
    expect(new Set(exchanges.map(({ method, operation }) => `${method} ${operation ?? ''}`)).size).toBeGreaterThan(20);
    const pulls = '/repos/{owner}/{repo}/pulls';
    const first = exchanges.find((each) => each.method === 'POST' && each.operation === pulls && !each.isFault);
    expect(first === undefined ? [] : check({ ...first, body: {}, answer: { id: 'x' } })).toHaveLength(2);
  },
);
