import type {
  BlockHash,
  BlockHeader,
  CodeHash,
  Hash,
  OutputRoot,
  Receipt,
  Transaction,
} from '@mvm/protocol'
import type { SkipReason } from '../transaction/SkipReason.ts'

/** A block with all that follows from executing it. */
export interface ExecutedBlock {
  readonly header: BlockHeader
  readonly hash: BlockHash
  readonly outputRoot: OutputRoot
  /** What was included, deposits first; `receipts` in the same order. */
  readonly transactions: readonly Transaction[]
  readonly receipts: readonly Receipt[]
  readonly skipped: readonly SkippedTransaction[]
  /** Content that the state at `header.stateRoot` needs and the parent's did not have. */
  readonly changes: {
    readonly nodes: ReadonlyMap<Hash, Uint8Array>
    readonly codes: ReadonlyMap<CodeHash, Uint8Array>
  }
  readonly supply: SupplyChange
}

export interface SkippedTransaction {
  /** Place among the block's transactions as they came, deposits not counted. */
  readonly index: number
  readonly reason: SkipReason
}

/**
 * What a block did to the native coin, in wei: Σ balances without L2ToL1MessagePasser's changes by
 * minted − withdrawn − destroyed (spec 2.2).
 */
export interface SupplyChange {
  readonly minted: bigint
  /** Growth of L2ToL1MessagePasser's balance. */
  readonly withdrawn: bigint
  /** Gone by SELFDESTRUCT. */
  readonly destroyed: bigint
}
