import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What takes longest, half a minute and more: begun late, one of these would keep a core idle at the end. Vitest knows
 * what files took from an earlier run, but goes by their sizes in the first one, and these are small.
 */
const LONG = [
  'scripts/contracts/solidity',
  'scripts/scenario/dispute/',
  'packages/node/test/scenario/npmStart',
  'packages/cli/test/withoutSequencer',
  'packages/cli/test/command/',
  'packages/node/test/committee/killThroughEpochs',
  'packages/node/test/scenario/',
  'packages/node/test/durability/',
  'packages/node/test/committee/',
  'packages/node/test/ranging/',
  'packages/node/test/reorg/',
  'packages/node/test/sequencing/',
  'packages/node/test/equivocation/',
  'packages/cli/test/',
  'packages/execution/test/charter/everyOpcode',
  'packages/protocol/test/payload/',
  'packages/l1/test/deployment/gas',
  'packages/storage/test/kill/',
]

/** The order of test files: those named here, then the others as Vitest would have them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const index = LONG.findIndex((name) => moduleId.includes(name))
      return index < 0 ? LONG.length : index
    }
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}
