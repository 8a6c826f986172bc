import type { Position, StateHash, StepProof, TraceOracle } from '@mvm/fraud-proof'
import type { TracedState } from '@mvm/rpc'
import { WorkerThread } from '../worker/WorkerThread.ts'
import type { DescribedStep } from './DescribedStep.ts'
import type { TraceRequest } from './TraceRequest.ts'
import type { TraceThreadMethods } from './traceThread.ts'

/** A block's trace in a thread of its own, where it may take its time. */
export class ThreadedTrace implements TraceOracle {
  readonly #thread: WorkerThread<TraceThreadMethods>
  readonly #opened: Promise<void>

  readonly #dispose: () => Promise<void>

  /** @param dispose what is left to do when nobody asks any more */
  constructor(request: TraceRequest, dispose: () => Promise<void> = async () => undefined) {
    this.#dispose = dispose
    const entry = new URL('./traceThread.ts', import.meta.url)
    this.#thread = new WorkerThread('dispute', entry, undefined)
    this.#opened = this.#thread.call('open', request)
    // Told to who asks.
    this.#opened.catch(() => undefined)
  }

  async hashesAt(positions: readonly Position[]): Promise<readonly StateHash[]> {
    await this.#opened
    return this.#thread.call('hashesAt', positions)
  }

  async proofAt(position: Position): Promise<StepProof> {
    await this.#opened
    return this.#thread.call('proofAt', position)
  }

  /** The step that begins with a position's state, and what it does. */
  async stepAt(position: Position): Promise<DescribedStep> {
    await this.#opened
    return this.#thread.call('stepAt', position)
  }

  /** The states at positions `first` to `last`. */
  async statesAt(first: Position, last: Position): Promise<readonly TracedState[]> {
    await this.#opened
    return this.#thread.call('statesAt', first, last)
  }

  /** Ends the thread; what was asked rejects. */
  async close(): Promise<void> {
    // Not while it opens: what it has open then would stay so.
    await this.#opened.catch(() => undefined)
    await this.#thread.call('close').catch(() => undefined)
    await this.#thread.terminate()
    await this.#dispose()
  }
}
