import { defineConfig } from 'vitest/config'
import { keepCompiled } from './packages/node/src/keepCompiled.ts'
import { LongestFirst } from './scripts/vitest/LongestFirst.ts'

// Each test file has a process of its own, and many start others: half of their first second is compiling what they load.
keepCompiled()

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/*.nightly.test.ts', '**/node_modules/**'],
    globalSetup: [
      'scripts/program/buildBeforeTests.ts',
      'packages/cli/test/support/offerDevnet.ts',
    ],
    // Tests of running networks mostly wait for L1's clock: more of them than there are cores.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
})
