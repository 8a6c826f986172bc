import type { BlockHash, CodeHash, EthereumReceipt, Hash } from '@mvm/protocol'
import type { SkippedTransaction } from '../../../block/ExecutedBlock.ts'
import type { EthereumBlock } from './EthereumBlock.ts'

/** An Ethereum block with all that follows from executing it. */
export interface ExecutedEthereumBlock {
  readonly block: EthereumBlock
  readonly hash: BlockHash
  /** In the order of the block's transactions. */
  readonly receipts: readonly EthereumReceipt[]
  /** Each with its type in front (EIP-7685); `null` before Prague. */
  readonly requests: readonly Uint8Array[] | null
  readonly skipped: readonly SkippedTransaction[]
  /** Content that the state at the block's state root needs and the parent's did not have. */
  readonly changes: {
    readonly nodes: ReadonlyMap<Hash, Uint8Array>
    readonly codes: ReadonlyMap<CodeHash, Uint8Array>
  }
}
