import type { TraceOracle } from '@mvm/fraud-proof'
import type { Dispute } from '@mvm/l1'

/** A trace that holds a thread and files. */
export interface OpenTrace extends TraceOracle {
  close(): Promise<void>
}

interface SharedTrace {
  readonly opening: Promise<OpenTrace>
  users: number
}

type OpenTraceOf = (dispute: Dispute, signal: AbortSignal) => Promise<OpenTrace>

/** Traces of disputed blocks, each made once for all games about the block that go on at the same time. */
export class SharedTraces {
  readonly #open: OpenTraceOf
  readonly #shared = new Map<string, SharedTrace>()

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
    const { chainId, blockNumber, agreedRoot, claimedRoot } = dispute
    // After a reorganisation of L1 a block of the same number may be another one.
    const name = `${chainId}/${blockNumber}/${agreedRoot}/${claimedRoot}`
    const shared = this.#shared.get(name) ?? { opening: this.#open(dispute, signal), users: 0 }
    this.#shared.set(name, shared)
    shared.users++
    const forget = () => {
      if (this.#shared.get(name) === shared) this.#shared.delete(name)
    }
    try {
      return await work(await shared.opening)
    } catch (error) {
      forget()
      throw error
    } finally {
      if (--shared.users === 0) {
        forget()
        const trace = await shared.opening.catch(() => undefined)
        await trace?.close()
      }
    }
  }
}
