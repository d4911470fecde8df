import path from 'node:path';

import astro from 'eslint-plugin-astro';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Who may import whom: each folder or file of src with what it may import of ours besides itself. */
const PURE = ['schema', 'domain', 'content'];
const INNER = [...PURE, 'ports.ts', 'channel-ports.ts', 'errors.ts', 'digest.ts', 'read-within.ts'];
const SERVICES = ['app', 'store', 'importers', 'site', 'feeds', 'api', 'checks', 'providers', 'notify'];
const PAGE = ['components', 'layouts', 'styles'];
const MAY_IMPORT = {
  'errors.ts': [],
  'digest.ts': [],
  'read-within.ts': [],
  'ports.ts': [...PURE, 'read-within.ts'],
  'channel-ports.ts': [...PURE, 'ports.ts'],
  schema: [],
  // It is sent to readers, and so carries nothing else along.
  search: [],
  domain: ['schema'],
  content: ['schema', 'domain'],
  checks: INNER,
  providers: [...INNER, 'checks'],
  notify: [...INNER, 'checks'],
  site: [...INNER, 'checks', 'search'],
  feeds: [...INNER, 'site'],
  api: [...INNER, 'site'],
  importers: [...INNER, 'checks'],
  app: [...INNER, 'checks', 'providers', 'importers', 'site', 'notify'],
  // What holds for every build of the pages lies at the root, where Astro's own tools look for it.
  store: [...INNER, 'checks', 'site', '../astro.config.mjs'],
  cli: [...INNER, ...SERVICES, 'demo', 'preview'],
  preview: [...INNER, 'app', 'store', 'site'],
  demo: [...INNER, ...SERVICES, 'cli'],
  // It writes the schemas for editors while one develops; no command has it.
  editor: [...PURE, 'errors.ts'],
  components: [...PURE, 'site', 'search'],
  layouts: [...PURE, 'site', 'components', 'styles'],
  pages: [...INNER, 'site', 'feeds', 'api', ...PAGE],
};

/** Packages that few files alone may import, so that their traps are met once. */
const SOLE_IMPORTERS = {
  '@inquirer/prompts': ['src/cli/author/asker.ts'],
  astro: ['src/store/astro-pages.ts'],
  'badge-maker': ['src/api/badge.ts'],
  chokidar: ['src/preview/watch.ts'],
  diff: ['src/cli/author/diff.ts', 'src/content/word-diff.ts'],
  'gray-matter': ['src/content/front-matter.ts'],
  harfbuzzjs: ['src/store/lettering.ts'],
  htmlparser2: ['src/providers/plain-text.ts', 'src/providers/xml.ts'],
  'ical-generator': ['src/feeds/calendar.ts'],
  nodemailer: ['src/notify/email/send.ts'],
  octokit: ['src/store/github/client.ts'],
  'rrule-temporal': ['src/domain/recurrence.ts'],
  rss: ['src/feeds/rss.ts'],
  sharp: ['src/store/draw-png.ts'],
  typescript: ['src/editor/doc-comments.ts'],
  undici: ['src/checks/http/exchange.ts'],
  ws: ['src/checks/websocket/conversation.ts'],
};

/** Git is started in one place; the demo builds its page in a process of its own. */
const SOLE_STARTERS = { child_process: ['src/store/git.ts', 'src/demo/page-builder.ts'] };

/** What the pure folders may import that is not ours: nothing that does I/O. */
const PURE_PACKAGES = {
  schema: ['zod'],
  domain: ['rrule-temporal'],
  content: [
    ...[
      'diff',
      'gray-matter',
      'hast',
      'leven',
      'mdast',
      'rehype-raw',
      'rehype-sanitize',
      'rehype-stringify',
      'remark-gfm',
    ],
    ...['remark-parse', 'remark-rehype', 'unified', 'yaml', 'zod'],
  ],
};

const IMPURE_GLOBALS = [
  ...['process', 'globalThis', 'console', 'fetch', 'WebSocket', 'EventSource', 'crypto', 'performance', 'navigator'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
];

const zones = Object.entries(MAY_IMPORT).map(([importer, others]) => ({
  target: `./src/${importer}`,
  from: '.',
  except: ['./node_modules', ...[importer, ...others].map((other) => `./src/${other}`)],
  message: `src/${importer} may not import it: see "Import direction" in CONTRIBUTING.md.`,
}));

/** The package of an import, "fs" for "node:fs/promises"; undefined for a file of ours. */
function packageOf(specifier) {
  if (/^[./]/.test(specifier)) return undefined;
  const parts = specifier.replace(/^node:/, '').split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Why a file may not import this; undefined where it may. `only` names all packages of a folder that is pure. */
function describeViolation(source, file, { sole, only }) {
  if (typeof source.value !== 'string') return 'Name the module in quotes, so that the linter can see it.';
  const name = packageOf(source.value);
  if (name === undefined) return undefined;
  if (only !== undefined && !only.includes(name)) return `${name} is none of the packages for a folder that is pure.`;
  const importers = Object.hasOwn(sole, name) ? sole[name] : [file];
  return importers.includes(file) ? undefined : `Only ${importers.join(' and ')} may import ${name}.`;
}

/** Imports of packages, dynamic ones too: `no-restricted-imports` passes over these. */
const packageImporters = {
  meta: { schema: [{ type: 'object' }] },
  create(context) {
    const [options] = context.options;
    const file = path
      .relative(import.meta.dirname, context.physicalFilename)
      .split(path.sep)
      .join('/');
    function check({ source }) {
      const message = source === null ? undefined : describeViolation(source, file, options);
      if (message !== undefined) context.report({ node: source, message });
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
    };
  },
};

export default tseslint.config(
  { ignores: ['node_modules', 'dist', '.astro', '.build', 'coverage'] },
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.ts'] })),
  ...astro.configs.recommended,
  {
    files: ['**/*.ts', '**/*.astro'],
    plugins: { candor: { rules: { 'package-importers': packageImporters } }, 'import-x': importX },
    rules: {
      'candor/package-importers': ['error', { sole: SOLE_IMPORTERS }],
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-nested-ternary': 'error',
      'max-depth': ['error', 3],
      'max-params': ['error', 3],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
    settings: {
      'import-x/extensions': ['.ts', '.astro'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'astro-eslint-parser': ['.astro'] },
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'import-x/no-default-export': 'error',
      'no-control-regex': 'off',
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.astro'],
    rules: { 'candor/package-importers': ['error', { sole: { ...SOLE_IMPORTERS, ...SOLE_STARTERS } }] },
  },
  ...Object.entries(PURE_PACKAGES).map(([folder, only]) => ({
    files: [`src/${folder}/**/*.ts`],
    rules: {
      'candor/package-importers': ['error', { sole: SOLE_IMPORTERS, only }],
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is an argument.' },
        { selector: 'CallExpression[callee.name="Date"]', message: 'Time is an argument.' },
        { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'Time is an argument.' },
        { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'Chance is an argument.' },
      ],
    },
  })),
  { files: ['src/cli/output.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['*.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 400 }] },
  },
  {
    // What is ours is held against the package itself.
    files: ['test/**/*.ts', 'bench/*-floor.ts'],
    rules: { 'candor/package-importers': 'off' },
  },
);
