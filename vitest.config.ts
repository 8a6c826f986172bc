import { defineConfig } from 'vitest/config'
import { keepCompiled } from './packages/node/src/keepCompiled.ts'
import { LongestFirst } from './scripts/vitest/LongestFirst.ts'

// Each test process starts with compiling what it loads, and many start others.
keepCompiled()

const NIGHTLY = ['**/*.nightly.test.ts', '**/node_modules/**']
/** Packages whose tests leave nothing behind: their files share processes, which load a package once. */
const SHARING = [
  ...['protocol', 'execution', 'derivation', 'l1', 'storage', 'sequencer', 'rpc', 'ranger'],
  'fraud-proof',
].join('|')
/** Replaces a module, which those after it would find replaced. */
const REPLACING = 'packages/sequencer/test/committee/majorityOfOne.test.ts'

export default defineConfig({
  test: {
    globalSetup: [
      'scripts/program/buildBeforeTests.ts',
      'packages/cli/test/support/offerDevnet.ts',
    ],
    // Tests of running networks mostly wait for L1's clock: more of them than there are cores.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: [`packages/(${SHARING})/test/**/*.test.ts`],
          exclude: [...NIGHTLY, REPLACING],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'own process',
          include: [`packages/!(${SHARING})/test/**/*.test.ts`, 'scripts/**/*.test.ts', REPLACING],
          exclude: NIGHTLY,
        },
      },
    ],
  },
})
