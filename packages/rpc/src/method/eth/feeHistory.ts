import { resolveBlock } from '../../chain/resolveBlock.ts'
import { LimitExceededError } from '../../error/LimitExceededError.ts'
import { blockTips } from '../../fee/blockTips.ts'
import { rewardsAt } from '../../fee/rewardsAt.ts'
import { quantity } from '../../format/quantity.ts'
import { TimeSlice } from '../../jsonrpc/TimeSlice.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockCount } from '../../parameter/readBlockCount.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { readPercentiles } from '../../parameter/readPercentiles.ts'
import { required } from '../../parameter/required.ts'
import type { SealedHeader } from '../../port/SealedHeader.ts'
import { defineMethod } from '../defineMethod.ts'

/** Base fees, fullness and, at percentiles of the gas, tips of a row of blocks. */
export const feeHistory = defineMethod({
  name: 'eth_feeHistory',
  parameters: [
    required('blockCount', readBlockCount),
    required('newestBlock', readBlockNumber),
    optional('rewardPercentiles', readPercentiles, []),
  ],
  handle: async ({ dac, limits, signal }, wantedCount, reference, percentiles) => {
    if (wantedCount > limits.feeHistoryBlocks) {
      throw new LimitExceededError({
        limit: 'feeHistoryBlocks',
        allowed: limits.feeHistoryBlocks,
        problem: `${wantedCount} blocks are too many`,
        remedy: `ask for at most ${limits.feeHistoryBlocks}`,
      })
    }
    const newest = resolveBlock(dac.chain, reference)
    const blocks = blocksUpTo(newest, wantedCount, dac.chain.headerByHash.bind(dac.chain))
    const oldest = blocks[0]
    if (oldest === undefined) return { oldestBlock: '0x0', baseFeePerGas: [], gasUsedRatio: [] }
    const rewards: string[][] = []
    const slice = new TimeSlice()
    for (const block of percentiles.length === 0 ? [] : blocks) {
      if (slice.isOver) {
        await slice.pause()
        signal.throwIfAborted()
      }
      rewards.push(rewardsAt(blockTips(dac.chain, block), percentiles).map(quantity))
    }
    return {
      oldestBlock: quantity(oldest.header.number),
      baseFeePerGas: [
        ...blocks.map(({ header }) => quantity(header.baseFeePerGas)),
        quantity(dac.chain.nextBaseFeePerGas(newest)),
      ],
      gasUsedRatio: blocks.map(({ header }) => Number(header.gasUsed) / Number(header.gasLimit)),
      // A DAC has no blobs: their fee stays at its least.
      baseFeePerBlobGas: [...blocks, newest].map(() => '0x1'),
      blobGasUsedRatio: blocks.map(() => 0),
      ...(percentiles.length === 0 ? {} : { reward: rewards }),
    }
  },
})

/** Oldest first; followed by hash, so that all are of one chain. */
function blocksUpTo(
  newest: SealedHeader,
  wantedCount: number,
  byHash: (hash: string) => SealedHeader | null,
): SealedHeader[] {
  const blocks: SealedHeader[] = []
  let block: SealedHeader | null = newest
  while (block !== null && blocks.length < wantedCount) {
    blocks.push(block)
    block = block.header.number === 0 ? null : byHash(block.header.parentHash)
  }
  return blocks.reverse()
}
