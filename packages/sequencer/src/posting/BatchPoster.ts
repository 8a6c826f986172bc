import type { BatchHash } from '@mvm/protocol'
import type { ClosedBatch } from '../batch/ClosedBatch.ts'
import { finishedHash } from '../log/finishedHash.ts'
import type { FinishedRecord } from '../port/BatchRecord.ts'
import { batchGasLimit } from './batchGasLimit.ts'
import type { Flights } from './Flights.ts'

export interface BatchPostingOrder {
  /** Local batches that are not on L1, in order. */
  readonly unincluded: readonly FinishedRecord[]
  readonly l1HeadNumber: number
  /** Whether a batch stands on L1 now. */
  readonly isIncluded: (batchHash: BatchHash) => boolean
  readonly nowMs: number
}

/** Sends closed batches to L1 in order, several at a time, each naming the one before it by its hash. */
export class BatchPoster {
  readonly #flights: Flights
  readonly #maxInFlight: number
  readonly #load: (record: FinishedRecord) => Promise<ClosedBatch>

  constructor(
    flights: Flights,
    maxInFlight: number,
    load: (record: FinishedRecord) => Promise<ClosedBatch>,
  ) {
    this.#flights = flights
    this.#maxInFlight = maxInFlight
    this.#load = load
  }

  get inFlightCount(): number {
    return this.#flights.inFlightCount
  }

  isPosted(batchHash: BatchHash, l1HeadNumber: number): boolean {
    return this.#flights.isFlying(batchHash, l1HeadNumber)
  }

  /**
   * Sends what is missing and takes back what is gone. A batch is sent only when the one before it is on L1 or
   * on its way. Returns when to try again, if a failed call has to wait.
   */
  async sync(order: BatchPostingOrder, signal: AbortSignal): Promise<number | undefined> {
    this.#flights.retain(new Set(order.unincluded.map(finishedHash)), (key) =>
      order.isIncluded(key as BatchHash),
    )
    for (const record of order.unincluded) {
      const batchHash = finishedHash(record)
      if (this.#flights.isFlying(batchHash, order.l1HeadNumber)) continue
      const atMs = this.#flights.mayLaunchAtMs(batchHash, order.l1HeadNumber)
      if (atMs === undefined) return undefined
      if (atMs > order.nowMs) return atMs
      if (this.#flights.inFlightCount >= this.#maxInFlight) return undefined
      const batch = await this.#load(record)
      const gasLimit = batchGasLimit(batch.payload.length)
      const callWithId = (id: string) =>
        ({ kind: 'appendSequencerBatch', id, batch, gasLimit }) as const
      this.#flights.launch(batchHash, callWithId, signal)
    }
    return undefined
  }
}
