import type { BatchSources } from '@mvm/derivation'
import { type DacCreation, type L1Client, RollupReader } from '@mvm/l1'
import type { L1Contracts, QueueElement } from '@mvm/protocol'
import type { ReadBatches } from '@mvm/ranger'
import { originOf } from './originOf.ts'

export interface ReadBatchesAgainOptions {
  readonly client: L1Client
  readonly contracts: L1Contracts
  readonly creationOf: (chainId: number) => Pick<DacCreation, 'l1BlockNumber'> | undefined
  /** L1 blocks that are asked for at once. @default 1000 */
  readonly chunkBlocks?: number
}

/**
 * Reads a chain's batches from L1 once more, from its creation on, for a second look at blocks whose sources are no
 * longer kept. Holds one chunk at a time.
 */
export function readBatchesAgain(options: ReadBatchesAgainOptions): ReadBatches {
  const { client, contracts, creationOf, chunkBlocks = 1_000 } = options
  return async function* (chainId, fromBlock, toBlock, signal): AsyncGenerator<BatchSources> {
    const creation = creationOf(chainId)
    const head = await client.block('latest', { signal })
    if (creation === undefined || head === null) return
    const reader = new RollupReader({ client, contracts, isWanted: (id) => id === chainId })
    /** From the first element that no batch has taken yet. */
    let queue: readonly QueueElement[] = []
    for (let from = creation.l1BlockNumber; from <= head.number; from += chunkBlocks) {
      const last = await client.block(Math.min(from + chunkBlocks - 1, head.number), { signal })
      if (last === null) return
      const range = { from, to: last.number, toHash: last.hash }
      const events = (await reader.readRange(range, signal)).byChainId.get(chainId)
      queue = [...queue, ...(events?.queueElements ?? [])]
      for (const batch of events?.batches ?? []) {
        const taken = batch.queueEnd - batch.queueStart
        const queueElements = queue.slice(0, taken)
        queue = queue.slice(taken)
        if (batch.firstBlock + batch.blockCount <= fromBlock) continue
        if (batch.firstBlock > toBlock) return
        yield { batch, queueElements, origin: await originOf(client, batch, signal) }
      }
    }
  }
}
