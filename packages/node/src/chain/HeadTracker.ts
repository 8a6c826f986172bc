import type { TransactionBatch } from '@mvm/protocol'
import type { L1View } from '@mvm/sequencer'
import type { StorageUnit } from '@mvm/storage'
import type { WorkerChainPort } from '../worker/execution/WorkerChainPort.ts'
import { derivedHeads } from './derivedHeads.ts'

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
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #run(): Promise<void> {
    while (this.#next !== undefined) {
      const view = this.#next
      this.#next = undefined
      await this.#write(view)
    }
  }

  async #write(view: L1View): Promise<void> {
    const records = await this.#chain.batchRecords()
    const { safeNumber, finalizedNumber, safeBatches } = derivedHeads(view, records)
    const heads = this.#unit.heads()
    const finalized = Math.max(finalizedNumber, heads.finalized.number)
    const safe = Math.max(safeNumber, finalized)
    const canonical = view.batches.slice(0, safeBatches)
    const known = canonical.findIndex((batch) => !this.#isStored(batch))
    const firstNew = known < 0 ? canonical.length : known
    const removeFromBatch = this.#indexAfter(view, canonical[firstNew - 1])
    const isSurplus = this.#unit.batch(removeFromBatch) !== undefined
    const hasMoved = safe !== heads.safe.number || finalized !== heads.finalized.number
    if (hasMoved || isSurplus || firstNew < canonical.length) {
      await this.#chain.confirm({
        safeNumber: safe,
        finalizedNumber: finalized,
        removeFromBatch,
        batches: canonical.slice(firstNew),
      })
    }
    this.#onFinal(finalized + 1)
  }

  #isStored(batch: TransactionBatch): boolean {
    const stored = this.#unit.batch(batch.batchIndex)
    return stored?.batchHash === batch.batchHash && stored.l1BlockHash === batch.l1BlockHash
  }

  #indexAfter(view: L1View, batch: TransactionBatch | undefined): number {
    if (batch !== undefined) return batch.batchIndex + 1
    const last = this.#unit.batchOfBlock(view.base.nextBlock - 1)
    return last === undefined ? 0 : last.batchIndex + 1
  }
}
