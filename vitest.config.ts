import { defineConfig } from 'vitest/config';

/** What the tests in a browser have in common. The limits only end what hangs: a busy machine may take its time. */
const inBrowser = {
  environment: 'node',
  testTimeout: 120_000,
  hookTimeout: 120_000,
  isolate: false,
  setupFiles: 'test/browser/support/on-failure.ts',
} as const;

// The groups run one after the other (`groupOrder`), the files of a group side by side: `test/browser/README.md` says why.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'panel/**/*.test.{ts,tsx}',
            'fixtures-server/**/*.test.ts',
            'test/unit/**/*.test.ts',
            'test/conformance/**/*.test.ts',
            'test/field/*.test.ts',
          ],
          environment: 'node',
          testTimeout: 60_000,
          // A worker keeps the modules that it has read: reading them anew for each file took as long as the tests.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...inBrowser,
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          sequence: { groupOrder: 1 },
          // More than there are cores: these tests mostly wait for a server that pauses.
          maxWorkers: 4,
        },
      },
      {
        test: {
          ...inBrowser,
          name: 'alone',
          include: ['test/browser/alone/*.test.ts'],
          sequence: { groupOrder: 2 },
          maxWorkers: 1,
        },
      },
    ],
  },
});
