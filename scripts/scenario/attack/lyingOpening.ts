import { type OpenDispute, readOutputRoots, type StateBatchAppended } from '@mvm/l1'
import { type OutputRoot, type OutputRootPreimage, outputRootPath } from '@mvm/protocol'
import { readChain } from '../dispute/readChain.ts'
import type { AttackGround } from './AttackGround.ts'
import { readPreimage } from './readPreimage.ts'

/** An opening without its commitment's salt. */
export type Subject = Omit<OpenDispute, 'salt'>

/**
 * All that it takes to dispute a block whose root is right; every proof in it holds.
 *
 * @param agreedPreimage of the block before, where that is not what the DAC's node has
 */
export async function lyingOpening(
  { source, stage }: AttackGround,
  blockNumber: number,
  challengerRoot: OutputRoot,
  agreedPreimage?: OutputRootPreimage,
): Promise<Subject> {
  const { client, contracts, signal } = source
  const { creation, chainId, rpcUrl } = stage.chain
  const { batches, stateBatches, deletions } = await readChain(source, creation)
  const deleted = new Set(
    deletions.flatMap(({ stateBatchIndex, l1BlockNumber }) =>
      stateBatches
        .filter(
          (one) => one.stateBatchIndex >= stateBatchIndex && one.l1BlockNumber <= l1BlockNumber,
        )
        .map((one) => one.stateBatchIndex),
    ),
  )
  const live = stateBatches.filter(({ stateBatchIndex }) => !deleted.has(stateBatchIndex))
  const holding = (number: number): StateBatchAppended => {
    const held = live.find(
      (one) => one.firstBlock <= number && number < one.firstBlock + one.rootCount,
    )
    if (held === undefined) throw new Error(`no state batch holds block ${number}`)
    return held
  }
  const proof = async (number: number) => {
    const held = holding(number)
    const { stateBatchIndex, firstBlock } = held
    // State batch 0 is block 0's alone.
    if (stateBatchIndex === 0) return { stateBatchIndex, root: undefined, siblings: [] }
    const roots = await readOutputRoots(client, contracts, held, { signal })
    const { siblings } = outputRootPath(firstBlock, roots, number - firstBlock)
    return { stateBatchIndex, root: roots[number - firstBlock], siblings }
  }
  const [claimed, before] = await Promise.all([proof(blockNumber), proof(blockNumber - 1)])
  const batch = batches.find(
    ({ firstBlock, blockCount }) =>
      firstBlock <= blockNumber && blockNumber < firstBlock + blockCount,
  )
  if (claimed.root === undefined || batch === undefined) {
    throw new Error(`L1 does not have all of block ${blockNumber}`)
  }
  return {
    ...{ chainId, stateBatchIndex: claimed.stateBatchIndex, blockNumber, challengerRoot },
    ...{ claimedRoot: claimed.root, claimedSiblings: claimed.siblings },
    ...{ agreedStateBatchIndex: before.stateBatchIndex, agreedSiblings: before.siblings },
    agreed: agreedPreimage ?? (await readPreimage(rpcUrl, blockNumber - 1)),
    batchHash: batch.batchHash,
  }
}
