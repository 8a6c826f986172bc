import type { TransactionHash } from '@mvm/protocol'
import { TransactionPool } from '../pool/TransactionPool.ts'
import type { ChainHead } from '../port/ChainHead.ts'
import type { L1View } from '../port/L1ViewPort.ts'
import { ChainPosting } from '../posting/ChainPosting.ts'
import type { FlightSettlement } from '../posting/Flights.ts'
import { PostingFailedError } from '../posting/PostingFailedError.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import {
  type CloseReason,
  planSealing,
  type SealingSituation,
  type SealingStep,
} from '../sealing/planSealing.ts'
import { examineAll } from './examineAll.ts'
import { SequencedChain } from './SequencedChain.ts'
import type { SequencerEvent } from './SequencerEvent.ts'
import type { SequencerOptions } from './SequencerOptions.ts'
import type { SequencerStatus } from './SequencerStatus.ts'
import { SequencerStoppedError } from './SequencerStoppedError.ts'
import { WakeUp } from './WakeUp.ts'

const EXPIRY_INTERVAL_MS = 60_000

/**
 * One DAC's sequencer: takes transactions in, seals them into blocks, posts batches and state batches, and
 * follows L1 through its reorgs. Everything that changes the chain happens in one loop, one thing after the
 * other, and each round decides anew from the local batch log and the newest view of L1, so that a restart at
 * any point goes on where the last run ended.
 */
export class SequencerService {
  readonly #options: SequencerOptions
  readonly #pool: TransactionPool
  readonly #chain: SequencedChain
  readonly #posting: ChainPosting
  readonly #wake: WakeUp
  readonly #ready = Promise.withResolvers<void>()

  #phase: 'starting' | 'running' | 'stopped' = 'starting'
  #view: L1View | undefined
  #viewSinceMs = 0
  /** The batch log, L1 or a flight has changed since the last reconciliation. */
  #mustReconcile = true
  #isWaitingForL1 = false
  #safeBlock = 0
  #expireAtMs = 0
  #lastSealedAtMs = Number.NEGATIVE_INFINITY
  #lastClosedAtMs = Number.NEGATIVE_INFINITY
  /** Pool version and head for which nothing could be sealed. */
  #barren: { readonly poolVersion: number; readonly head: ChainHead } | undefined
  #blockRequests: PromiseWithResolvers<ChainHead>[] = []
  #failure: { readonly error: unknown } | undefined
  #lastError: Error | undefined

