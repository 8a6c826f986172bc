import type { FinalityLevel } from './finalityLevels.ts'
import type { RpcReceipt } from './RpcReceipt.ts'

/** Where a transaction stands at a node. */
export type TransactionStatus =
  | { readonly level: 'unknown' }
  /** In the mempool. */
  | { readonly level: 'pending' }
  | {
      readonly level: FinalityLevel
      readonly receipt: RpcReceipt
      /** What the next level waits for. */
      readonly reasons: readonly string[]
    }
