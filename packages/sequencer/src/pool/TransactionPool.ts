import type { Address, TransactionHash } from '@mvm/protocol'
import type { AccountState } from '../port/AccountState.ts'
import type { ExaminedTransaction } from '../port/AdmissionPort.ts'
import type { SkipReason } from '../port/SkipReason.ts'
import { AccountQueue } from './AccountQueue.ts'
import type { AddOutcome } from './AddOutcome.ts'
import { BestTransactions } from './BestTransactions.ts'
import { checkAccount } from './checkAccount.ts'
import { checkAdmission } from './checkAdmission.ts'
import { checkDelegation } from './checkDelegation.ts'
import { checkFunds } from './checkFunds.ts'
import { type EvictionCandidate, EvictionIndex } from './EvictionIndex.ts'
import { AlreadyKnownError } from './error/AlreadyKnownError.ts'
import { PoolFullError } from './error/PoolFullError.ts'
import type { PoolRejection } from './error/PoolRejection.ts'
import { feeCaps } from './feeCaps.ts'
import { type DataFeePrices, maximumCost } from './maximumCost.ts'
import type { Orphan } from './Orphan.ts'
import type { PooledTransaction } from './PooledTransaction.ts'
import type { PoolLimits } from './PoolLimits.ts'
import type { PoolRemoval } from './PoolRemoval.ts'
import type { PoolUpdate } from './PoolUpdate.ts'

export interface AddOptions {
  /** Signer's state if a newer one than the examined is known. */
  readonly account?: AccountState
  readonly nowMs: number
}

/**
 * The transactions of one DAC that wait for a block: in memory, without effects, every change reported.
 *
 * An account's *pending* transactions follow its nonce without a gap, the *queued* ones wait behind a gap.
 * Orphans (transactions of abandoned blocks) are neither refused nor evicted: they alone may exceed the
 * totals, by at most what the abandoned blocks held.
 */
export class TransactionPool {
  readonly #chainId: number
  readonly #limits: PoolLimits
  #prices: DataFeePrices
  readonly #byHash = new Map<TransactionHash, PooledTransaction>()
  readonly #accounts = new Map<Address, AccountQueue>()
  readonly #evictions: EvictionIndex
  /** By arrival. */
  #orphans: PooledTransaction[] = []
  #byteCount = 0
  #pendingCount = 0
  #nextArrival = 1
  #version = 0
  #nextOrphanArrival = -1

  constructor(options: {
    readonly chainId: number
    readonly limits: PoolLimits
    readonly prices: DataFeePrices
  }) {
    this.#chainId = options.chainId
    this.#limits = options.limits
    this.#prices = options.prices
    this.#evictions = new EvictionIndex(this.#accounts)
  }

  get byteCount(): number {
    return this.#byteCount
  }

  /** Rises with every change that can change the order of sealing. */
  get version(): number {
    return this.#version
  }

  /** Sets with what the data fee of later additions is reckoned. */
  setPrices(prices: DataFeePrices): void {
    this.#prices = prices
  }

