import { join } from 'node:path';

import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

import { REPOSITORY } from './support/workflows.ts';

/** The real configuration, without the rules that need types: these know only files that are on the disk. */
const eslint = new ESLint({
  cwd: REPOSITORY,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => !ruleId.startsWith('@typescript-eslint/'),
});

/** What the linter has against a file of ours if this were its text, each as "rule: message". */
async function lint(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(REPOSITORY, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

test('no-cycle fires where a file imports one that imports it', async () => {
  expect(await lint('src/errors.ts', "export { startGit } from './store/git.ts';")).toContainEqual(
    'import-x/no-cycle: Dependency cycle detected',
  );
});
