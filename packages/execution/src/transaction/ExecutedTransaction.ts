import type { Receipt } from '@mvm/protocol'
import type { FrameOutcome } from '../engine/ExecutionEngine.ts'

/** A transaction that is part of its block. */
export interface ExecutedTransaction {
  readonly receipt: Receipt
  readonly status: FrameOutcome['status']
  /** Return or revert data of the outermost frame. */
  readonly output: Uint8Array
  readonly haltReason: string | null
  /** Gas that left the limit before any was given back or a floor applied. */
  readonly gasSpent: bigint
  /** Wei that SELFDESTRUCT took out of existence. */
  readonly burned: bigint
}
