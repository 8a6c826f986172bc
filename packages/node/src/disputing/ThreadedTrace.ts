import type { Position, StateHash, StepProof, TraceOracle } from '@mvm/fraud-proof'
import type { TracedState } from '@mvm/rpc'
import type { DescribedStep } from './DescribedStep.ts'
import type { TraceRequest } from './TraceRequest.ts'
import { type TraceLease, TraceThread } from './TraceThread.ts'

/** A block's trace in another thread, where it may take its time. */
export class ThreadedTrace implements TraceOracle {
  readonly #lease: TraceLease
  readonly #opened: Promise<void>

  readonly #dispose: () => Promise<void>

  /**
   * @param dispose what is left to do when nobody asks any more
   * @param threads where it has its place; by default a thread of its own
   */
  constructor(
    request: TraceRequest,
    dispose: () => Promise<void> = async () => undefined,
    threads: TraceThread = new TraceThread(),
  ) {
    this.#dispose = dispose
    this.#lease = threads.lease()
    const { thread, key } = this.#lease
    this.#opened = thread.call('open', key, request)
    // Told to who asks.
    this.#opened.catch(() => undefined)
  }

  async hashesAt(positions: readonly Position[]): Promise<readonly StateHash[]> {
    await this.#opened
    return this.#lease.thread.call('hashesAt', this.#lease.key, positions)
  }

  async proofAt(position: Position): Promise<StepProof> {
    await this.#opened
    return this.#lease.thread.call('proofAt', this.#lease.key, position)
  }

  /** The step that begins with a position's state, and what it does. */
  async stepAt(position: Position): Promise<DescribedStep> {
    await this.#opened
    return this.#lease.thread.call('stepAt', this.#lease.key, position)
  }

  /** The states at positions `first` to `last`. */
  async statesAt(first: Position, last: Position): Promise<readonly TracedState[]> {
    await this.#opened
    return this.#lease.thread.call('statesAt', this.#lease.key, first, last)
  }

  /** Ends the trace, also while it is being made, and the thread, if it is nobody else's; what was asked rejects then. */
  async close(): Promise<void> {
    const { thread, key, release } = this.#lease
    await thread.call('close', key).catch(() => undefined)
    await release()
    await this.#dispose()
  }
}
