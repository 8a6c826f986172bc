import type { Address, DepositTransaction, TraceKind, TransactionHash } from '@mvm/protocol'
import type { TransactionWatcher, WorldView } from '../block/TransactionWatcher.ts'
import type { FrameObserver } from '../engine/FrameObserver.ts'
import { SwitchObserver } from '../engine/SwitchObserver.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'
import { createTracer } from './createTracer.ts'
import type { TraceBudget } from './TraceBudget.ts'
import type { TraceJson, Tracer } from './Tracer.ts'

/** What was recorded of one transaction. */
export interface TransactionTrace {
  readonly transactionHash: TransactionHash
  /** In the order of the kinds that were asked for. */
  readonly results: readonly TraceJson[]
}

/** Records the transactions of one execution, all or the one with an index. */
export class TraceSession implements TransactionWatcher {
  /** For the engine. */
  readonly observer = new SwitchObserver()
  readonly traces: TransactionTrace[] = []
  readonly #kinds: readonly TraceKind[]
  readonly #budget: TraceBudget
  readonly #coinbase: Address
  readonly #only: number | null
  #index = 0
  #tracers: Tracer[] = []

  constructor(
    kinds: readonly TraceKind[],
    budget: TraceBudget,
    coinbase: Address,
    only: number | null = null,
  ) {
    this.#kinds = kinds
    this.#budget = budget
    this.#coinbase = coinbase
    this.#only = only
  }

  before(transaction: ExecutableTransaction | DepositTransaction, view: WorldView): void {
    this.#tracers = []
    this.observer.current = this.#isWanted ? null : { onStep: () => this.#budget.step() }
    if (!this.#isWanted) return
    const kinds = this.#kinds
    this.#tracers = kinds.map((kind) => createTracer(kind, this.#budget, this.#coinbase))
    for (const tracer of this.#tracers) tracer.begin(transaction, view)
    this.observer.current = all(this.#tracers)
  }

  after(executed: ExecutedTransaction, view: WorldView): void {
    this.observer.current = null
    if (this.#isWanted) {
      const { transactionHash } = executed.receipt
      const results = this.#tracers.map((tracer) => tracer.end(executed, view))
      this.traces.push({ transactionHash, results })
    }
    this.#index += 1
  }

  /** Whether all that was asked for is recorded. */
  get isComplete(): boolean {
    return this.#only !== null && this.#index > this.#only
  }

  get #isWanted(): boolean {
    return this.#only === null || this.#only === this.#index
  }
}

function all(tracers: readonly Tracer[]): FrameObserver {
  const [first] = tracers
  if (tracers.length === 1 && first !== undefined) return first
  return {
    onEnter: (frame) => {
      for (const tracer of tracers) tracer.onEnter?.(frame)
    },
    onStep: (step) => {
      for (const tracer of tracers) tracer.onStep?.(step)
    },
    onFault: (error) => {
      for (const tracer of tracers) tracer.onFault?.(error)
    },
    onExit: (end) => {
      for (const tracer of tracers) tracer.onExit?.(end)
    },
  }
}
