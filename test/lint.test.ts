import { join } from 'node:path';

import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

import { REPOSITORY } from './support/workflows.ts';

/** The real configuration, without the rules that need types: these know only files that are on the disk. */
const eslint = new ESLint({
  cwd: REPOSITORY,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => !ruleId.startsWith('@typescript-eslint/'),
});

/** What the linter has against a file of ours if this were its text, each as "rule: message". */
async function lint(file: string, text: string): Promise<string[]> {
  const script = file.endsWith('.astro') ? `---\n${text}\n---\n` : text;
  const [result] = await eslint.lintText(script, { filePath: join(REPOSITORY, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

function forbidden(importer: string, path: string): string {
  const reason = `src/${importer} may not import it: see "Import direction" in CONTRIBUTING.md.`;
  return `import-x/no-restricted-paths: Unexpected path "${path}" imported in restricted zone. ${reason}`;
}

describe('no-cycle', () => {
  test('fires where a file imports one that imports it', async () => {
    expect(await lint('src/errors.ts', "export { createGit } from './store/git.ts';")).toContainEqual(
      'import-x/no-cycle: Dependency cycle detected',
    );
  });
});

describe('the import direction', () => {
  test.each([
    ['schema', 'src/schema/x.ts', '../domain/track.ts'],
    ['schema', 'src/schema/x.ts', '../errors.ts'],
    ['domain', 'src/domain/triage/x.ts', '../../content/text.ts'],
    ['domain', 'src/domain/x.ts', '../ports.ts'],
    ['content', 'src/content/x.ts', '../app/format.ts'],
    ['checks', 'src/checks/http/x.ts', '../../store/git.ts'],
    ['site', 'src/site/x.ts', '../app/format.ts'],
    ['search', 'src/search/x.ts', '../schema/component.ts'],
    ['feeds', 'src/feeds/x.ts', '../store/git.ts'],
    ['importers', 'src/importers/cstate/x.ts', '../../store/git.ts'],
    ['app', 'src/app/x.ts', '../store/git.ts'],
    ['store', 'src/store/x.ts', '../app/format.ts'],
    ['cli', 'src/cli/x.ts', '../components/Mark.astro'],
    ['demo', 'src/demo/x.ts', '../components/Mark.astro'],
    ['components', 'src/components/X.astro', '../store/git.ts'],
    ['layouts', 'src/layouts/X.astro', '../app/format.ts'],
    ['pages', 'src/pages/x.xml.ts', '../store/git.ts'],
    ['pages', 'src/pages/x.astro', '../app/format.ts'],
    ['ports.ts', 'src/ports.ts', './store/git.ts'],
    ['errors.ts', 'src/errors.ts', './ports.ts'],
    ['site', 'src/site/x.ts', '../../test/support/land.ts'],
  ])('keeps %s from going back, in %s to %s', async (importer, file, path) => {
    expect(await lint(file, `import '${path}';`)).toContainEqual(forbidden(importer, path));
    expect(await lint(file, `export const load = () => import('${path}');`)).toContainEqual(forbidden(importer, path));
    expect(await lint(file, `export * from '${path}';`)).toContainEqual(forbidden(importer, path));
  });

  test.each([
    ['src/cli/x.ts', '../store/git.ts'],
    ['src/app/x.ts', '../errors.ts'],
    ['src/app/x.ts', '../site/site-model.ts'],
    ['src/checks/x.ts', '../domain/track.ts'],
    ['src/pages/x.astro', '../components/Mark.astro'],
    ['test/x.test.ts', '../src/app/format.ts'],
  ])('lets %s import %s', async (file, path) => {
    expect(await lint(file, `import '${path}';`)).toEqual([]);
  });
});

describe('package-importers', () => {
  const OURS = 'candor/package-importers';
  const pure = (name: string): string => `${OURS}: ${name} is none of the packages for a folder that is pure.`;

  test.each([
    ['src/content/x.ts', 'gray-matter', `${OURS}: Only src/content/front-matter.ts may import gray-matter.`],
    ['src/app/x.ts', 'octokit', `${OURS}: Only src/store/github/client.ts may import octokit.`],
    ['src/feeds/x.ts', 'rss', `${OURS}: Only src/feeds/rss.ts may import rss.`],
    ['src/checks/x.ts', 'undici', `${OURS}: Only src/checks/http/exchange.ts may import undici.`],
    [
      'src/cli/x.ts',
      'node:child_process',
      `${OURS}: Only src/store/git.ts and src/demo/page-builder.ts may import child_process.`,
    ],
    [
      'src/components/X.astro',
      'child_process',
      `${OURS}: Only src/store/git.ts and src/demo/page-builder.ts may import child_process.`,
    ],
    ['src/schema/x.ts', 'zlib', pure('zlib')],
    ['src/domain/x.ts', 'node:fs/promises', pure('fs')],
    ['src/domain/x.ts', 'zod', pure('zod')],
    ['src/content/x.ts', 'astro:content', pure('astro:content')],
  ])('keeps %s from %s', async (file, name, message) => {
    expect(await lint(file, `import '${name}';`)).toContainEqual(message);
    expect(await lint(file, `export const load = () => import('${name}');`)).toContainEqual(message);
  });

  test('wants the name of what is loaded later to be seen', async () => {
    expect(await lint('src/app/x.ts', 'export const load = (name: string) => import(name);')).toEqual([
      `${OURS}: Name the module in quotes, so that the linter can see it.`,
    ]);
  });
});

describe('a folder that is pure', () => {
  test.each(['schema', 'domain', 'content'])('reads no clock, chance or surroundings in %s', async (folder) => {
    for (const expression of [
      'new Date()',
      'Date()',
      'Date.now()',
      'Math.random()',
      'setInterval(String, 1)',
      'setImmediate(String)',
      'crypto.randomUUID()',
      'globalThis.process',
      "fetch('http://127.0.0.1')",
    ]) {
      const found = await lint(`src/${folder}/x.ts`, `export const x = () => ${expression};`);
      expect([expression, found]).toEqual([expression, [expect.stringMatching(/^no-restricted-(globals|syntax): /)]]);
    }
  });
});

describe('a component', () => {
  test('has the limits of any other file', async () => {
    const lines = Array.from({ length: 251 }, (_, index) => `export const x${index} = ${index};`).join('\n');
    expect(await lint('src/components/X.astro', lines)).toContainEqual(expect.stringMatching(/^max-lines: /));
    expect(await lint('src/components/X.astro', 'export const x = 1 ? 2 : 3 ? 4 : 5;')).toContainEqual(
      expect.stringMatching(/^no-nested-ternary: /),
    );
  });
});
