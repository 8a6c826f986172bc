import type { SignedTransaction } from '@mvm/protocol'

/** A transaction in the pool. */
export interface PooledTransaction {
  readonly transaction: SignedTransaction
  /** The canonical encoding. */
  readonly raw: Uint8Array
  /** The gas price for types 0 and 1. */
  readonly maxFeePerGas: bigint
  /** The gas price for types 0 and 1. */
  readonly maxPriorityFeePerGas: bigint
  /** The most that it can take from its signer, wei of MT. */
  readonly cost: bigint
  /** Rank of arrival: lower is earlier. Negative for orphans, in the order in which they stood in the chain. */
  readonly arrival: number
  readonly addedAtMs: number
  /** Number of the abandoned block that it stood in; such transactions are sealed before all others. */
  readonly orphanOfBlock?: number
  /** Acknowledged before a reorg or a restart: it may wait until its signer can pay, as a deposit may come back. */
  readonly mayWaitForFunds: boolean
}
