import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { formatProblem, SEVERITIES } from '../../src/schema/problems.ts';
import { REPOSITORY } from '../support/workflows.ts';

interface Tasks {
  tasks: { script: string; problemMatcher: { pattern?: Record<string, number> & { regexp?: string } } }[];
}

const read = <T>(path: string): T => JSON.parse(readFileSync(join(REPOSITORY, path), 'utf8')) as T;
const { tasks } = read<Tasks>('.vscode/tasks.json');

test('the tasks are scripts that there are', () => {
  const { scripts } = read<{ scripts: Record<string, string> }>('package.json');
  expect(tasks.map(({ script }) => script).filter((script) => !(script in scripts))).toEqual([]);
});

test.each(SEVERITIES)('the editor reads where a problem is from the lines of validate: %s', (severity) => {
  const problem = {
    severity,
    file: 'incidents/2026/a b.md',
    line: 12,
    column: 3,
    rule: 'r',
    message: 'Cannot: 1:2: x',
  };
  const { pattern } = tasks.find(({ script }) => script === 'validate')?.problemMatcher ?? {};
  const { regexp = '', file = 0, line = 0, column = 0, severity: word = 0, message = 0 } = pattern ?? {};
  const found = new RegExp(regexp).exec(formatProblem(problem)) ?? [];
  expect([file, line, column, word, message].map((group) => found[group])).toEqual([
    ...['incidents/2026/a b.md', '12', '3', severity, 'Cannot: 1:2: x'],
  ]);
  expect(new RegExp(regexp).test('7 files read: 1 error.')).toBe(false);
});
