import { defineConfig } from 'vitest/config';

const ON_AWS = ['test/e2e/deploy/**/*.test.ts', 'test/e2e/aws-contract.test.ts'];

/** The slower stage: everything as its user has it. */
export default defineConfig({
  test: {
    // The tests run on the oldest Node that the product supports, which the SDK mentions at every start.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 120_000,
    hookTimeout: 300_000,
    projects: [
      // The built command, the package and the page, on this machine: they measure times, so one after the other.
      {
        extends: true,
        test: {
          name: 'here',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [...ON_AWS, '**/node_modules/**'],
          maxWorkers: 1,
          sequence: { groupOrder: 0 },
        },
      },
      // Real deploys, to an emulator of AWS: each file has a stack of its own, and waits most of the time.
      {
        extends: true,
        test: {
          name: 'aws',
          include: ON_AWS,
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          globalSetup: 'test/e2e/deploy/emulator/with-emulator.ts',
          setupFiles: 'test/e2e/deploy/emulator/use-emulator.ts',
        },
      },
    ],
  },
});
