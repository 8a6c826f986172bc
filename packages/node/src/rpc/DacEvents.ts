import {
  type BlockWithReceipts,
  type ChainEvents,
  dacHeader,
  type HeadChange,
  type SignedChainTransaction,
  type SyncProgress,
  type Unsubscribe,
} from '@mvm/rpc'
import type { BlockReference, StorageUnit } from '@mvm/storage'
import type { CommittedChange } from '../worker/execution/DacChain.ts'

/** Tells the RPC's subscribers what happens on a DAC. Blocks are read only when somebody listens. */
export class DacEvents implements ChainEvents {
  readonly #unit: StorageUnit
  readonly #onHeadChange = new Set<(change: HeadChange) => void>()
  readonly #onPending = new Set<(transaction: SignedChainTransaction) => void>()
  readonly #onSync = new Set<(progress: SyncProgress) => void>()

  constructor(unit: StorageUnit) {
    this.#unit = unit
  }

  onHeadChange(listener: (change: HeadChange) => void): Unsubscribe {
    return subscribe(this.#onHeadChange, listener)
  }

  onPendingTransaction(listener: (transaction: SignedChainTransaction) => void): Unsubscribe {
    return subscribe(this.#onPending, listener)
  }

  onSyncChange(listener: (progress: SyncProgress) => void): Unsubscribe {
    return subscribe(this.#onSync, listener)
  }

  committed({ removed, added }: CommittedChange): void {
    if (this.#onHeadChange.size === 0 || removed.length + added.length === 0) return
    const change = {
      removed: removed.flatMap((reference) => this.#read(reference)),
      added: added.flatMap((reference) => this.#read(reference)),
    }
    for (const listener of this.#onHeadChange) listener(change)
  }

  pending(transactions: readonly SignedChainTransaction[]): void {
    for (const listener of this.#onPending)
      for (const transaction of transactions) listener(transaction)
  }

  syncChanged(progress: SyncProgress): void {
    for (const listener of this.#onSync) listener(progress)
  }

  /** Nothing for a block that is pruned already: a finalized reorganisation cannot be, so nobody misses it. */
  #read(reference: BlockReference): BlockWithReceipts[] {
    const block = this.#unit.blockAt(reference)
    if (block === undefined) return []
    return [{ hash: block.hash, header: dacHeader(block.header), receipts: block.receipts() }]
  }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): Unsubscribe {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
