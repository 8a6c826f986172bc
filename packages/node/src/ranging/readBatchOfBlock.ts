import type { BatchSources } from '@mvm/derivation'
import { type ContractSource, callContracts, RollupReader } from '@mvm/l1'
import type { QueueElement, TransactionBatch } from '@mvm/protocol'
import type { ReadBatches } from '@mvm/ranger'
import type { StorageUnit } from '@mvm/storage'
import { originOf } from './originOf.ts'

/**
 * Reads the one batch with a block: the batch from a node's storage unit, and from L1 only the queue elements that it
 * takes, so that the history before costs nothing. Gives none while the node knows of no batch with the block.
 */
export function readBatchOfBlock(
  source: ContractSource,
  unit: Pick<StorageUnit, 'batchOfBlock'>,
): ReadBatches {
  return async function* (_chainId, fromBlock, _toBlock, signal): AsyncGenerator<BatchSources> {
    const batch = unit.batchOfBlock(fromBlock)
    if (batch === undefined) return
    const queueElements = await queueElementsOf({ ...source, signal }, batch, signal)
    yield { batch, queueElements, origin: await originOf(source.client, batch, signal) }
  }
}

async function queueElementsOf(
  source: ContractSource,
  { chainId, queueStart, queueEnd, l1BlockNumber, l1BlockHash }: TransactionBatch,
  signal: AbortSignal,
): Promise<readonly QueueElement[]> {
  if (queueStart === queueEnd) return []
  const { client, contracts } = source
  const [record] = await callContracts(source, [
    { contract: 'CanonicalTransactionChain', method: 'queueRecord', args: [chainId, queueStart] },
  ])
  const from = Number(record?.[0].l1BlockNumber)
  const reader = new RollupReader({ client, contracts, isWanted: (id) => id === chainId })
  const range = { from, to: l1BlockNumber, toHash: l1BlockHash }
  const events = (await reader.readRange(range, signal)).byChainId.get(chainId)
  return (events?.queueElements ?? []).filter(
    ({ queueIndex }) => queueStart <= queueIndex && queueIndex < queueEnd,
  )
}
