import { defineConfig } from 'vitest/config';

/** Looks at every screen and changes nothing: on a product of its own, it runs beside the others. */
const SCREENS = 'test/browser/screens.test.ts';

const inBrowser = {
  globalSetup: ['test/browser/running-product.ts'],
  testTimeout: 120_000,
  hookTimeout: 240_000,
  fileParallelism: false,
};

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 120_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/integration/database-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      { test: { ...inBrowser, name: 'browser', include: ['test/browser/**/*.test.ts'], exclude: [SCREENS] } },
      { test: { ...inBrowser, name: 'screens', include: [SCREENS] } },
    ],
  },
});
