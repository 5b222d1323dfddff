import { defineConfig } from 'vitest/config';

/** The slower stage: the built command as a process of its own, as its user would run it. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
