import type {
  BlockHash,
  BlockHeader,
  BlockInput,
  DepositTransaction,
  OutputRoot,
  Receipt,
  TransactionHash,
} from '@mvm/protocol'

/** An input that execution left out of the block (spec 2.2). */
export interface SkippedInput {
  /** Position in `BlockInput.transactions`. */
  readonly index: number
  /** The stable code of execution's reason. */
  readonly reason: string
}

/** A block as it is read back. */
export interface StoredBlock {
  readonly header: BlockHeader
  readonly hash: BlockHash
  readonly outputRoot: OutputRoot
  /** What the block was executed from; for genesis an input without transactions and with an origin of zeros. */
  readonly input: BlockInput
  readonly skipped: readonly SkippedInput[]
  /** The inputs that were included, in the order of the receipts: deposits, then transactions as they were signed. */
  readonly transactions: readonly (DepositTransaction | Uint8Array)[]
  /** Read and decoded anew at each call, as are the receipts. */
  transactionHashes(): readonly TransactionHash[]
  receipts(): readonly Receipt[]
}
