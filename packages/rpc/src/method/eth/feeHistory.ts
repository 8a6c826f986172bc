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
import type { ChainPort } from '../../port/ChainPort.ts'
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
  handle: async ({ ports, limits, signal }, wantedCount, reference, percentiles) => {
    if (wantedCount > limits.feeHistoryBlocks) {
      throw new LimitExceededError({
        limit: 'feeHistoryBlocks',
        allowed: limits.feeHistoryBlocks,
        problem: `${wantedCount} blocks are too many`,
        remedy: `ask for at most ${limits.feeHistoryBlocks}`,
      })
    }
    const newest = resolveBlock(ports.chain, reference)
    const blocks = blocksUpTo(newest, wantedCount, ports.chain.headerByHash.bind(ports.chain))
    const oldest = blocks[0]
    if (oldest === undefined) return { oldestBlock: '0x0', baseFeePerGas: [], gasUsedRatio: [] }
    const rewards: string[][] = []
    const slice = new TimeSlice()
    for (const block of percentiles.length === 0 ? [] : blocks) {
      if (slice.isOver) {
        await slice.pause()
        signal.throwIfAborted()
      }
      rewards.push(rewardsAt(blockTips(ports.chain, block), percentiles).map(quantity))
    }
    return {
      oldestBlock: quantity(oldest.header.number),
      baseFeePerGas: [
        ...blocks.map(({ header }) => quantity(header.baseFeePerGas ?? 0n)),
        quantity(ports.chain.nextBaseFeePerGas(newest)),
      ],
      gasUsedRatio: blocks.map(({ header }) => Number(header.gasUsed) / Number(header.gasLimit)),
      baseFeePerBlobGas: [
        ...blocks.map((block) => quantity(ports.chain.blobFees(block).baseFeePerGas)),
        quantity(ports.chain.blobFees(newest).nextBaseFeePerGas),
      ],
      blobGasUsedRatio: blocks.map((block) => blobGasUsedRatio(ports.chain, block)),
      ...(percentiles.length === 0 ? {} : { reward: rewards }),
    }
  },
})

/** 0 where blocks have no blobs. */
function blobGasUsedRatio(chain: ChainPort, block: SealedHeader): number {
  const { blobGasUsed } = block.header
  if (blobGasUsed === null || blobGasUsed === 0n) return 0
  return Number(blobGasUsed) / Number(chain.blobFees(block).gasLimit)
}

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
