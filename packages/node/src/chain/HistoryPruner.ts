import { MvmError } from '@mvm/protocol'
import type { StorageUnit } from '@mvm/storage'
import type { Logger } from 'pino'
import type { WorkerChainPort } from '../worker/execution/WorkerChainPort.ts'

export interface HistoryPrunerOptions {
  readonly unit: Pick<StorageUnit, 'heads' | 'earliestBlock'>
  readonly chain: Pick<WorkerChainPort, 'prune'>
  /** How many of the newest blocks are kept, whatever L1 says. */
  readonly keptBlocks: number
  /** The first block that somebody may still dispute, or has to witness. */
  readonly firstDisputable: () => Promise<number>
  readonly logger: Logger
}

/** So many blocks go at once, or a quarter of those that are kept: each time costs a few writes. */
const MOST_AT_ONCE = 256

/**
 * Removes what of a DAC is older than the last so many blocks: in the background, and never what is not final on L1, or
 * can still be disputed there.
 */
export class HistoryPruner {
  readonly #options: HistoryPrunerOptions
  readonly #atOnce: number
  /** Where the last sweep of the state stood; unknown before the first one. */
  #sweptTo = Number.NEGATIVE_INFINITY
  #running: Promise<void> | undefined

  constructor(options: HistoryPrunerOptions) {
    this.#options = options
    this.#atOnce = Math.max(1, Math.min(MOST_AT_ONCE, options.keptBlocks >> 2))
  }

  /** Looks whether enough has become old, and removes it. What fails is tried again the next time. */
  look(): void {
    this.#running ??= this.#run()
      .catch((error: unknown) => {
        if (isEnd(error)) return
        this.#options.logger.warn({ err: error }, 'old blocks are not pruned now')
      })
      .finally(() => {
        this.#running = undefined
      })
  }

  /** Resolves when nothing is under way. */
  async finished(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    const { unit, chain, keptBlocks, firstDisputable, logger } = this.#options
    const { unsafe, finalized } = unit.heads()
    const earliest = unit.earliestBlock()
    const wanted = Math.min(unsafe.number - keptBlocks + 1, finalized.number)
    if (wanted - earliest < this.#atOnce) return
    const before = Math.min(wanted, await firstDisputable())
    if (before - earliest < this.#atOnce) return
    // A sweep reads all states that are kept: once for half as many blocks as there are.
    const sweeps = before - this.#sweptTo >= Math.max(this.#atOnce, keptBlocks >> 1)
    const report = await chain.prune(before, sweeps)
    if (sweeps) this.#sweptTo = before
    logger.info({ keptFrom: before, ...report }, 'old blocks are pruned')
  }
}

/** Whether the node has stopped in the midst of it; the next one goes on. */
function isEnd(error: unknown): boolean {
  return error instanceof MvmError && ['STORAGE_CLOSED', 'WORKER_ENDED'].includes(error.code)
}
