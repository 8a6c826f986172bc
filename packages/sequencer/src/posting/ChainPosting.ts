import type { BatchHash } from '@mvm/protocol'
import { finishedHash } from '../log/finishedHash.ts'
import type { FinishedRecord } from '../port/BatchRecord.ts'
import type { L1View } from '../port/L1ViewPort.ts'
import type { SequencedChain } from '../service/SequencedChain.ts'
import type { SequencerOptions } from '../service/SequencerOptions.ts'
import { BatchPoster } from './BatchPoster.ts'
import { type FlightSettlement, Flights } from './Flights.ts'
import { StateRootPoster } from './StateRootPoster.ts'

/** What of a chain is still to come onto L1, and on its way there: its batches and their output roots. */
export class ChainPosting {
  readonly #options: SequencerOptions
  readonly #chain: SequencedChain
  readonly #batchPoster: BatchPoster
  readonly #rootPoster: StateRootPoster
  #unincluded: readonly FinishedRecord[] = []
  #dueAtMs = Number.POSITIVE_INFINITY

  constructor(
    options: SequencerOptions,
    chain: SequencedChain,
    hooks: {
      readonly onSettled: (settlement: FlightSettlement) => void
      /** A call ended otherwise than by an outcome or by abort. */
      readonly onFailed: (error: unknown) => void
    },
  ) {
    const { calls, clock, posting } = options
    this.#options = options
    this.#chain = chain
    const newFlights = () => new Flights({ l1: calls, clock, policy: posting, ...hooks })
    this.#batchPoster = new BatchPoster(newFlights(), posting.maxBatchesInFlight, (record) =>
      chain.loadClosedBatch(record),
    )
    this.#rootPoster = new StateRootPoster(newFlights(), options.chain, posting, (stateBatch) =>
      options.onEvent?.({ kind: 'wrong-base', stateBatch }),
    )
  }

  /** Finished batches that are not on L1. */
  get unincludedCount(): number {
    return this.#unincluded.length
  }

  get batchesInFlight(): number {
    return this.#batchPoster.inFlightCount
  }

  get stateBatchesInFlight(): number {
    return this.#rootPoster.inFlightCount
  }

  /** Nothing is to be sent and nothing under way. */
  get isIdle(): boolean {
    return this.unincludedCount + this.batchesInFlight + this.stateBatchesInFlight === 0
  }

  /** When there is something to do that depends on the clock alone; milliseconds since 1970. */
  get dueAtMs(): number {
    return this.#dueAtMs
  }

  isPosted(batchHash: BatchHash, l1HeadNumber: number): boolean {
    return this.#batchPoster.isPosted(batchHash, l1HeadNumber)
  }

  /** The clock alone gives nothing to do until the chain agrees with L1 again. */
  rest(): void {
    this.#dueAtMs = Number.POSITIVE_INFINITY
  }

  /** The chain agrees with a view of L1 which these batches are missing in. */
  onAgreed(unincluded: ReadonlySet<BatchHash | undefined>): void {
    const finished = this.#chain.log.finished()
    this.#unincluded = finished.filter((record) => unincluded.has(finishedHash(record)))
  }

  /** Sends what is missing on L1 and forgets what is settled there for good. */
  async send(view: L1View, safeNext: number, signal: AbortSignal): Promise<void> {
    const { chainId, clock, mayPost } = this.#options
    // The next view is looked at anew.
    if (mayPost?.(view) === false) return
    const nowMs = clock.nowMs()
    const l1HeadNumber = view.head.number
    const included = new Set(view.batches.map(({ batchHash }) => batchHash))
    const batchesAtMs = await this.#batchPoster.sync(
      {
        unincluded: this.#unincluded,
        l1HeadNumber,
        isIncluded: (batchHash) => included.has(batchHash),
        nowMs,
      },
      signal,
    )
    const rootsAtMs = await this.#rootPoster.sync(
      {
        chainId,
        firstUnassertedBlock: view.firstUnassertedBlock,
        lastStateBatch: view.lastStateBatch,
        safeBatches: this.#chain.log.finishedBelow(safeNext),
        l1HeadNumber,
        nowMs,
      },
      signal,
    )
    this.#dueAtMs = Math.min(
      batchesAtMs ?? Number.POSITIVE_INFINITY,
      rootsAtMs ?? Number.POSITIVE_INFINITY,
    )
    const settledBlock = Math.min(view.base.nextBlock - 1, view.firstUnassertedBlock)
    await this.#chain.prune(this.#unincluded, settledBlock)
  }
}
