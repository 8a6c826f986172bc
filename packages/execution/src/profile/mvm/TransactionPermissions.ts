import type { FramePermissions } from '../../engine/ExecutionEngine.ts'

/** What a charter lets a transaction do: a line of the table of spec 2.3. */
export interface TransactionPermissions {
  /** Without it a sequenced transaction is skipped and a deposit does not call. */
  readonly maySubmit: boolean
  readonly frames: FramePermissions
}
