import type { BatchSources } from '@mvm/derivation'
import { callContracts, type DacCreation, type L1Client, RollupReader } from '@mvm/l1'
import type { L1Contracts, QueueElement } from '@mvm/protocol'
import type { BatchPlace, ReadBatches } from '@mvm/ranger'
import { originOf } from './originOf.ts'

export interface ReadBatchesAgainOptions {
  readonly client: L1Client
  readonly contracts: L1Contracts
  readonly creationOf: (chainId: number) => Pick<DacCreation, 'l1BlockNumber'> | undefined
  /** L1 blocks that are asked for at once. @default 1000 */
  readonly chunkBlocks?: number
}

/** By which a batch may come earlier on L1 than where it stood before a reorganisation. */
const SPARE_L1_BLOCKS = 64

/**
 * Reads a chain's batches from L1 once more, from its creation on or from where a batch stood, for a second look at
 * blocks whose sources are no longer kept. Holds one chunk at a time.
 */
export function readBatchesAgain(options: ReadBatchesAgainOptions): ReadBatches {
  const { client, contracts, creationOf, chunkBlocks = 1_000 } = options
  return async function* (chainId, fromBlock, toBlock, signal, near): AsyncGenerator<BatchSources> {
    const creation = creationOf(chainId)
    const head = await client.block('latest', { signal })
    if (creation === undefined || head === null) return
    const reader = new RollupReader({ client, contracts, isWanted: (id) => id === chainId })
    const start = near === undefined ? 0 : await startAt(options, chainId, near, signal)
    /** From the first element that no batch has taken yet. */
    let queue: readonly QueueElement[] = []
    const first = Math.max(creation.l1BlockNumber, start)
    for (let from = first; from <= head.number; from += chunkBlocks) {
      const last = await client.block(Math.min(from + chunkBlocks - 1, head.number), { signal })
      if (last === null) return
      const range = { from, to: last.number, toHash: last.hash }
      const events = (await reader.readRange(range, signal)).byChainId.get(chainId)
      queue = [...queue, ...(events?.queueElements ?? [])]
      for (const batch of events?.batches ?? []) {
        const queueElements = queue.filter(
          ({ queueIndex }) => batch.queueStart <= queueIndex && queueIndex < batch.queueEnd,
        )
        queue = queue.filter(({ queueIndex }) => queueIndex >= batch.queueEnd)
        if (batch.firstBlock + batch.blockCount <= fromBlock) continue
        if (batch.firstBlock > toBlock) return
        yield { batch, queueElements, origin: await originOf(client, batch, signal) }
      }
    }
  }
}

/** The L1 block from which on everything is told that a batch and those after it take. */
async function startAt(
  { client, contracts }: ReadBatchesAgainOptions,
  chainId: number,
  { queueStart, l1BlockNumber }: BatchPlace,
  signal: AbortSignal,
): Promise<number> {
  const source = { client, contracts, signal }
  const contract = 'CanonicalTransactionChain'
  const [tip] = await callContracts(source, [{ contract, method: 'chainTip', args: [chainId] }])
  const earliest = l1BlockNumber - SPARE_L1_BLOCKS
  if (Number(tip?.[0].queueLength) <= queueStart) return earliest
  const [record] = await callContracts(source, [
    { contract, method: 'queueRecord', args: [chainId, queueStart] },
  ])
  return Math.min(earliest, Number(record?.[0].l1BlockNumber))
}
