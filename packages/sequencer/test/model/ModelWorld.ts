import { type BatchHash, encodePayload, keccak256Hex, type TransactionHash } from '@mvm/protocol'
import type { RollupRules } from '../../src/batch/RollupRules.ts'
import { PoolRejection } from '../../src/pool/error/PoolRejection.ts'
import { defaultPoolLimits } from '../../src/pool/PoolLimits.ts'
import type { ExaminedTransaction } from '../../src/port/AdmissionPort.ts'
import type { L1View, L1ViewPort } from '../../src/port/L1ViewPort.ts'
import type { SequencerPolicies } from '../../src/service/defaultPolicies.ts'
import type { SequencerEvent } from '../../src/service/SequencerEvent.ts'
import { SequencerService } from '../../src/service/SequencerService.ts'
import { accountAddress, chainId, examinedTransaction } from '../pool/examinedTransaction.ts'
import { ModelChain } from './ModelChain.ts'
import { ModelClock } from './ModelClock.ts'
import { ModelL1 } from './ModelL1.ts'
import { mortal } from './mortal.ts'

export const SIGNERS = 3
const L1_BLOCK_MS = 12_000
/** Deeper than any reorg that the tests make. */
export const FINAL_DEPTH = 14

export const modelRules: RollupRules = {
  forcedInclusionDelay: 5,
  maxOriginAge: 24,
  blocksPerL1Block: 3,
}

export const modelPolicies: SequencerPolicies = {
  sealing: {
    originDepth: 1,
    sealIntervalMs: 0,
    maxBatchAgeMs: 20_000,
    elementWaitMs: 0,
    maxOriginLag: 6,
    l1BlockTimeMs: L1_BLOCK_MS,
    starvedWaitMs: 30_000,
    maxUnincludedBatches: 64,
  },
  posting: {
    maxBatchesInFlight: 4,
    stateBatchIntervalMs: 24_000,
    retryDelayMs: 1_000,
    maxRetryDelayMs: 12_000,
  },
}

interface Life {
  readonly abort: AbortController
  isOver: boolean
  readonly ended: Promise<void>
  error: unknown
  readonly service: SequencerService
}

