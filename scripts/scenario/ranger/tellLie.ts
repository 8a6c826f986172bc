import type { FaultName } from '@mvm/execution'
import type { DevnetStage } from './DevnetStage.ts'
import { faultStories, quietBlock, type Stage } from './faultStories.ts'
import { WRONG_BLOCK } from './startLyingDevnet.ts'

/** Quiet blocks up to the wrong one, that one, and some more on top. Resolves with the time of the lie. */
export async function tellLie(fault: FaultName, stage: Stage<DevnetStage>): Promise<number> {
  const { chain, alice } = stage
  while ((await chain.headNumber()) < WRONG_BLOCK - 1) {
    await chain.block(quietBlock(stage).transactions ?? [])
  }
  const head = await chain.headNumber()
  if (head !== WRONG_BLOCK - 1) throw new Error(`the stage has ${head} blocks already`)
  const { transactions = [], enqueued } = faultStories[fault](stage)
  const isQuiet = transactions.length + (enqueued?.length ?? 0) === 0
  await chain.block(isQuiet ? (quietBlock(stage).transactions ?? []) : transactions, enqueued)
  const lieAtMs = performance.now()
  for (let i = 0; i < 2; i++) {
    // As the liar's chain has it, which is not where the protocol's would be.
    alice.nonce = await chain.nonce(alice.address)
    await chain.block(quietBlock(stage).transactions ?? [])
  }
  return lieAtMs
}
