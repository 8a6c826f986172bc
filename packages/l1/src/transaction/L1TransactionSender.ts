import type { Address } from '@mvm/protocol'
import type { L1Block } from '../client/L1Block.ts'
import type { L1Client } from '../client/L1Client.ts'
import type { L1Receipt } from '../client/L1Receipt.ts'
import { retryDelayMs } from '../client/retryDelayMs.ts'
import { decodeRevert } from '../contract/decodeRevert.ts'
import { revertDataOf } from '../contract/revertDataOf.ts'
import { isTransientL1Error } from '../error/isTransientL1Error.ts'
import { L1ResponseError } from '../error/L1ResponseError.ts'
import { L1RpcError } from '../error/L1RpcError.ts'
import { L1SignerError } from '../error/L1SignerError.ts'
import type { AccountSight } from './AccountSight.ts'
import { affordableFees } from './affordableFees.ts'
import { classifyBroadcastError } from './classifyBroadcastError.ts'
import { IntentBook } from './IntentBook.ts'
import { IntentDriver } from './IntentDriver.ts'
import type { L1Intent } from './L1Intent.ts'
import type { L1IntentRecord } from './L1IntentRecord.ts'
import type { L1SenderEvent } from './L1SenderEvent.ts'
import type { L1TransactionOutcome } from './L1TransactionOutcome.ts'
import type { L1TransactionSenderOptions } from './L1TransactionSenderOptions.ts'
import { offeredWei } from './offeredWei.ts'
import { outcomeOf } from './outcomeOf.ts'
import { withGasMargin } from './withGasMargin.ts'

export interface SendOptions {
  /** Ends the waiting only: an intent that has a nonce by then still goes to L1. */
  readonly signal?: AbortSignal
  /**
   * The nonce under which an earlier run sent this very intent, when the journal does not know it: used as long as
   * no transaction with it is in a block and no other intent has it. Send such intents before others.
   */
  readonly nonce?: number
  /** Awaited with the nonce before the first broadcast; when it rejects, so does `send`, and nothing was signed. */
  readonly beforeBroadcast?: (nonce: number) => Promise<void>
}

interface Waiter {
  readonly resolve: (outcome: L1TransactionOutcome) => void
  readonly reject: (reason: unknown) => void
}

interface WaitingIntent {
  readonly intent: L1Intent
  readonly options: SendOptions
  readonly waiter: Waiter
}

const GWEI = 10n ** 9n

/**
 * Sends transactions from one L1 account, several at a time under consecutive nonces. An intent gets one nonce for
 * ever, written to the journal before the first broadcast; all its attempts share it, so it is executed at most once:
 * through fee bumps, restarts, L1 outages, and reorganisations, after which vanished transactions are sent again.
 */
export class L1TransactionSender {
  readonly #client: L1Client
  readonly #maxInFlight: number
  readonly #maxFeePerGasLimit: bigint
  readonly #pollIntervalMs: number
  readonly #maxRetryDelayMs: number
  readonly #onEvent: (event: L1SenderEvent) => void
  readonly #book: IntentBook
  readonly #driver: IntentDriver
  /** Of the account. */
  readonly address: Address
  /** Not looked at yet: they have no nonce, or turn out to be in flight already. */
  #waiting: WaitingIntent[] = []
  /** By intent id. */
  readonly #waiters = new Map<string, Waiter[]>()
  /** Waiting intents of which was told that the account cannot pay for them. */
  readonly #unfunded = new WeakSet<WaitingIntent>()
  #head: L1Block | null = null
  #isDue = true
  #wake: () => void = () => undefined

