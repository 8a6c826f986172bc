import { WorkerThread } from '../worker/WorkerThread.ts'
import { playersLimits, type TraceLimits } from './TraceLimits.ts'
import type { TraceThreadMethods } from './traceThreadEntry.ts'

/** A thread's use by one trace. */
export interface TraceLease {
  readonly thread: WorkerThread<TraceThreadMethods>
  /** What the trace is called there. */
  readonly key: number
  /** Ends the thread when nobody else uses it. */
  readonly release: () => Promise<void>
}

interface RunningThread {
  readonly thread: WorkerThread<TraceThreadMethods>
  users: number
}

/**
 * One thread for any number of traces, started with the first and ended with the last: a thread's start costs seconds of
 * a processor, and sixteen of them at once have made an honest asserter miss all its clocks.
 */
export class TraceThread {
  readonly #limits: TraceLimits
  #running: RunningThread | undefined
  #nextKey = 0

  /** @param limits of the memory that its traces may take */
  constructor(limits: TraceLimits = playersLimits) {
    this.#limits = limits
  }

  /** A place in the thread, or in another one if it has ended by itself. */
  lease(): TraceLease {
    if (this.#running === undefined || this.#running.thread.hasEnded) {
      const entry = new URL('./traceThreadEntry.ts', import.meta.url)
      this.#running = { thread: new WorkerThread('dispute', entry, this.#limits), users: 0 }
    }
    const running = this.#running
    running.users++
    return {
      thread: running.thread,
      key: this.#nextKey++,
      release: async () => {
        if (--running.users > 0) return
        if (this.#running === running) this.#running = undefined
        await running.thread.terminate()
      },
    }
  }
}
