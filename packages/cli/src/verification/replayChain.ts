import { deriveBatch } from '@mvm/derivation'
import { executeBlock, MemoryStateStore, type ParentBlock, writeAccounts } from '@mvm/execution'
import {
  type BlockHash,
  type BlockHeader,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  genesisOutputRoot,
  type L1Origin,
  type OutputRoot,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'

/** A block as own execution made it. */
export interface ReplayedBlock {
  readonly header: BlockHeader
  readonly hash: BlockHash
  readonly outputRoot: OutputRoot
  readonly transactionCount: number
  readonly skippedCount: number
}

export interface ReplaySources {
  readonly chainId: number
  /** The chain's first batches. */
  readonly batches: readonly TransactionBatch[]
  /** The chain's first queue elements, at least those that the batches consume. */
  readonly queueElements: readonly QueueElement[]
  /** Of each batch, in the order of the batches. */
  readonly origins: readonly L1Origin[]
}

/**
 * Executes a chain from its genesis over data of L1, with no help of any node; gives its blocks one by one, genesis
 * first. The whole state stays in memory. Throws `DerivationInputError` when the sources do not belong together.
 */
export async function* replayChain(sources: ReplaySources): AsyncGenerator<ReplayedBlock> {
  const { chainId, batches, queueElements, origins } = sources
  const store = new MemoryStateStore()
  store.add(writeAccounts(genesisAccounts()))
  let parent: ParentBlock = { header: genesisHeader(chainId), hash: genesisBlockHash(chainId) }
  yield { ...parent, outputRoot: genesisOutputRoot(chainId), transactionCount: 0, skippedCount: 0 }
  for (const [index, batch] of batches.entries()) {
    const inputs = deriveBatch({
      batch,
      queueElements: queueElements.slice(batch.queueStart, batch.queueEnd),
      origin: origins[index] as L1Origin,
      parentTimestamp: parent.header.timestamp,
      parentNumber: parent.header.number,
    })
    for (const input of inputs) {
      const block = await executeBlock(store, parent, input, { kind: 'mvm', chainId })
      store.add(block.changes)
      const { header, hash, outputRoot, transactions, skipped } = block
      const counts = { transactionCount: transactions.length, skippedCount: skipped.length }
      yield { header, hash, outputRoot, ...counts }
      parent = { header, hash }
    }
  }
}
