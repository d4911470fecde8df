import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    // Suites that take minutes; "npm run test:full" runs them too.
    exclude: [...configDefaults.exclude, ...(mode === 'full' ? [] : ['test/**/*.full.test.ts'])],
    pool: 'forks',
    maxWorkers: 2,
    // Many tests start Git, a build or a browser, on machines that do other things too.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: 'test/support/temporary-folder.ts',
    setupFiles: 'test/support/fast-check.ts',
  },
}));