  constructor(options: L1TransactionSenderOptions) {
    const confirmations = options.confirmations ?? 1
    this.#client = options.client
    this.address = options.signer.address
    this.#book = new IntentBook(options.journal)
    this.#maxInFlight = options.maxInFlight ?? 16
    this.#maxFeePerGasLimit = options.maxFeePerGasLimit ?? 1000n * GWEI
    this.#pollIntervalMs = options.pollIntervalMs ?? 250
    this.#maxRetryDelayMs = options.maxRetryDelayMs ?? 5000
    this.#onEvent = options.onEvent ?? (() => undefined)
    this.#driver = new IntentDriver({
      client: options.client,
      signer: options.signer,
      chainId: options.chainId,
      book: this.#book,
      rules: {
        confirmations,
        bumpAfterBlocks: options.bumpAfterBlocks ?? 3,
        supersededAfterBlocks: confirmations + 2,
      },
      maxFeePerGasLimit: this.#maxFeePerGasLimit,
      retainBlocks: options.retainBlocks ?? 128,
      onEvent: this.#onEvent,
      onSettled: (record) => this.#deliver(record),
    })
  }

  /** Intents that have a nonce and no outcome, by nonce. */
  inFlight(): L1IntentRecord[] {
    return this.#book.open().map(({ record }) => record)
  }

  /**
   * Brings an intent onto L1 and gives what became of it; nonces are given in the order of the calls. While L1 is
   * away it waits, and while the account cannot pay for what it carries, others go first. Rejects with the signal's
   * reason, or with what ended {@link run}.
   */
  send(intent: L1Intent, options: SendOptions = {}): Promise<L1TransactionOutcome> {
    const { signal } = options
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason)
        return
      }
      const abort = () => {
        this.#waiting = this.#waiting.filter((waiting) => waiting.waiter !== waiter)
        waiter.reject(signal?.reason)
      }
      const waiter: Waiter = {
        resolve: (outcome) => {
          signal?.removeEventListener('abort', abort)
          resolve(outcome)
        },
        reject: (reason) => {
          signal?.removeEventListener('abort', abort)
          reject(reason)
        },
      }
      signal?.addEventListener('abort', abort, { once: true })
      this.#waiting.push({ intent, options, waiter })
      this.#wakeUp()
    })
  }

  /**
   * Takes an intent back: one in flight by using up its nonce with an empty transaction that pays more. What its
   * outcome will be, L1 decides.
   */
  cancel(id: string): void {
    for (const { intent, waiter } of this.#waiting) {
      if (intent.id === id) waiter.resolve({ status: 'cancelled' })
    }
    this.#waiting = this.#waiting.filter(({ intent }) => intent.id !== id)
    const intent = this.#book.get(id)
    if (intent !== undefined) intent.isCancelAsked = true
    this.#wakeUp()
  }

  /**
   * Does the work until the signal is aborted; to be called once. Throws when the journal fails, since going on
   * could send an intent twice.
   */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0
    let failedAtMs = 0
    try {
      await this.#book.load()
      while (!signal.aborted) {
        try {
          await this.#tick(signal)
          if (failures > 0) {
            this.#onEvent({ kind: 'back', awayMs: performance.now() - failedAtMs })
          }
          failures = 0
        } catch (error) {
          const isSigner = error instanceof L1SignerError
          if (signal.aborted || !(isSigner || isTransientL1Error(error))) throw error
          if (failures === 0) failedAtMs = performance.now()
          failures++
          this.#isDue = true
          this.#onEvent({ kind: 'failed', error })
        }
        await this.#nap(failures, signal)
      }
      this.#rejectAll(signal.reason)
    } catch (error) {
      this.#rejectAll(signal.aborted ? signal.reason : error)
      if (!signal.aborted) throw error
    }
  }

  /** Looks at L1 and does what is due: for every intent in flight, then for those that wait for a nonce. */
  async #tick(signal: AbortSignal): Promise<void> {
    const isDue = this.#isDue
    this.#isDue = false
    if (this.#waiting.length === 0 && this.#book.all().length === 0) return
    const head = await this.#client.block('latest', { signal, attempts: 1 })
    if (head === null) {
      throw new L1ResponseError({ method: 'eth_getBlockByNumber', reason: 'there is no head' })
    }
    if (head.hash === this.#head?.hash && !isDue) return
    const sight = await this.#look(head, signal)
    await this.#driver.driveAll(sight, signal)
    await this.#assignNonces(sight, signal)
    // Only now: after a failure half-way the next look must see the same change of the head.
    this.#head = head
  }

  async #look(head: L1Block, signal: AbortSignal): Promise<AccountSight> {
    const once = { signal, attempts: 1 }
    const isReorganised = await this.#isReorganised(head, signal)
    const accountNonce = await this.#client.nonce(this.address, 'latest', once)
    const hashes = this.#book
      .all()
      .filter(({ record }) => {
        return record.settlement === null || isReorganised || accountNonce <= record.nonce
      })
      .flatMap(({ record }) => record.attempts.map(({ transactionHash }) => transactionHash))
    const [found, fees] = await Promise.all([
      this.#client.receipts(hashes, once),
      this.#client.fees(once),
    ])
    const receipts = new Map<string, L1Receipt>()
    for (const receipt of found)
      if (receipt !== null) receipts.set(receipt.transactionHash, receipt)
    return { head, isReorganised, accountNonce, fees, receipts }
  }

  async #isReorganised(head: L1Block, signal: AbortSignal): Promise<boolean> {
    const before = this.#head
    if (before === null) return true
    if (head.hash === before.hash || head.parentHash === before.hash) return false
    if (head.number <= before.number) return true
    const same = await this.#client.block(before.number, { signal, attempts: 1 })
    return same?.hash !== before.hash
  }

  /** Gives nonces to waiting intents, in order, while there is room. */
  async #assignNonces(sight: AccountSight, signal: AbortSignal): Promise<void> {
    /** What the account cannot pay for now: a bond that is too much must not keep back moves that cost only gas. */
    const passedOver = new Set<WaitingIntent>()
    const first = () => this.#waiting.find((waiting) => !passedOver.has(waiting))
    let balance: bigint | undefined
    for (let next = first(); next !== undefined; next = first()) {
      const { intent, options, waiter } = next
      const known = this.#book.get(intent.id)
      if (known !== undefined) {
        this.#take(next)
        const outcome = outcomeOf(known.record)
        if (outcome === null) this.#await(intent.id, waiter)
        else waiter.resolve(outcome)
        continue
      }
      if (this.#book.open().length >= this.#maxInFlight) return
      const gasLimit = intent.gasLimit ?? (await this.#estimate(intent, signal))
      if (gasLimit !== null && typeof gasLimit !== 'bigint') {
        this.#take(next)
        waiter.resolve(gasLimit)
        continue
      }
      balance ??= await this.#client.balance(this.address, 'latest', { signal, attempts: 1 })
      const free = balance - offeredWei(this.inFlight())
      const limit = this.#maxFeePerGasLimit
      const offer =
        gasLimit === null ? null : affordableFees(intent, gasLimit, free, sight.fees, limit)
      if (gasLimit === null || offer === null) {
        passedOver.add(next)
        if (!this.#unfunded.has(next)) {
          this.#unfunded.add(next)
          this.#onEvent({ kind: 'unfunded', id: intent.id, value: intent.value ?? 0n })
        }
        continue
      }
      const { id, to, data, value = 0n } = intent
      const nonce = await this.#nextNonce(sight, options.nonce, signal)
      try {
        await options.beforeBroadcast?.(nonce)
      } catch (error) {
        waiter.reject(error)
        this.#take(next)
      }
      // Taken back, aborted or refused meanwhile: nothing is signed yet.
      if (!this.#take(next)) continue
      this.#await(id, waiter)
      try {
        await this.#driver.start(
          { id, nonce, to, data, value, gasLimit, cancellation: null },
          offer,
          sight,
          signal,
        )
      } catch (error) {
        if (this.#book.get(id) === undefined) {
          this.#waiters.delete(id)
          this.#waiting.unshift(next)
        }
        throw error
      }
    }
  }

  /** More than needed now, or the outcome of a call that would fail; `null` when the account cannot pay for it. */
  async #estimate(
    intent: L1Intent,
    signal: AbortSignal,
  ): Promise<bigint | L1TransactionOutcome | null> {
    const { to, data, value = 0n } = intent
    try {
      const once = { signal, attempts: 1 }
      const gas = await this.#client.estimateGas(
        { from: this.address, to, data, value },
        'pending',
        once,
      )
      return withGasMargin(gas)
    } catch (error) {
      if (!(error instanceof L1RpcError)) throw error
      if (classifyBroadcastError(error.rpcMessage) === 'insufficientFunds') return null
      const revertData = revertDataOf(error)
      return { status: 'rejected', error: revertData === null ? error : decodeRevert(revertData) }
    }
  }

  async #nextNonce(
    { accountNonce }: AccountSight,
    wish: number | undefined,
    signal: AbortSignal,
  ): Promise<number> {
    if (wish !== undefined && wish >= accountNonce && !this.#book.hasNonce(wish)) return wish
    const last = this.#book.all().at(-1)?.record.nonce ?? -1
    const next = Math.max(accountNonce, last + 1)
    if (this.#book.open().length > 0) return next
    // What stands in the pool from a life that the journal does not know is not to be replaced.
    const pendingNonce = await this.#client.nonce(this.address, 'pending', { signal, attempts: 1 })
    return Math.max(next, pendingNonce)
  }

  #deliver(record: L1IntentRecord): void {
    const outcome = outcomeOf(record)
    if (outcome === null) return
    for (const waiter of this.#waiters.get(record.id) ?? []) waiter.resolve(outcome)
    this.#waiters.delete(record.id)
  }

  #take(waiting: WaitingIntent): boolean {
    const index = this.#waiting.indexOf(waiting)
    if (index >= 0) this.#waiting.splice(index, 1)
    return index >= 0
  }

  #await(id: string, waiter: Waiter): void {
    this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), waiter])
  }

  #rejectAll(reason: unknown): void {
    for (const { waiter } of this.#waiting) waiter.reject(reason)
    this.#waiting = []
    for (const waiters of this.#waiters.values()) for (const { reject } of waiters) reject(reason)
    this.#waiters.clear()
  }

  #wakeUp(): void {
    this.#isDue = true
    this.#wake()
  }

  /** Until the next look at L1 is due; a new intent ends it early unless L1 is away. */
  #nap(failures: number, signal: AbortSignal): Promise<void> {
    const delayMs =
      failures === 0
        ? this.#pollIntervalMs
        : retryDelayMs({
            retry: failures - 1,
            firstDelayMs: this.#pollIntervalMs,
            maxDelayMs: Math.max(this.#maxRetryDelayMs, this.#pollIntervalMs),
            random: Math.random,
          })
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        this.#wake = () => undefined
        resolve()
      }
      const timer = setTimeout(done, delayMs)
      signal.addEventListener('abort', done)
      if (failures === 0) this.#wake = done
      if (signal.aborted || (failures === 0 && this.#isDue)) done()
    })
  }
}
