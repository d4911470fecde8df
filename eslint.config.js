import astro from 'eslint-plugin-astro';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Who may import whom: each folder of src with the folders that it may import from, itself included. */
const MAY_IMPORT = {
  schema: [],
  domain: ['schema'],
  content: ['schema', 'domain'],
  checks: ['schema', 'domain', 'content'],
  providers: ['schema', 'domain', 'content'],
  notify: ['schema', 'domain', 'content'],
  store: ['schema', 'domain', 'content', 'checks', 'providers', 'notify'],
  importers: ['schema', 'domain', 'content', 'checks', 'providers', 'notify'],
  feeds: ['schema', 'domain', 'content', 'site'],
  api: ['schema', 'domain', 'content', 'site'],
  site: ['schema', 'domain', 'content', 'checks', 'providers', 'notify'],
  app: ['schema', 'domain', 'content', 'checks', 'providers', 'notify', 'importers', 'feeds', 'api', 'site'],
};
const FOLDERS = Object.keys(MAY_IMPORT);
const EDGE = ['cli', 'demo', 'pages', 'components', 'layouts', 'styles'];

/** Libraries that one place alone may import, so that their traps are met once. */
const SOLE_IMPORTERS = {
  'gray-matter': 'src/content/front-matter.ts',
  octokit: 'src/store/github.ts',
  rss: 'src/feeds/rss.ts',
};
const PURE = ['schema', 'domain', 'content'];

function restrictedImports(folder) {
  const forbidden = [...FOLDERS, ...EDGE].filter((other) => other !== folder && !MAY_IMPORT[folder].includes(other));
  const patterns = forbidden.map((other) => ({
    group: [`**/${other}/**`],
    message: `src/${folder} may not import from src/${other}: see "Import direction" in CONTRIBUTING.md.`,
  }));
  if (PURE.includes(folder)) {
    patterns.push({ group: ['node:*', 'astro', 'astro:*', 'undici'], message: `src/${folder} is pure: no I/O.` });
  }
  if (folder !== 'store') {
    patterns.push({
      group: ['node:child_process'],
      message: 'Git and other programs are started from src/store alone.',
    });
  }
  return patterns;
}

const soleImporters = Object.entries(SOLE_IMPORTERS).map(([name, file]) => ({
  name,
  message: `Only ${file} imports ${name}.`,
}));

export default tseslint.config(
  { ignores: ['node_modules', 'dist', '.astro', '.build', 'coverage'] },
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.ts'] })),
  ...astro.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'import-x/no-cycle': ['error', { maxDepth: 6 }],
      'import-x/no-default-export': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-nested-ternary': 'error',
      'no-control-regex': 'off',
      'max-depth': ['error', 3],
      'max-params': ['error', 3],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-imports': ['error', { paths: soleImporters }],
    },
    settings: { 'import-x/extensions': ['.ts'] },
  },
  ...FOLDERS.map((folder) => ({
    files: [`src/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { paths: soleImporters, patterns: restrictedImports(folder) }],
    },
  })),
  ...Object.entries(SOLE_IMPORTERS).map(([name, file]) => ({
    files: [file],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: soleImporters.filter((path) => path.name !== name),
          patterns: restrictedImports(file.split('/')[1]),
        },
      ],
    },
  })),
  {
    files: ['src/domain/**/*.ts', 'src/schema/**/*.ts', 'src/content/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'console', 'setTimeout', 'performance'],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is an argument.' },
        { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'Time is an argument.' },
        { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'Chance is an argument.' },
      ],
    },
  },
  { files: ['src/cli/output.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['*.config.*', 'src/content.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 400 }] },
  },
);
