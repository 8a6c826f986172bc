import { BatchesMissingError } from '../chain/BatchesMissingError.ts'
import type { OwnChains } from '../chain/OwnChains.ts'
import type { Dispute } from '../port/DisputePort.ts'
import type { L1ClaimPort } from '../port/L1ClaimPort.ts'

/**
 * The second look: the first root up to a block that is not what own execution of L1's data makes, whatever any node
 * says. An earlier wrong block goes first, because a game on a later one would wait for it (spec 4.1). `null` when all
 * of them are right.
 */
export async function findDispute(
  chainId: number,
  toBlock: number,
  l1: Pick<L1ClaimPort, 'assertedRoots'>,
  chains: OwnChains,
  signal: AbortSignal,
): Promise<Dispute | null> {
  const asserted = await l1.assertedRoots(chainId, toBlock, signal)
  const chain = await chains.upTo(chainId, toBlock, signal)
  for (const { blockNumber, stateBatchIndex, root: claimedRoot } of asserted) {
    const ownRoot = chain.outputRoot(blockNumber)
    const agreed = chain.preimage(blockNumber - 1)
    if (ownRoot === undefined || agreed === undefined) {
      throw new BatchesMissingError({ chainId, blockNumber })
    }
    if (ownRoot === claimedRoot) continue
    return { chainId, stateBatchIndex, blockNumber, claimedRoot, ownRoot, agreed }
  }
  return null
}
