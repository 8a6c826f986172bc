import { type FaultName, faultNames, faultyMachine } from '@mvm/execution'
import { describe, expect, it } from 'vitest'
import {
  faultStories,
  faultsOfEveryBlock,
  quietBlock,
  STAGE_BLOCKS,
  type Stage,
  setStage,
} from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { checkSegment } from '../../src/index.ts'

const WRONG_BLOCK = STAGE_BLOCKS + 2

/** The stage, a quiet block, the fault's own block and another quiet one. */
async function tell(
  fault: FaultName,
  chain: RollupChain,
  story: (stage: Stage) => Promise<void>,
): Promise<void> {
  const stage = await setStage(chain)
  await story(stage)
  expect(chain.headNumber, fault).toBe(WRONG_BLOCK + 1)
}

const touching = (fault: FaultName) => async (stage: Stage) => {
  for (const block of [quietBlock(stage), faultStories[fault](stage), quietBlock(stage)]) {
    await stage.chain.block(block.transactions ?? [], block.enqueued)
  }
}

const quiet = async (stage: Stage) => {
  for (let i = 0; i < 3; i++) await stage.chain.block(quietBlock(stage).transactions ?? [])
}

describe.each(faultNames)('a machine with the fault %s', (fault) => {
  const from = faultsOfEveryBlock.has(fault) ? WRONG_BLOCK : STAGE_BLOCKS + 1
  const liar = () => new RollupChain(faultyMachine(fault, { chainId: CHAIN_ID, fromBlock: from }))

  it('makes another block where the rule matters, which checking finds to be the first wrong one', async () => {
    const lying = liar()
    const honest = new RollupChain()
    await tell(fault, lying, touching(fault))
    await tell(fault, honest, touching(fault))
    for (let number = 0; number < WRONG_BLOCK; number++) {
      expect(lying.outputRoot(number)).toBe(honest.outputRoot(number))
    }
    expect(lying.outputRoot(WRONG_BLOCK)).not.toBe(honest.outputRoot(WRONG_BLOCK))

    const last = lying.headNumber
    const verdict = await checkSegment(lying.claim(1, last), await lying.witness(1, last))
    expect(verdict).toMatchObject({
      kind: 'different',
      blockNumber: WRONG_BLOCK,
      claimedRoot: lying.outputRoot(WRONG_BLOCK),
      ownRoot: honest.outputRoot(WRONG_BLOCK),
    })
    if (verdict.kind === 'different') expect(verdict.fields?.length).toBeGreaterThan(0)
    const upToThere = await checkSegment(
      lying.claim(1, WRONG_BLOCK - 1),
      await lying.witness(1, WRONG_BLOCK - 1),
    )
    expect(upToThere).toEqual({ kind: 'equal', blockCount: WRONG_BLOCK - 1 })
    const inHonest = await checkSegment(honest.claim(1, last), await honest.witness(1, last))
    expect(inHonest).toEqual({ kind: 'equal', blockCount: last })
  })

  // A fault of every block has no block in which it does not matter.
  it.skipIf(faultsOfEveryBlock.has(fault))(
    'makes the same blocks where it does not matter',
    async () => {
      const lying = liar()
      const honest = new RollupChain()
      await tell(fault, lying, quiet)
      await tell(fault, honest, quiet)
      for (let number = 0; number <= honest.headNumber; number++) {
        expect(lying.outputRoot(number)).toBe(honest.outputRoot(number))
      }
    },
  )
})
