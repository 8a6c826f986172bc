import type { Address } from '@mvm/protocol'
import type { AccountState } from '../port/AccountState.ts'
import type { PooledTransaction } from './PooledTransaction.ts'

/** One account's transactions in the pool, by nonce; none is below the account's nonce. */
export class AccountQueue {
  readonly address: Address
  #state: AccountState
  readonly #transactions: PooledTransaction[] = []
  #pendingCount = 0
  #cost = 0n

  constructor(address: Address, state: AccountState) {
    this.address = address
    this.#state = state
  }

  get state(): AccountState {
    return this.#state
  }

  get count(): number {
    return this.#transactions.length
  }

  /** How many follow the account's nonce without a gap: the first ones of {@link at}. */
  get pendingCount(): number {
    return this.#pendingCount
  }

  get queuedCount(): number {
    return this.#transactions.length - this.#pendingCount
  }

  /** The nonce after the executable transactions. */
  get pendingNonce(): bigint {
    return this.#state.nonce + BigInt(this.#pendingCount)
  }

  /** Sum of the transactions' costs in wei. */
  get cost(): bigint {
    return this.#cost
  }

  /** The transaction with the highest nonce. */
  get last(): PooledTransaction | undefined {
    return this.#transactions[this.#transactions.length - 1]
  }

  /** By position in nonce order. */
  at(index: number): PooledTransaction | undefined {
    return this.#transactions[index]
  }

  transactions(): readonly PooledTransaction[] {
    return this.#transactions
  }

  withNonce(nonce: bigint): PooledTransaction | undefined {
    const found = this.#transactions[this.#positionOf(nonce)]
    return found?.transaction.nonce === nonce ? found : undefined
  }

  isPending(nonce: bigint): boolean {
    return nonce < this.pendingNonce
  }

  /** Puts a transaction in and returns the one with the same nonce that it took the place of. */
  insert(pooled: PooledTransaction): PooledTransaction | undefined {
    const position = this.#positionOf(pooled.transaction.nonce)
    const present = this.#transactions[position]
    const replaced = present?.transaction.nonce === pooled.transaction.nonce ? present : undefined
    this.#transactions.splice(position, replaced === undefined ? 0 : 1, pooled)
    this.#cost += pooled.cost - (replaced?.cost ?? 0n)
    this.#countPending()
    return replaced
  }

  remove(pooled: PooledTransaction): void {
    const position = this.#positionOf(pooled.transaction.nonce)
    if (this.#transactions[position] !== pooled) return
    this.#transactions.splice(position, 1)
    this.#cost -= pooled.cost
    this.#countPending()
  }

  /** Takes over a new state and returns the transactions whose nonce it has used. */
  setState(state: AccountState): readonly PooledTransaction[] {
    this.#state = state
    const stale = this.#transactions.splice(0, this.#positionOf(state.nonce))
    for (const { cost } of stale) this.#cost -= cost
    this.#countPending()
    return stale
  }

  /** Position of the first transaction whose nonce is not below `nonce`. */
  #positionOf(nonce: bigint): number {
    let low = 0
    let high = this.#transactions.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#transactions[middle] as PooledTransaction).transaction.nonce < nonce) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /** PERF: logarithmic, because nonce − position never falls along the list. */
  #countPending(): void {
    let low = 0
    let high = this.#transactions.length
    while (low < high) {
      const middle = (low + high) >> 1
      const { nonce } = (this.#transactions[middle] as PooledTransaction).transaction
      if (nonce === this.#state.nonce + BigInt(middle)) low = middle + 1
      else high = middle
    }
    this.#pendingCount = low
  }
}
