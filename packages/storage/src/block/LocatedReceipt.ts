import type { BlockHash, Receipt } from '@mvm/protocol'
import type { TransactionLocation } from '../record/locationRecord.ts'

/** A receipt with its place in the canonical chain. */
export interface LocatedReceipt extends TransactionLocation {
  readonly receipt: Receipt
  readonly blockHash: BlockHash
  /** Index in the block of the receipt's first log. */
  readonly firstLogIndex: number
}
