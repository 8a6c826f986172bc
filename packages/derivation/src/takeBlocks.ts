import { type BlockInput, decodePayload, depositFromQueueElement } from '@mvm/protocol'
import { clampTimestamp } from './clampTimestamp.ts'
import type { BatchSources } from './deriveSegment.ts'
import { DerivationInputError } from './error/DerivationInputError.ts'

/** The blocks after `parent` up to `lastBlock` out of sources that were checked to belong together. */
export function takeBlocks(
  sources: readonly BatchSources[],
  parent: { readonly number: number; readonly timestamp: number },
  lastBlock: number,
): BlockInput[] {
  const inputs: BlockInput[] = []
  let { number, timestamp } = parent
  for (const { batch, queueElements, origin } of sources) {
    const { chainId, batchIndex, firstBlock, blockCount } = batch
    const next = number + 1
    if (next < firstBlock || next >= firstBlock + blockCount) {
      throw new DerivationInputError({
        input: 'first block',
        batchIndex,
        expected: `${firstBlock} to ${firstBlock + blockCount - 1}`,
        given: next,
      })
    }
    const deposits = queueElements.map(depositFromQueueElement)
    const blocks = decodePayload(batch.payload, blockCount, deposits.length)
    for (const { delta, transactions } of blocks.slice(next - firstBlock)) {
      if (number === lastBlock) return inputs
      number += 1
      timestamp = clampTimestamp(timestamp, delta, origin.timestamp)
      inputs.push({
        chainId,
        number,
        timestamp,
        origin,
        feeScalar: batch.feeScalar,
        coinbase: batch.producer,
        deposits: number === firstBlock ? deposits : [],
        transactions,
      })
    }
  }
  if (number < lastBlock) {
    throw new DerivationInputError({
      input: 'last block',
      batchIndex: sources.at(-1)?.batch.batchIndex ?? 0,
      expected: lastBlock,
      given: number,
    })
  }
  return inputs
}
