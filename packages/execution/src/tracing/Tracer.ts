import type { DepositTransaction } from '@mvm/protocol'
import type { WorldView } from '../block/TransactionWatcher.ts'
import type { FrameObserver } from '../engine/FrameObserver.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'

/** What a tracer writes down, as it stands in JSON. */
export type TraceJson =
  | string
  | number
  | boolean
  | null
  | readonly TraceJson[]
  | { readonly [key: string]: TraceJson }

/** Records one transaction, in the form of geth's tracer of the same name. */
export interface Tracer extends FrameObserver {
  begin(transaction: ExecutableTransaction | DepositTransaction, view: WorldView): void
  /** Returns what was recorded. */
  end(executed: ExecutedTransaction, view: WorldView): TraceJson
}
