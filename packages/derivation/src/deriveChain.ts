import {
  type BlockInput,
  batchHash,
  initialBatchHash,
  type L1BlockHash,
  type L1Origin,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'
import { deriveBatch } from './deriveBatch.ts'
import { type DerivationInput, DerivationInputError } from './error/DerivationInputError.ts'

/**
 * All blocks of a chain after genesis (spec 2.1): `derive(chainId, batches, queue, origins)`. `batches` and `queue` start at
 * the chain's first, `origins` holds at least those that the batches name.
 * Throws {@link DerivationInputError} when the arguments do not belong together.
 */
export function deriveChain(
  chainId: number,
  batches: readonly TransactionBatch[],
  queue: readonly QueueElement[],
  origins: readonly L1Origin[],
): BlockInput[] {
  const originsByHash = new Map<L1BlockHash, L1Origin>()
  for (const origin of origins) originsByHash.set(origin.hash, origin)

  const blocks: BlockInput[] = []
  let prevBatchHash = initialBatchHash(chainId)
  for (const batch of batches) {
    const { batchIndex } = batch
    const check = (input: DerivationInput, expected: string | number, given: string | number) => {
      if (expected === given) return
      throw new DerivationInputError({ input, batchIndex, expected, given })
    }
    check('chain id', batch.chainId, chainId)
    check('previous batch hash', batch.prevBatchHash, prevBatchHash)
    check('batch hash', batch.batchHash, batchHash(batch))
    const origin = originsByHash.get(batch.originHash)
    if (origin === undefined) {
      const expected = batch.originHash
      throw new DerivationInputError({ input: 'origin', batchIndex, expected, given: 'none' })
    }
    const parent = blocks.at(-1)
    const derived = deriveBatch({
      batch,
      queueElements: queue.slice(batch.queueStart, batch.queueEnd),
      origin,
      parentTimestamp: parent?.timestamp ?? 0,
      parentNumber: parent?.number ?? 0,
    })
    for (const block of derived) blocks.push(block)
    prevBatchHash = batch.batchHash
  }
  return blocks
}
