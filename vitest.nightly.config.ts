import { defineConfig } from 'vitest/config'

// Long runs: more iterations of what the ordinary suite samples.
export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.nightly.test.ts', 'scripts/**/*.nightly.test.ts'],
    globalSetup: ['scripts/program/buildBeforeTests.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
})