/** A sequencer with its durable chain, L1, users and time: everything that can happen to it, on command. */
export class ModelWorld {
  readonly l1 = new ModelL1(modelRules)
  readonly clock = new ModelClock(this.l1.head.timestamp * 1000)
  readonly #known = new Map<string, ExaminedTransaction>()
  readonly chain = new ModelChain(this.l1, this.#known)
  readonly events: SequencerEvent[] = []
  /** Transactions whose submission was answered. */
  readonly acknowledged = new Set<ExaminedTransaction>()
  /** Acknowledged transactions whose nonce something else used up in the local chain. */
  readonly invalidated = new Set<TransactionHash>()
  /** Batches on L1 that the sequencer has agreed with once: only those can be below a view's base. */
  readonly #agreed = new Set<BatchHash>()
  #view: L1View
  #isL1Away = false
  #onView: (() => void)[] = []
  #delayed: (() => void)[] = []
  #life: Life

  constructor() {
    this.#view = this.l1.view(FINAL_DEPTH, new Set())
    this.#life = this.#begin()
  }

  get service(): SequencerService {
    return this.#life.service
  }

  /** Lets everything go on that can without time passing or L1 moving. */
  async settle(): Promise<void> {
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
    if (this.#life.error !== undefined) throw this.#life.error
  }

  /** Lets things go on only a little, so that what follows hits the sequencer in the middle of something. */
  async nudge(turns: number): Promise<void> {
    for (let i = 0; i < turns; i++) await Promise.resolve()
  }

  /** A user sends an account's next transaction, with the nonce that `eth_getTransactionCount` gives him. */
  submit(signer: number): void {
    const address = accountAddress(signer)
    const next = this.service.pool.pendingNonce(address) ?? this.chain.nonce(address)
    const examined = this.#transaction(signer, Number(next))
    const life = this.#life
    life.service.submit(examined.raw).then(
      () => this.acknowledged.add(examined),
      (error: unknown) => {
        if (!(error instanceof PoolRejection) && !life.isOver) life.error ??= error
      },
    )
  }

  /** Another sequencer posts a block with the next transaction of an account, ours or not. */
  foreignBatch(signer: number): void {
    const nonce = Number(this.chain.nonce(accountAddress(signer)))
    const { raw } = this.#transaction(signer, nonce)
    const [again, next] = [raw, this.#transaction(signer, nonce + 1).raw]
    this.l1.appendForeign(
      encodePayload([
        { delta: 1n, transactions: [raw, again] },
        { delta: 2n, transactions: [next] },
      ]),
    )
  }

  mine(): void {
    this.clock.advance(L1_BLOCK_MS)
    this.l1.mine()
    this.#showL1()
  }

  reorg(depth: number, newBlocks: number): void {
    this.l1.reorg(depth)
    for (let i = 0; i < newBlocks; i++) this.l1.mine()
    this.#showL1()
  }

  setL1Away(isAway: boolean): void {
    this.#isL1Away = isAway
    if (isAway) return
    for (const send of this.#delayed.splice(0)) send()
    this.#showL1()
  }

  /** Kill −9 and a new start on what was durable. */
  kill(): void {
    this.#life.isOver = true
    this.#life.abort.abort()
    this.chain.crash()
    this.#delayed = []
    this.#life = this.#begin()
  }

  async stop(): Promise<void> {
    this.#life.abort.abort()
    await this.#life.ended
  }

  #transaction(signer: number, nonce: number): ExaminedTransaction {
    const examined = examinedTransaction({ signer, nonce })
    const known = this.#known.get(keccak256Hex(examined.raw))
    if (known !== undefined) return known
    this.#known.set(keccak256Hex(examined.raw), examined)
    return examined
  }

  #showL1(): void {
    if (this.#isL1Away) return
    this.#view = this.l1.view(FINAL_DEPTH, this.#agreed)
    for (const show of this.#onView.splice(0)) show()
  }

  #onEvent(event: SequencerEvent): void {
    this.events.push(event)
    if (event.kind === 'agreed') {
      for (const batch of event.view.batches) {
        if (batch.firstBlock <= event.safeBlock) this.#agreed.add(batch.batchHash)
      }
    }
    if (event.kind !== 'removed') return
    for (const { pooled, reason } of event.removals) {
      const { signer, nonce, hash } = pooled.transaction
      if (this.chain.nonce(signer) <= nonce) {
        throw new Error(`${hash} was given up (${reason}) although its nonce is unused`)
      }
      this.invalidated.add(hash)
    }
  }

  #begin(): Life {
    const abort = new AbortController()
    const l1Port: L1ViewPort = {
      view: async () => this.#view,
      next: async (than, signal) => {
        while (this.#view === than) {
          await new Promise<void>((resolve, reject) => {
            this.#onView.push(resolve)
            signal.addEventListener('abort', () => reject(signal.reason), { once: true })
          })
        }
        return this.#view
      },
    }
    const alive = () => !life.isOver
    const service = new SequencerService({
      chainId,
      chain: mortal(this.chain, alive),
      admission: mortal(this.chain, alive),
      pending: mortal(this.chain, alive),
      l1: mortal(l1Port, alive),
      calls: {
        send: (call) =>
          new Promise((resolve) => {
            const send = () => {
              if (alive()) void this.l1.send(call).then((outcome) => alive() && resolve(outcome))
            }
            if (this.#isL1Away) this.#delayed.push(send)
            else send()
          }),
        cancel: (id) => {
          if (alive()) this.l1.cancel(id)
        },
      },
      clock: this.clock,
      rules: modelRules,
      poolLimits: defaultPoolLimits,
      ...modelPolicies,
      onEvent: (event) => {
        if (alive()) this.#onEvent(event)
      },
    })
    const life: Life = {
      abort,
      isOver: false,
      service,
      error: undefined,
      ended: Promise.resolve(),
    }
    const ended = service.run(abort.signal).catch((error: unknown) => {
      if (!life.isOver) life.error = error
    })
    return Object.assign(life, { ended })
  }
}
