import type { DepositTransaction } from '@mvm/protocol'
import type { WorldState } from '../state/WorldState.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'

/** What a watcher may read of the state. */
export type WorldView = Pick<WorldState, 'account' | 'codeOf' | 'storage' | 'isCreated'>

/** Looks at a block's transactions before and after each of them is executed, for tracing. */
export interface TransactionWatcher {
  before(transaction: ExecutableTransaction | DepositTransaction, view: WorldView): void
  /** Not after one that is skipped. */
  after(executed: ExecutedTransaction, view: WorldView): void
}
