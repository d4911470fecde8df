import { configDefaults, defineConfig } from 'vitest/config';

/** A folder where each run leaves its results as JSON, for whoever counts them. */
const results = process.env['CANDOR_TEST_RESULTS'];

export default defineConfig(({ mode }) => ({
  test: {
    // Suites that take minutes are run by "npm run test:full" alone.
    include: [mode === 'full' ? 'test/**/*.full.test.ts' : 'test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(mode === 'full' ? [] : ['test/**/*.full.test.ts'])],
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: `${results}/${mode}.json` }]],
    pool: 'forks',
    maxWorkers: 2,
    // Our modules keep no state that a test could leave behind, so that files of one worker may share them: a fifth less
    // time. The full suites, which start whole processes, gain nothing by it.
    isolate: mode === 'full',
    // Many tests start Git, a build or a browser, on machines that do other things too.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: 'test/support/temporary-folder.ts',
    setupFiles: 'test/support/fast-check.ts',
  },
}));
