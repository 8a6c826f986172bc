import type { TransactionBatch } from '@mvm/protocol'
import type { BatchRecord, L1View } from '@mvm/sequencer'
import type { StorageUnit } from '@mvm/storage'
import type { Confirmation } from '../worker/execution/DacChain.ts'
import type { WorkerChainPort } from '../worker/execution/WorkerChainPort.ts'
import { derivedHeads } from './derivedHeads.ts'
import { type ViewedBatches, viewAbove } from './viewAbove.ts'

/**
 * Moves a chain's safe and finalized heads, and its list of canonical batches, to what L1 shows. Views that come
 * while one is being written wait, and only the newest of them is written.
 */
export class HeadTracker {
  readonly #unit: StorageUnit
  readonly #chain: WorkerChainPort
  readonly #onFinal: (nextBlock: number) => void
  #next: L1View | undefined
  #running: Promise<void> | undefined

  /** @param onFinal told the block after the last final one whenever a view has been written. */
  constructor(unit: StorageUnit, chain: WorkerChainPort, onFinal: (nextBlock: number) => void) {
    this.#unit = unit
    this.#chain = chain
    this.#onFinal = onFinal
  }

  /** Resolves when this view, or a newer one, has been written. */
  track(view: L1View): Promise<void> {
    this.#next = view
    this.#running ??= this.#run()
    return this.#running
  }

  async #run(): Promise<void> {
    try {
      while (this.#next !== undefined) {
        const view = this.#next
        this.#next = undefined
        await this.#write(view)
      }
    } finally {
      // At once, so that no view comes between the last look and this.
      this.#running = undefined
    }
  }

  async #write(view: L1View): Promise<void> {
    await this.#chain.confirm((records) => this.#confirmation(view, records))
    this.#onFinal(this.#unit.heads().finalized.number + 1)
  }

  /** What has to be written for the storage unit to show the view; `undefined` where it does already. */
  #confirmation(view: L1View, records: readonly BatchRecord[]): Confirmation | undefined {
    const heads = this.#unit.heads()
    const rest = viewAbove(view, heads.finalized.number)
    const { safeNumber, finalizedNumber, safeBatches } = derivedHeads(rest, records)
    const canonical = rest.batches.slice(0, safeBatches)
    const known = canonical.findIndex((batch) => !this.#isStored(batch))
    const firstNew = known < 0 ? canonical.length : known
    const removeFromBatch = this.#indexAfter(rest, canonical[firstNew - 1])
    const isSurplus = this.#unit.batch(removeFromBatch) !== undefined
    const hasMoved = safeNumber !== heads.safe.number || finalizedNumber !== heads.finalized.number
    if (!hasMoved && !isSurplus && firstNew === canonical.length) return undefined
    return { safeNumber, finalizedNumber, removeFromBatch, batches: canonical.slice(firstNew) }
  }

  #isStored(batch: TransactionBatch): boolean {
    const stored = this.#unit.batch(batch.batchIndex)
    return stored?.batchHash === batch.batchHash && stored.l1BlockHash === batch.l1BlockHash
  }

  #indexAfter(view: ViewedBatches, batch: TransactionBatch | undefined): number {
    if (batch !== undefined) return batch.batchIndex + 1
    const last = this.#unit.batchOfBlock(view.base.nextBlock - 1)
    return last === undefined ? 0 : last.batchIndex + 1
  }
}
