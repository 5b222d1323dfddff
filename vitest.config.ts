import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bench/**', '**/node_modules/**'],
    testTimeout: 30_000,
    // Tests of the command start real processes: give the shared two-core machine air.
    hookTimeout: 60_000,
  },
});
