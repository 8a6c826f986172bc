import type { Address } from '@mvm/protocol'
import type { AccountQueue } from './AccountQueue.ts'
import { effectiveTip } from './effectiveTip.ts'
import type { PooledTransaction } from './PooledTransaction.ts'
import { PriorityQueue } from './PriorityQueue.ts'

interface Front {
  readonly account: AccountQueue
  readonly pooled: PooledTransaction
  readonly tip: bigint
}

/**
 * Goes through the executable transactions that can pay a base fee: orphans first, in the order in which
 * they stood in the chain, then by effective tip, then by arrival; within an account by nonce.
 * The pool must not change meanwhile.
 *
 * PERF: linear in the number of accounts once, when the orphans are through; logarithmic a transaction.
 */
export class BestTransactions {
  readonly #accounts: ReadonlyMap<Address, AccountQueue>
  readonly #orphans: Iterator<PooledTransaction>
  readonly #baseFeePerGas: bigint
  /** Accounts gone into: how many of their transactions are behind us. `undefined`: leave it alone. */
  readonly #positions = new Map<Address, number | undefined>()
  #fronts: PriorityQueue<Front> | undefined

  constructor(
    accounts: ReadonlyMap<Address, AccountQueue>,
    orphans: Iterable<PooledTransaction>,
    baseFeePerGas: bigint,
  ) {
    this.#accounts = accounts
    this.#orphans = orphans[Symbol.iterator]()
    this.#baseFeePerGas = baseFeePerGas
  }

  next(): PooledTransaction | undefined {
    if (this.#fronts === undefined) {
      const orphan = this.#nextOrphan()
      if (orphan !== undefined) return orphan
      this.#fronts = this.#collectFronts()
    }
    for (let front = this.#fronts.pop(); front !== undefined; front = this.#fronts.pop()) {
      const { address } = front.account
      // Skipped since it got its place in the queue.
      if (this.#positions.has(address) && this.#positions.get(address) === undefined) continue
      this.#positions.set(address, (this.#positions.get(address) ?? 0) + 1)
      const following = this.#frontOf(front.account)
      if (following !== undefined) this.#fronts.push(following)
      return front.pooled
    }
    return undefined
  }

  /** Passes over the account from here on, because one of its transactions was not taken. */
  skipAccount(address: Address): void {
    this.#positions.set(address, undefined)
  }

  #nextOrphan(): PooledTransaction | undefined {
    for (let next = this.#orphans.next(); !next.done; next = this.#orphans.next()) {
      const account = this.#accounts.get(next.value.transaction.signer)
      // An orphan that is not its account's next one comes later, in the order of nonces.
      if (account === undefined || this.#frontOf(account)?.pooled !== next.value) continue
      this.#positions.set(account.address, (this.#positions.get(account.address) ?? 0) + 1)
      return next.value
    }
    return undefined
  }

  #collectFronts(): PriorityQueue<Front> {
    const fronts: Front[] = []
    for (const account of this.#accounts.values()) {
      const front = this.#frontOf(account)
      if (front !== undefined) fronts.push(front)
    }
    return new PriorityQueue(isBetter, fronts)
  }

  #frontOf(account: AccountQueue): Front | undefined {
    const position = this.#positions.has(account.address) ? this.#positions.get(account.address) : 0
    if (position === undefined || position >= account.pendingCount) return undefined
    const pooled = account.at(position)
    if (pooled === undefined || pooled.maxFeePerGas < this.#baseFeePerGas) return undefined
    return { account, pooled, tip: effectiveTip(pooled, this.#baseFeePerGas) }
  }
}

function isBetter(a: Front, b: Front): boolean {
  return a.tip !== b.tip ? a.tip > b.tip : a.pooled.arrival < b.pooled.arrival
}
