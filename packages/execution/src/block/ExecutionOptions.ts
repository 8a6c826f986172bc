import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { Machine } from '../machine/Machine.ts'
import type { StateCache } from '../state/StateCache.ts'
import type { TransactionWatcher } from './TransactionWatcher.ts'

export interface ExecutionOptions {
  /** Kept from block to block of one line of execution; without it every block starts cold. */
  readonly cache?: StateCache
  /** @default the interpreter of EthereumJS */
  readonly engine?: ExecutionEngine
  readonly watcher?: TransactionWatcher
  /** Another machine than the protocol's, for a DAC's blocks. Its engine goes before `engine`. */
  readonly machine?: Machine
}