  add(examined: ExaminedTransaction, options: AddOptions): AddOutcome {
    const { transaction } = examined
    const removals: PoolRemoval[] = []
    const rejected = (error: PoolRejection): AddOutcome => ({ kind: 'rejected', error, removals })

    const refusal = checkAdmission(examined, this.#chainId)
    if (refusal !== undefined) return rejected(refusal)
    if (this.#byHash.has(transaction.hash)) {
      return rejected(new AlreadyKnownError({ transactionHash: transaction.hash }))
    }
    const state = options.account ?? examined.account
    this.#setStates(new Map([[transaction.signer, state]]), removals)
    const account =
      this.#accounts.get(transaction.signer) ?? new AccountQueue(transaction.signer, state)
    const cost = maximumCost(examined, this.#prices)
    const pooled: PooledTransaction = {
      transaction,
      raw: examined.raw,
      ...feeCaps(transaction),
      cost: cost.total,
      arrival: this.#nextArrival,
      addedAtMs: options.nowMs,
      mayWaitForFunds: false,
    }
    const misfit =
      checkAccount(account, pooled, this.#limits) ??
      checkDelegation(account, examined) ??
      checkFunds(account, pooled, { l1Fee: cost.l1Fee, tax: examined.tax })
    if (misfit !== undefined) return rejected(misfit)

    const evicted = this.#makeRoom(account, pooled)
    if (evicted === undefined) {
      return rejected(
        new PoolFullError({ transactionCount: this.#byHash.size, byteCount: this.#byteCount }),
      )
    }
    removals.push(...evicted)
    this.#nextArrival++
    const pendingBefore = account.pendingCount
    const old = this.#insert(account, pooled)
    if (old === undefined) {
      const executable = account.transactions().slice(pendingBefore, account.pendingCount)
      return { kind: 'accepted', pooled, executable, removals }
    }
    removals.push({ pooled: old, reason: 'replaced' })
    const executable = account.isPending(transaction.nonce) ? [pooled] : []
    return { kind: 'replaced', pooled, old, executable, removals }
  }

  /**
   * Takes in what an earlier run had acknowledged, whatever the limits of its account; only the totals count.
   * Invalid and used ones are reported.
   */
  restore(examined: readonly ExaminedTransaction[], nowMs: number): readonly PoolRemoval[] {
    const removals: PoolRemoval[] = []
    for (const one of examined) {
      const { transaction, raw } = one
      if (this.#byHash.has(transaction.hash)) continue
      const pooled: PooledTransaction = {
        transaction,
        raw,
        ...feeCaps(transaction),
        cost: maximumCost(one, this.#prices).total,
        arrival: this.#nextArrival++,
        addedAtMs: nowMs,
        mayWaitForFunds: true,
      }
      if (transaction.nonce < one.account.nonce) {
        removals.push({ pooled, reason: 'nonce-used' })
      } else if (checkAdmission(one, this.#chainId) !== undefined) {
        removals.push({ pooled, reason: 'invalid' })
      } else {
        const account =
          this.#accounts.get(transaction.signer) ??
          new AccountQueue(transaction.signer, one.account)
        // Of two with one nonce the later came as a replacement.
        const old = this.#insert(account, pooled)
        if (old !== undefined) removals.push({ pooled: old, reason: 'replaced' })
      }
    }
    this.#evictDownToTotals(removals)
    return removals
  }

  /** Whether transactions of abandoned blocks wait. */
  get hasOrphans(): boolean {
    return this.#orphans.length > 0
  }

  /** All transactions, as they came. */
  encoded(): readonly Uint8Array[] {
    return [...this.#byHash.values()].map(({ raw }) => raw)
  }

  get(hash: TransactionHash): PooledTransaction | undefined {
    return this.#byHash.get(hash)
  }

  /** Accounts with transactions in the pool. */
  addresses(): readonly Address[] {
    return [...this.#accounts.keys()]
  }

  /** The state that the pool goes by, if the account has transactions in it. */
  account(address: Address): AccountState | undefined {
    return this.#accounts.get(address)?.state
  }

  /** The nonce after the account's pending transactions, if it has any in the pool. */
  pendingNonce(address: Address): bigint | undefined {
    const account = this.#accounts.get(address)
    return account === undefined || account.pendingCount === 0 ? undefined : account.pendingNonce
  }

  /** The order in which to seal. Valid until the pool changes. */
  best(baseFeePerGas: bigint): BestTransactions {
    return new BestTransactions(this.#accounts, this.#orphans, baseFeePerGas)
  }

  /** Takes over a new block: what it included and skipped, and its signers' states. */
  onBlock(update: PoolUpdate): readonly PoolRemoval[] {
    const removals: PoolRemoval[] = []
    for (const hash of update.included) {
      const pooled = this.#byHash.get(hash)
      if (pooled !== undefined) this.#remove(pooled)
    }
    for (const { hash, reason } of update.skipped) {
      const pooled = this.#byHash.get(hash)
      if (pooled === undefined || mayPassLater(reason, pooled)) continue
      this.#remove(pooled)
      removals.push({ pooled, reason })
    }
    this.#setStates(update.accounts, removals)
    if (this.#orphans.length > 0) {
      this.#orphans = this.#orphans.filter(
        (orphan) => this.#byHash.get(orphan.transaction.hash) === orphan,
      )
    }
    return removals
  }

  /**
   * Takes the transactions of abandoned blocks back, in the order in which they stood in the chain.
   * `accounts` holds the state at the new head of all their signers and of {@link addresses}.
   */
  onReorg(
    orphans: readonly Orphan[],
    accounts: ReadonlyMap<Address, AccountState>,
    nowMs: number,
  ): readonly PoolRemoval[] {
    const removals: PoolRemoval[] = []
    this.#setStates(accounts, removals)
    this.#nextOrphanArrival -= orphans.length
    let arrival = this.#nextOrphanArrival + 1
    for (const { examined, blockNumber } of orphans) {
      const { transaction, raw } = examined
      const pooled: PooledTransaction = {
        transaction,
        raw,
        ...feeCaps(transaction),
        cost: maximumCost(examined, this.#prices).total,
        arrival: arrival++,
        addedAtMs: nowMs,
        mayWaitForFunds: true,
        orphanOfBlock: blockNumber,
      }
      const state = accounts.get(transaction.signer) ?? examined.account
      if (transaction.nonce < state.nonce) {
        removals.push({ pooled, reason: 'nonce-used' })
        continue
      }
      const account =
        this.#accounts.get(transaction.signer) ?? new AccountQueue(transaction.signer, state)
      const old = this.#insert(account, pooled)
      if (old !== undefined && old.transaction.hash !== transaction.hash) {
        removals.push({ pooled: old, reason: 'replaced' })
      }
    }
    this.#orphans = [...this.#byHash.values()]
      .filter(({ orphanOfBlock }) => orphanOfBlock !== undefined)
      .sort((a, b) => a.arrival - b.arrival)
    this.#evictDownToTotals(removals)
    return removals
  }

  /** Gives up transactions that have waited behind a nonce gap, or for funds, for too long. */
  expire(nowMs: number): readonly PoolRemoval[] {
    const expired: PooledTransaction[] = []
    for (const account of this.#accounts.values()) {
      for (const [position, pooled] of account.transactions().entries()) {
        if (nowMs - pooled.addedAtMs < this.#limits.queuedLifetimeMs) continue
        const isShort = pooled.mayWaitForFunds && account.state.balance < pooled.cost
        const isBehindGap = position >= account.pendingCount && pooled.orphanOfBlock === undefined
        if (isShort || isBehindGap) expired.push(pooled)
      }
    }
    for (const pooled of expired) this.#remove(pooled)
    return expired.map((pooled) => ({ pooled, reason: 'expired' }))
  }

  /** All transactions by account and nonce, as `txpool_content` shows them. */
  content(): {
    readonly pending: ReadonlyMap<Address, readonly PooledTransaction[]>
    readonly queued: ReadonlyMap<Address, readonly PooledTransaction[]>
  } {
    const pending = new Map<Address, readonly PooledTransaction[]>()
    const queued = new Map<Address, readonly PooledTransaction[]>()
    for (const account of this.#accounts.values()) {
      const all = account.transactions()
      if (account.pendingCount > 0) {
        pending.set(account.address, all.slice(0, account.pendingCount))
      }
      if (account.queuedCount > 0) queued.set(account.address, all.slice(account.pendingCount))
    }
    return { pending, queued }
  }

  status(): { readonly pending: number; readonly queued: number } {
    return { pending: this.#pendingCount, queued: this.#byHash.size - this.#pendingCount }
  }

  /** Evicts what ranks behind the newcomer until it fits; changes nothing and returns `undefined` if it cannot. */
  #makeRoom(
    account: AccountQueue,
    newcomer: PooledTransaction,
  ): readonly PoolRemoval[] | undefined {
    const old = account.withNonce(newcomer.transaction.nonce)
    const addedCount = old === undefined ? 1 : 0
    const addedBytes = newcomer.raw.length - (old?.raw.length ?? 0)
    const isPending = newcomer.transaction.nonce <= account.pendingNonce
    const rank = this.#evictions.rank(newcomer, isPending)
    const victims: EvictionCandidate[] = []
    while (this.#exceedsTotals(addedCount, addedBytes)) {
      const victim = this.#evictions.cheapest(rank, account)
      if (victim === undefined) {
        for (const { account: owner, pooled } of victims.reverse()) this.#insert(owner, pooled)
        return undefined
      }
      this.#remove(victim.pooled)
      victims.push(victim)
    }
    return victims.map(({ pooled }) => ({ pooled, reason: 'evicted' }))
  }

  #evictDownToTotals(removals: PoolRemoval[]): void {
    while (this.#exceedsTotals(0, 0)) {
      const victim = this.#evictions.cheapest(undefined, undefined)
      if (victim === undefined) return
      this.#remove(victim.pooled)
      removals.push({ pooled: victim.pooled, reason: 'evicted' })
    }
  }

  #exceedsTotals(addedCount: number, addedBytes: number): boolean {
    return (
      this.#byHash.size + addedCount > this.#limits.maxTransactions ||
      this.#byteCount + addedBytes > this.#limits.maxBytes
    )
  }

  #setStates(states: ReadonlyMap<Address, AccountState>, removals: PoolRemoval[]): void {
    for (const [address, state] of states) {
      const account = this.#accounts.get(address)
      if (account === undefined || isSameState(account.state, state)) continue
      this.#change(account, () => {
        for (const pooled of account.setState(state)) {
          this.#forget(pooled)
          removals.push({ pooled, reason: 'nonce-used' })
        }
      })
    }
  }

  #insert(account: AccountQueue, pooled: PooledTransaction): PooledTransaction | undefined {
    this.#accounts.set(account.address, account)
    return this.#change(account, () => {
      const old = account.insert(pooled)
      if (old !== undefined) this.#forget(old)
      this.#byHash.set(pooled.transaction.hash, pooled)
      this.#byteCount += pooled.raw.length
      return old
    })
  }

  #remove(pooled: PooledTransaction): void {
    const account = this.#accounts.get(pooled.transaction.signer)
    if (account === undefined) return
    this.#change(account, () => {
      account.remove(pooled)
      this.#forget(pooled)
    })
  }

  #forget(pooled: PooledTransaction): void {
    this.#byHash.delete(pooled.transaction.hash)
    this.#byteCount -= pooled.raw.length
  }

  /** Runs a change of one account and keeps the figures and the eviction order in step with it. */
  #change<Result>(account: AccountQueue, change: () => Result): Result {
    this.#version++
    const pendingBefore = account.pendingCount
    const result = change()
    this.#pendingCount += account.pendingCount - pendingBefore
    if (account.count === 0) this.#accounts.delete(account.address)
    else this.#evictions.touch(account)
    return result
  }
}

function mayPassLater(reason: SkipReason, { mayWaitForFunds }: PooledTransaction): boolean {
  if (reason === 'cannot-pay') return mayWaitForFunds
  return reason === 'block-full' || reason === 'nonce-too-high' || reason === 'fee-below-base-fee'
}

function isSameState(a: AccountState, b: AccountState): boolean {
  return a.nonce === b.nonce && a.balance === b.balance
}
