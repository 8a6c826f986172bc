import { setTimeout as delay } from 'node:timers/promises'
import { StaleTraceError, type TraceOracle } from '@mvm/fraud-proof'
import type { Dispute } from '@mvm/l1'

/** A trace that holds a thread and files. */
export interface OpenTrace extends TraceOracle {
  close(): Promise<void>
}

interface SharedTrace {
  opening: Promise<OpenTrace>
  /** Gives up what is still being made. */
  readonly ending: AbortController
  users: number
}

type OpenTraceOf = (dispute: Dispute, signal: AbortSignal) => Promise<OpenTrace>

/** After which a trace is made again that was of another block, doubled each time up to a minute. */
const STALE_MS = 500
const STALE_DOUBLINGS = 7
/** After which a trace is tried again that could not be made. */
const FAILED_MS = 5_000

/**
 * Traces of disputed blocks, each made once for all games about the block that go on at the same time. Begun at once, since
 * a clock may run when it is asked; who cannot have one is told only then: claiming a timeout or an outcome needs none.
 */
export class SharedTraces {
  readonly #open: OpenTraceOf
  readonly #shared = new Map<string, SharedTrace>()
  /** How often in a row a dispute's trace was of another block. */
  readonly #stale = new Map<number, number>()

  constructor(open: OpenTraceOf) {
    this.#open = open
  }

  /**
   * Uses a block's trace. When that fails, whoever comes next gets another one.
   *
   * @param signal of all games, not of one
   */
  async use<T>(
    dispute: Dispute,
    signal: AbortSignal,
    work: (trace: TraceOracle) => Promise<T>,
  ): Promise<T> {
    const { disputeId } = dispute
    try {
      const result = await this.#use(dispute, signal, work)
      this.#stale.delete(disputeId)
      return result
    } catch (error) {
      if (error instanceof StaleTraceError) {
        const times = this.#stale.get(disputeId) ?? 0
        this.#stale.set(disputeId, Math.min(times + 1, STALE_DOUBLINGS))
        // Another one helps when L1 was reorganised. A game that has left the true trace must not cost the others theirs.
        await delay(STALE_MS * 2 ** times, undefined, { signal })
      }
      throw error
    }
  }

  async #use<T>(
    dispute: Dispute,
    signal: AbortSignal,
    work: (trace: TraceOracle) => Promise<T>,
  ): Promise<T> {
    const { chainId, blockNumber, agreedRoot } = dispute
    // What a block's trace is of as far as a dispute says. Its batch, which a reorganisation of L1 may replace as well, is in
    // the first state: a player finds out. What is claimed of the block is not in its trace.
    const name = `${chainId}/${blockNumber}/${agreedRoot}`
    const shared = this.#shared.get(name) ?? this.#begin(name, dispute, signal)
    shared.users++
    const forget = () => {
      if (this.#shared.get(name) === shared) this.#shared.delete(name)
    }
    const trace: TraceOracle = {
      hashesAt: async (positions) => (await shared.opening).hashesAt(positions),
      proofAt: async (position) => (await shared.opening).proofAt(position),
    }
    try {
      return await work(trace)
    } catch (error) {
      forget()
      throw error
    } finally {
      if (--shared.users === 0) {
        forget()
        shared.ending.abort()
        const made = await shared.opening.catch(() => undefined)
        await made?.close()
      }
    }
  }

  #begin(name: string, dispute: Dispute, signal: AbortSignal): SharedTrace {
    const ending = new AbortController()
    const either = AbortSignal.any([signal, ending.signal])
    const shared: SharedTrace = { opening: this.#open(dispute, either), ending, users: 0 }
    this.#shared.set(name, shared)
    const retry = async () => {
      await delay(FAILED_MS, undefined, { signal: either })
      // Whoever was told of the failure has begun another one.
      if (this.#shared.get(name) !== shared) return
      shared.opening = this.#open(dispute, either)
      shared.opening.catch(retry).catch(() => undefined)
    }
    shared.opening.catch(retry).catch(() => undefined)
    return shared
  }
}
