import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bench/**', '**/node_modules/**'],
    // Whoever has changed the scan engine tests what it is now.
    globalSetup: 'infra/package/build-engine.mjs',
    // The tests run on the oldest Node that the product supports, which the SDK mentions at every start.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 30_000,
    // Tests of the command start real processes: give the shared two-core machine air.
    hookTimeout: 60_000,
  },
});
