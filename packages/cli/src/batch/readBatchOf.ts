import { callContracts, RollupReader } from '@mvm/l1'
import {
  asHash,
  type Hex,
  type L1TransactionHash,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'
import type { L1Connection } from '../l1/L1Connection.ts'

/** A batch with the queue elements that it consumes. */
export interface BatchWithQueue {
  readonly batch: TransactionBatch
  readonly queueElements: readonly QueueElement[]
}

/** The batch that an L1 transaction appended. Throws {@link PreconditionError} when it appended none. */
export async function readBatchOf(
  l1: L1Connection,
  l1TransactionHash: Hex,
): Promise<BatchWithQueue> {
  const { client, contracts, signal } = l1
  const hash = asHash<L1TransactionHash>(l1TransactionHash)
  const [receipt] = await client.receipts([hash], { signal })
  const reader = new RollupReader({ client, contracts })
  const eventsIn = async (from: number, to: number, toHash: TransactionBatch['l1BlockHash']) =>
    (await reader.readRange({ from, to, toHash }, signal)).byChainId
  const { blockNumber, blockHash } = receipt ?? {}
  const batch =
    blockNumber === undefined || blockHash === undefined
      ? undefined
      : [...(await eventsIn(blockNumber, blockNumber, blockHash)).values()]
          .flatMap(({ batches }) => batches)
          .find((candidate) => candidate.l1TransactionHash === hash)
  if (batch === undefined) {
    const reason = receipt ? 'appended no batch' : 'is in no block of L1'
    throw new PreconditionError({
      code: 'BATCH_UNKNOWN',
      problem: `L1 transaction ${hash} ${reason}`,
      remedy: 'Run: mvm batch list',
    })
  }
  const { chainId, queueStart, queueEnd, l1BlockNumber, l1BlockHash } = batch
  if (queueStart === queueEnd) return { batch, queueElements: [] }
  const [record] = await callContracts(l1, [
    { contract: 'CanonicalTransactionChain', method: 'queueRecord', args: [chainId, queueStart] },
  ])
  const first = Number(record?.[0].l1BlockNumber)
  const wanted = new RollupReader({ client, contracts, isWanted: (id) => id === chainId })
  const range = { from: first, to: l1BlockNumber, toHash: l1BlockHash }
  const elements =
    (await wanted.readRange(range, signal)).byChainId.get(chainId)?.queueElements ?? []
  return {
    batch,
    queueElements: elements.filter(
      ({ queueIndex }) => queueStart <= queueIndex && queueIndex < queueEnd,
    ),
  }
}
