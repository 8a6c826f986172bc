import { defaultRpcLimits, UnavailableError } from '@mvm/rpc'
import { untilAborted } from '../worker/untilAborted.ts'
import type { ThreadedTrace } from './ThreadedTrace.ts'
import { TraceThread } from './TraceThread.ts'

/** Blocks whose traces are kept, if they find room. */
const KEPT_TRACES = 2
/** Questions that wait for the one that is being answered. */
const MAX_WAITING = 16
/** After which nobody's trace is kept. */
const IDLE_MS = 60_000

/**
 * The traces that a node is asked for over its RPC: one question at a time, so that they cost at most one processor,
 * and the last blocks' traces kept for the next question.
 */
export class StepTraces {
  /** Where they are made: not where players' are, who must not wait for anybody. */
  readonly threads = new TraceThread({
    keptBytes: defaultRpcLimits.stepTraceBytes,
    traceBytes: defaultRpcLimits.stepTraceBytes,
  })

  /** By name, the one asked longest ago first. */
  readonly #kept = new Map<string, ThreadedTrace>()
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #idle: NodeJS.Timeout | undefined

  /**
   * Asks a trace, which is opened if it is not kept. Throws {@link UnavailableError} when too many wait already, the
   * signal's reason when it aborts, which ends the trace if it was its turn, and what opening and asking throw.
   *
   * @param name of the block, over all chains
   */
  async ask<T>(
    name: string,
    open: () => Promise<ThreadedTrace>,
    question: (trace: ThreadedTrace) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    if (this.#waiting > MAX_WAITING) {
      throw new UnavailableError({ reason: 'too many ask for traces of steps at the same time' })
    }
    this.#waiting++
    const turn = this.#inTurn(async () => {
      signal.throwIfAborted()
      try {
        const trace = await this.#take(name, open)
        return await untilAborted(question(trace), signal)
      } catch (error) {
        // Whatever is wrong with it, the next question gets another one.
        await this.#drop(name)
        throw error
      }
    })
    try {
      return await turn
    } finally {
      this.#waiting--
      clearTimeout(this.#idle)
      this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref()
    }
  }

  /** Ends all threads, after the question that is being answered. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    await this.#inTurn(async () => {
      for (const name of [...this.#kept.keys()]) await this.#drop(name)
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #take(name: string, open: () => Promise<ThreadedTrace>): Promise<ThreadedTrace> {
    let trace = this.#kept.get(name)
    if (trace === undefined) {
      const [oldest] = this.#kept.keys()
      if (oldest !== undefined && this.#kept.size >= KEPT_TRACES) await this.#drop(oldest)
      trace = await open()
    }
    this.#kept.delete(name)
    this.#kept.set(name, trace)
    return trace
  }

  async #drop(name: string): Promise<void> {
    const trace = this.#kept.get(name)
    this.#kept.delete(name)
    await trace?.close()
  }
}
