import type { Receipt } from '@mvm/protocol'

/** A transaction that is part of its block. */
export interface ExecutedTransaction {
  readonly receipt: Receipt
  /** Return or revert data of the outermost frame. */
  readonly output: Uint8Array
  readonly haltReason: string | null
  /** Wei that SELFDESTRUCT took out of existence. */
  readonly burned: bigint
}
