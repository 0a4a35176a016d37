import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['tierline-source'] },
  ssr: { resolve: { conditions: ['tierline-source'] } },
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    env: { TZ: 'UTC' },
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
