import type {
  BlockHash,
  BlockHeader,
  BlockInput,
  CodeHash,
  Hash,
  OutputRoot,
  Receipt,
  TransactionBatch,
  TransactionHash,
} from '@mvm/protocol'
import type { BlockReference } from '../block/BlockReference.ts'
import type { L1Cursor } from '../block/L1Cursor.ts'
import type { SkippedInput } from '../block/StoredBlock.ts'

/** State that a block made: content by its hash. */
export interface StateContent {
  /** RLP of trie nodes. */
  readonly nodes: ReadonlyMap<Hash, Uint8Array>
  readonly codes: ReadonlyMap<CodeHash, Uint8Array>
}

/** An executed block: what `executeBlock` returns, with its input; of a skip's reason only the code. */
export interface AppendedBlock {
  readonly header: BlockHeader
  readonly hash: BlockHash
  readonly outputRoot: OutputRoot
  readonly input: BlockInput
  readonly receipts: readonly Receipt[]
  readonly skipped: readonly SkippedInput[]
  readonly changes: StateContent
}

/** A transaction that was acknowledged and waits for inclusion. */
export interface PoolTransaction {
  readonly hash: TransactionHash
  /** Its canonical encoding. */
  readonly raw: Uint8Array
}

/**
 * All that changes at once in a storage unit. What is absent stays as it is. The parts apply in the order of
 * the fields, so one change can take blocks back and put others in their place.
 */
export interface ChainChange {
  /**
   * Makes this block the head: later ones leave the canonical chain, but their state stays, and they can be
   * read by {@link BlockReference} until finality passes them. A safe head above it comes down with it; a
   * finalized one must be named in `heads`.
   */
  readonly rollBackTo?: number
  /** Each the child of the one before, the first of the head. The last one becomes the unsafe head. */
  readonly blocks?: readonly AppendedBlock[]
  readonly heads?: { readonly safe?: BlockReference; readonly finalized?: BlockReference }
  readonly batches?: {
    /** Removes this batch and all later ones. */
    readonly removeFrom?: number
    readonly put?: readonly TransactionBatch[]
  }
  /** `null` removes it. */
  readonly l1Cursor?: L1Cursor | null
  readonly pool?: {
    readonly put?: readonly PoolTransaction[]
    readonly remove?: readonly TransactionHash[]
  }
  /** Small records of the caller's own by name; `null` removes one. */
  readonly records?: ReadonlyMap<string, Uint8Array | null>
}
