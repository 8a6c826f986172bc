import type { Address, TransactionHash } from '@mvm/protocol'
import type { AdmissionPort } from '../../port/AdmissionPort.ts'
import type { ClockPort } from '../../port/ClockPort.ts'
import type { PendingTransactionPort } from '../../port/PendingTransactionPort.ts'
import { examineAll } from '../../service/examineAll.ts'
import type { TransactionRelay } from './TransactionRelay.ts'

const FORGET_INTERVAL_MS = 60_000

/** The transactions that others have handed to this node, for as long as they may get into a block. */
export class TransactionKeeper {
  readonly #admission: AdmissionPort
  readonly #pending: PendingTransactionPort
  readonly #clock: ClockPort
  readonly #relay: TransactionRelay
  readonly #isIncluded: (hash: TransactionHash) => Promise<boolean>
  readonly #onUnjudged: (error: unknown) => void
  #forgetAtMs = 0

  constructor(options: {
    readonly admission: AdmissionPort
    readonly pending: PendingTransactionPort
    readonly clock: ClockPort
    readonly relay: TransactionRelay
    readonly isIncluded: (hash: TransactionHash) => Promise<boolean>
    /** Told why something cannot be looked at, and is not kept. Must not throw. */
    readonly onUnjudged: (error: unknown) => void
  }) {
    this.#admission = options.admission
    this.#pending = options.pending
    this.#clock = options.clock
    this.#relay = options.relay
    this.#isIncluded = options.isIncluded
    this.#onUnjudged = options.onUnjudged
  }

  /** Keeps those that are transactions of this chain, says so to whom they are from, and returns them. */
  async keep(from: Address, raws: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    // What is kept outlives this process, and is handed on; what cannot be looked at is not said to be here.
    const examined = await examineAll(this.#admission, raws).catch((error: unknown) => {
      this.#onUnjudged(error)
    })
    if (examined === undefined) return []
    const transactions = examined.map(({ raw }) => raw)
    await this.#relay.keep(from, transactions, this.#isIncluded)
    return transactions
  }

  /** Now and then drops what can get into no block any more. */
  async forgetUsed(): Promise<void> {
    if (this.#clock.nowMs() < this.#forgetAtMs) return
    this.#forgetAtMs = this.#clock.nowMs() + FORGET_INTERVAL_MS
    const examined = await examineAll(this.#admission, await this.#pending.all())
    const used = examined.filter(({ transaction, account }) => transaction.nonce < account.nonce)
    if (used.length > 0) {
      await this.#pending.remove(used.map(({ transaction }) => transaction.hash))
    }
  }
}
