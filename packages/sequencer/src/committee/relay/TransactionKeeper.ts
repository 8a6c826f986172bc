import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Address, TransactionHash } from '@mvm/protocol'
import type { PoolLimits } from '../../pool/PoolLimits.ts'
import { TransactionPool } from '../../pool/TransactionPool.ts'
import type { AdmissionPort, ExaminedTransaction } from '../../port/AdmissionPort.ts'
import type { ClockPort } from '../../port/ClockPort.ts'
import type { PendingTransactionPort } from '../../port/PendingTransactionPort.ts'
import { examineAll } from '../../service/examineAll.ts'
import { Mutex } from '../Mutex.ts'
import type { TransactionRelay } from './TransactionRelay.ts'

const FORGET_INTERVAL_MS = 60_000
/** Transactions of one peer's that wait to be looked at; more are lost, and sent again if somebody needs it. */
const MAX_WAITING = 8_192
const MAX_AT_ONCE = 128
/** What is kept for others, in pools: more than leaders in a row can have acknowledged. */
const KEPT_POOLS = 4

/** The transactions that others have handed to this node, for as long as they may get into a block. */
export class TransactionKeeper {
  readonly #chainId: number
  readonly #limits: PoolLimits
  readonly #admission: AdmissionPort
  readonly #pending: PendingTransactionPort
  readonly #clock: ClockPort
  readonly #relay: TransactionRelay
  readonly #isIncluded: (hash: TransactionHash) => Promise<boolean>
  readonly #onUnjudged: (error: unknown) => void
  /** One message is examined after the other, whoever they are from. */
  readonly #mutex = new Mutex()
  /** Transactions examined since everything else had its turn. */
  #sinceTurn = 0
  readonly #waiting = new Map<Address, number>()
  #forgetAtMs = 0

  constructor(options: {
    readonly chainId: number
    readonly poolLimits: PoolLimits
    readonly admission: AdmissionPort
    readonly pending: PendingTransactionPort
    readonly clock: ClockPort
    readonly relay: TransactionRelay
    readonly isIncluded: (hash: TransactionHash) => Promise<boolean>
    /** Told why something cannot be looked at, and is not kept. Must not throw. */
    readonly onUnjudged: (error: unknown) => void
  }) {
    const { maxTransactions, maxBytes } = options.poolLimits
    this.#chainId = options.chainId
    this.#limits = {
      ...options.poolLimits,
      maxTransactions: KEPT_POOLS * maxTransactions,
      maxBytes: KEPT_POOLS * maxBytes,
    }
    this.#admission = options.admission
    this.#pending = options.pending
    this.#clock = options.clock
    this.#relay = options.relay
    this.#isIncluded = options.isIncluded
    this.#onUnjudged = options.onUnjudged
  }

  /** Keeps those that are transactions of this chain, says so to whom they are from, and returns them. */
  async keep(from: Address, raws: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const waiting = this.#waiting.get(from) ?? 0
    if (waiting + raws.length > MAX_WAITING) return []
    this.#waiting.set(from, waiting + raws.length)
    try {
      return await this.#keep(from, raws)
    } finally {
      const left = (this.#waiting.get(from) ?? 0) - raws.length
      if (left > 0) this.#waiting.set(from, left)
      else this.#waiting.delete(from)
    }
  }

  async #keep(from: Address, raws: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    // What is kept outlives this process, and is handed on; what cannot be looked at is not said to be here.
    const examined = await this.#mutex
      .run(() => this.#examine(raws))
      .catch((error: unknown) => {
        this.#onUnjudged(error)
      })
    if (examined === undefined) return []
    const transactions = examined.map(({ raw }) => raw)
    await this.#relay.keep(from, transactions, this.#isIncluded)
    return transactions
  }

  /** However many messages come at once, heartbeats and blocks come in between. */
  async #examine(raws: readonly Uint8Array[]): Promise<readonly ExaminedTransaction[]> {
    this.#sinceTurn += raws.length
    if (this.#sinceTurn > MAX_AT_ONCE) {
      this.#sinceTurn = raws.length
      await nextTurn()
    }
    return examineAll(this.#admission, raws)
  }

  /** Now and then drops what can get into no block any more. */
  async forgetUsed(): Promise<void> {
    if (this.#clock.nowMs() < this.#forgetAtMs) return
    this.#forgetAtMs = this.#clock.nowMs() + FORGET_INTERVAL_MS
    const examined = await examineAll(this.#admission, await this.#pending.all())
    const used = examined.filter(({ transaction, account }) => transaction.nonce < account.nonce)
    const surplus = this.#surplusOf(examined)
    const hashes = new Set([...used, ...surplus].map(({ transaction }) => transaction.hash))
    if (hashes.size > 0) await this.#pending.remove([...hashes])
  }

  /** What a pool of that size would give up: others may hand over anything, and as much as they like. */
  #surplusOf(
    examined: readonly ExaminedTransaction[],
  ): readonly Pick<ExaminedTransaction, 'transaction'>[] {
    const { maxTransactions, maxBytes } = this.#limits
    const bytes = examined.reduce((sum, { raw }) => sum + raw.length, 0)
    if (examined.length <= maxTransactions && bytes <= maxBytes) return []
    const pool = new TransactionPool({
      chainId: this.#chainId,
      limits: this.#limits,
      prices: { l1BaseFeePerGas: 0n, feeScalar: 0n },
    })
    return pool.restore(examined, this.#clock.nowMs()).map(({ pooled }) => pooled)
  }
}
