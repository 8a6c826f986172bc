import type { BlockHash, Hash, TransactionBatch, TransactionHash } from '@mvm/protocol'
import type { AppendedBlock, ChainChange, L1Cursor, PoolTransaction } from '@mvm/storage'
import { chainId, genesis } from '../chain/openUnit.ts'

/** A block of the model; of genesis only what all blocks have. */
export type ModelBlock = Pick<AppendedBlock, 'header' | 'hash'> & Partial<AppendedBlock>

/** Why a change does not fit, as the error's class name. */
export type Refusal = 'RollBackError' | 'ParentMismatchError' | 'HeadError'

/** What a storage unit should hold, in ordinary arrays and maps, with the obvious algorithm for everything. */
export class ChainModel {
  readonly chainId = chainId
  chain: readonly ModelBlock[] = [genesis]
  safe = 0
  finalized = 0
  /** Every block that was ever committed. */
  readonly known = new Map<BlockHash, ModelBlock>([[genesis.hash, genesis]])
  /** Rolled back and not yet passed by finality. */
  readonly abandoned = new Set<BlockHash>()
  readonly nodes = new Map<Hash, Uint8Array>(genesis.state.nodes)
  readonly batches = new Map<number, TransactionBatch>()
  readonly pool = new Map<TransactionHash, PoolTransaction>()
  readonly records = new Map<string, Uint8Array>()
  l1Cursor: L1Cursor | undefined

  get head(): ModelBlock {
    return this.chain.at(-1) ?? genesis
  }

  /** Applies a change, or says why it must be refused and stays as it is. */
  commit(change: ChainChange): Refusal | undefined {
    const target = change.rollBackTo ?? this.chain.length - 1
    if (target < 0 || target >= this.chain.length) return 'RollBackError'
    if (target < this.finalized && change.heads?.finalized === undefined) return 'RollBackError'
    const next: ModelBlock[] = this.chain.slice(0, target + 1)
    for (const block of change.blocks ?? []) {
      const parent = next.at(-1)
      if (block.header.parentHash !== parent?.hash) return 'ParentMismatchError'
      if (block.header.number !== next.length) return 'ParentMismatchError'
      next.push(block)
    }
    const { safe, finalized } = change.heads ?? {}
    for (const head of [safe, finalized]) {
      if (head !== undefined && next[head.number]?.hash !== head.hash) return 'HeadError'
    }
    const newSafe = safe?.number ?? Math.min(this.safe, target)
    const newFinalized = finalized?.number ?? this.finalized
    if (newFinalized > newSafe) return 'HeadError'

    const removed = this.chain.slice(target + 1)
    for (const { hash } of removed) this.abandoned.add(hash)
    for (const block of next) {
      this.known.set(block.hash, block)
      this.abandoned.delete(block.hash)
      for (const [hash, node] of block.changes?.nodes ?? []) this.nodes.set(hash, node)
    }
    this.chain = next
    this.safe = newSafe
    this.finalized = newFinalized
    for (const hash of this.abandoned) {
      const number = this.known.get(hash)?.header.number ?? 0
      if (number <= newFinalized) this.abandoned.delete(hash)
    }
    this.#commitTheRest(change)
    return undefined
  }

  /** A put anew is an arrival anew. */
  putPool(transactions: readonly PoolTransaction[]): void {
    for (const transaction of transactions) {
      this.pool.delete(transaction.hash)
      this.pool.set(transaction.hash, transaction)
    }
  }

  #commitTheRest({ batches, l1Cursor, pool, records }: ChainChange): void {
    for (const index of [...this.batches.keys()]) {
      if (index >= (batches?.removeFrom ?? Number.POSITIVE_INFINITY)) this.batches.delete(index)
    }
    for (const batch of batches?.put ?? []) this.batches.set(batch.batchIndex, batch)
    if (l1Cursor !== undefined) this.l1Cursor = l1Cursor ?? undefined
    this.putPool(pool?.put ?? [])
    for (const hash of pool?.remove ?? []) this.pool.delete(hash)
    for (const [name, value] of records ?? []) {
      if (value === null) this.records.delete(name)
      else this.records.set(name, value)
    }
  }
}