  constructor(options: SequencerOptions) {
    const { clock } = options
    this.#options = options
    this.#pool = new TransactionPool({
      chainId: options.chainId,
      limits: options.poolLimits,
      prices: { l1BaseFeePerGas: 0n, feeScalar: 0n },
    })
    this.#wake = new WakeUp(clock)
    this.#chain = new SequencedChain(options, this.#pool, (event) => this.#emit(event))
    this.#posting = new ChainPosting(options, this.#chain, {
      onSettled: (settlement) => this.#onSettled(settlement),
      onFailed: (error) => this.#fail(error),
    })
    // Nobody has to wait for it.
    this.#ready.promise.catch(() => {})
  }

  /** The transactions that wait; only to be read. */
  get pool(): Pick<
    TransactionPool,
    'get' | 'pendingNonce' | 'content' | 'status' | 'byteCount' | 'account'
  > {
    return this.#pool
  }

  /**
   * Sequences until the signal aborts; then the step under way is finished and the call resolves. Rejects when
   * going on could do harm: the chain cannot be written, or a sealed block fails its verification.
   */
  async run(signal: AbortSignal): Promise<void> {
    const ending = new AbortController()
    const inner = AbortSignal.any([signal, ending.signal])
    let watching: Promise<void> | undefined
    try {
      await this.#chain.recover()
      this.#phase = 'running'
      this.#ready.resolve()
      watching = this.#watchL1(inner)
      while (!inner.aborted) {
        const untilMs = await this.#advance(inner)
        await this.#wake.rest(untilMs, inner)
      }
    } catch (error) {
      this.#lastError = error instanceof Error ? error : new Error(String(error))
      throw error
    } finally {
      this.#phase = 'stopped'
      ending.abort()
      await watching
      const stopped = this.#stoppedError()
      this.#ready.reject(stopped)
      for (const request of this.#blockRequests) request.reject(stopped)
    }
  }

  /**
   * Takes a signed transaction and resolves when it is acknowledged, that is durable (spec 6.2). Rejects with
   * a {@link PoolRejection}, protocol's `InvalidTransactionError`, or {@link SequencerStoppedError}.
   */
  async submit(raw: Uint8Array): Promise<TransactionHash> {
    await this.#ready.promise
    this.#throwIfStopped()
    const { admission, clock, pending } = this.#options
    const examined = await admission.examine(raw)
    this.#throwIfStopped()

    const { hash, signer } = examined.transaction
    const isCurrent = examined.headHash === this.#chain.head?.hash
    const known = isCurrent ? undefined : this.#pool.account(signer)
    const outcome = this.#pool.add(examined, {
      nowMs: clock.nowMs(),
      ...(known === undefined ? {} : { account: known }),
    })
    if (outcome.kind === 'rejected') {
      await this.#chain.forget(outcome.removals)
      throw outcome.error
    }
    this.#options.producers?.offer(examined.raw)
    this.#wake.ring()
    await pending.save(hash, examined.raw)
    // A block may have taken it meanwhile; then nothing else would remove the durable copy.
    if (this.#pool.get(hash) === undefined) await pending.remove([hash])
    await this.#chain.forget(outcome.removals)
    if (outcome.executable.length > 0) {
      const transactions = outcome.executable.map(({ transaction }) => transaction)
      this.#emit({ kind: 'executable', transactions })
    }
    return hash
  }

  /**
   * Takes in transactions that others have acknowledged and that are durable here: they are refused only for what can
   * never be put right.
   */
  async takeOver(raws: readonly Uint8Array[]): Promise<void> {
    await this.#ready.promise
    this.#throwIfStopped()
    const { admission, clock } = this.#options
    const examined = await examineAll(admission, raws)
    await this.#chain.forget(this.#pool.restore(examined, clock.nowMs()))
    for (const { raw } of examined) this.#options.producers?.offer(raw)
    this.#wake.ring()
  }

  /** Has a block sealed even if there is nothing to put in, and resolves with the new head. */
  requestBlock(): Promise<ChainHead> {
    if (this.#phase === 'stopped') return Promise.reject(this.#stoppedError())
    const request = Promise.withResolvers<ChainHead>()
    this.#blockRequests.push(request)
    this.#wake.ring()
    return request.promise
  }

  /** Nothing waits, here or on L1: all that was sealed is final there, and so are its output roots asserted. */
  get isIdle(): boolean {
    const { head, open } = this.#chain
    const view = this.#view
    if (this.#phase !== 'running' || view === undefined || head === undefined) return false
    const { pending, queued } = this.#pool.status()
    const isAtWork =
      this.#isWaitingForL1 ||
      open !== undefined ||
      pending + queued + this.#blockRequests.length > 0 ||
      !this.#posting.isIdle
    const nextBlock = head.number + 1
    const isFinal = view.batches.length === 0 && view.base.nextBlock === nextBlock
    const isAsserted = view.firstUnassertedBlock === nextBlock
    return !isAtWork && isFinal && isAsserted && view.queueLength === view.base.queueEnd
  }

  status(): SequencerStatus {
    const { pending, queued } = this.#pool.status()
    const { head, open, resealCount } = this.#chain
    const seesL1 = this.#view !== undefined && !this.#isWaitingForL1
    const running = seesL1 ? 'sequencing' : 'waiting-for-l1'
    return {
      phase: this.#phase === 'running' ? running : this.#phase,
      pendingTransactions: pending,
      queuedTransactions: queued,
      pooledBytes: this.#pool.byteCount,
      unsafeBlock: head?.number ?? 0,
      safeBlock: this.#safeBlock,
      firstUnassertedBlock: this.#view?.firstUnassertedBlock ?? 0,
      openBatchBlocks: open?.builder.blockCount ?? 0,
      openBatchBytes: open?.builder.payloadSize ?? 0,
      unincludedBatches: this.#posting.unincludedCount,
      batchesInFlight: this.#posting.batchesInFlight,
      stateBatchesInFlight: this.#posting.stateBatchesInFlight,
      l1HeadNumber: this.#view?.head.number ?? 0,
      l1SeenAtMs: this.#viewSinceMs,
      resealCount,
      lastError: this.#lastError,
    }
  }

  async #watchL1(signal: AbortSignal): Promise<void> {
    const { l1, clock } = this.#options
    try {
      for (let view = await l1.view(signal); !signal.aborted; view = await l1.next(view, signal)) {
        if (view.head.hash !== this.#view?.head.hash) this.#viewSinceMs = clock.nowMs()
        this.#view = view
        this.#pool.setPrices({
          l1BaseFeePerGas: view.head.baseFeePerGas,
          feeScalar: this.#chain.log.tip(view.base).feeScalar,
        })
        this.#mustReconcile = true
        this.#wake.ring()
      }
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
  }

  /** Does all that can be done now; returns when there will be more to do if nothing happens before. */
  async #advance(signal: AbortSignal): Promise<number | undefined> {
    const { clock, rules, sealing } = this.#options
    while (!signal.aborted) {
      if (this.#failure !== undefined) throw this.#failure.error
      const { head } = this.#chain
      if (this.#view === undefined || head === undefined) return undefined
      const nowMs = clock.nowMs()
      if (nowMs >= this.#expireAtMs) {
        this.#expireAtMs = nowMs + EXPIRY_INTERVAL_MS
        await this.#chain.forget(this.#pool.expire(nowMs))
      }
      if (this.#mustReconcile || this.#posting.dueAtMs <= nowMs) {
        this.#mustReconcile = false
        await this.#reconcile(this.#view, head, signal)
        continue
      }
      if (this.#isWaitingForL1) return this.#expireAtMs
      const step = planSealing(this.#situation(this.#view, head, nowMs), rules, sealing)
      if (step.kind === 'idle') {
        const sealAtMs = step.untilMs ?? Number.POSITIVE_INFINITY
        return Math.min(sealAtMs, this.#posting.dueAtMs, this.#expireAtMs)
      }
      await this.#take(step, head, nowMs, signal)
    }
    return undefined
  }

  #situation(view: L1View, head: ChainHead, nowMs: number): SealingSituation {
    const { open, log } = this.#chain
    const isBarren = this.#barren?.head === head && this.#barren.poolVersion === this.#pool.version
    return {
      chainId: this.#options.chainId,
      nowMs,
      view,
      viewSinceMs: this.#viewSinceMs,
      hasTransactions: !isBarren && this.#pool.status().pending > 0,
      pooledBytes: this.#pool.byteCount,
      isBlockRequested: this.#blockRequests.length > 0,
      lastSealedAtMs: this.#lastSealedAtMs,
      ...(open === undefined ? {} : { open }),
      tip: log.tip(view.base),
      lastClosedAtMs: this.#lastClosedAtMs,
      unincludedBatches: this.#posting.unincludedCount,
    }
  }

  async #take(
    step: Exclude<SealingStep, { kind: 'idle' }>,
    head: ChainHead,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (step.kind === 'close') return this.#close(step.reason, nowMs)
    if (step.kind === 'open') await this.#chain.startBatch(step.opening, head, nowMs, signal)
    const { open } = this.#chain
    if (open === undefined) return
    const requests = this.#blockRequests
    // As it was when it was tried: whatever changes meanwhile is worth another try.
    const poolVersion = this.#pool.version
    const outcome = await this.#chain.seal(open, head, requests.length > 0, nowMs, signal)
    // Its batch ends where its producer does, and the next one begins without.
    if (outcome.kind === 'unproduced')
      return signal.aborted ? undefined : this.#close('producer', nowMs)
    if (outcome.kind === 'nothing') {
      if (!outcome.isOutOfRoom) this.#barren = { poolVersion, head }
      return
    }
    this.#lastSealedAtMs = nowMs
    this.#blockRequests = this.#blockRequests.filter((request) => !requests.includes(request))
    for (const request of requests) request.resolve(outcome.head)
  }

  async #close(reason: CloseReason, nowMs: number): Promise<void> {
    const { open } = this.#chain
    if (open === undefined) return
    await this.#chain.close(open, reason)
    this.#lastClosedAtMs = nowMs
    this.#mustReconcile = true
  }

  async #reconcile(view: L1View, head: ChainHead, signal: AbortSignal): Promise<void> {
    const { log } = this.#chain
    const local = log.describe(view.base.nextBlock, head.number, (batchHash) =>
      this.#posting.isPosted(batchHash, view.head.number),
    )
    const decision = reconcile(local, view, this.#options.rules)
    const lastSafe = view.batches[decision.safeCount - 1]
    const safeNext =
      lastSafe === undefined ? view.base.nextBlock : lastSafe.firstBlock + lastSafe.blockCount
    this.#safeBlock = safeNext - 1
    this.#isWaitingForL1 = decision.kind === 'wait'
    this.#posting.rest()
    if (decision.kind === 'wait') {
      this.#emit({ kind: 'waiting', l1BlockNumber: decision.l1BlockNumber })
    } else if (decision.kind === 'reseal') {
      this.#mustReconcile = true
      await this.#chain.reseal(decision.fromBlock, decision.reason)
    } else if (decision.kind === 'adopt') {
      const abandoned = await this.#chain.adopt(decision, signal)
      if (abandoned === undefined) {
        this.#mustReconcile = true
      } else {
        this.#lastError = abandoned
        this.#isWaitingForL1 = true
      }
    } else {
      this.#posting.onAgreed(new Set(decision.unincluded.map(({ batchHash }) => batchHash)))
      this.#emit({ kind: 'agreed', view, safeBlock: this.#safeBlock })
      await this.#posting.send(view, safeNext, signal)
    }
  }

  #onSettled({ id, outcome }: FlightSettlement): void {
    if (outcome.kind !== 'included') this.#lastError = new PostingFailedError({ id, outcome })
    this.#mustReconcile = true
    this.#emit({ kind: 'settled', id, outcome })
    this.#wake.ring()
  }

  #fail(error: unknown): void {
    this.#failure ??= { error }
    this.#wake.ring()
  }

  #throwIfStopped(): void {
    if (this.#phase === 'stopped') throw this.#stoppedError()
  }

  #stoppedError(): SequencerStoppedError {
    return new SequencerStoppedError({ cause: this.#lastError })
  }

  #emit(event: SequencerEvent): void {
    this.#options.onEvent?.(event)
  }
}
