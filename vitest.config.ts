import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      { find: /^concurrency-tutor$/, replacement: new URL('./src/index.ts', import.meta.url).pathname },
      { find: /^concurrency-tutor\/testing$/, replacement: new URL('./src/testing.ts', import.meta.url).pathname },
      { find: /^concurrency-tutor\/suite$/, replacement: new URL('./src/suite.ts', import.meta.url).pathname },
    ],
  },
  // Fixtures hold hidden suites, which only the judge can run.
  test: { include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/fixtures/**'], globalSetup: 'test/support/own-temporary-folder.ts', maxWorkers: 2, testTimeout: 30_000 },
});
