import { defineConfig } from 'vitest/config';

/** The package as npm installs it. Slow and on the network, so it has a command of its own: `npm run test:package`. */
export default defineConfig({
  test: { include: ['test/package/**/*.check.ts'], globalSetup: 'test/support/own-temporary-folder.ts', maxWorkers: 1, testTimeout: 300_000, hookTimeout: 300_000 },
});
