import { BASE_FEE_FLOOR } from '@mvm/protocol'
import type { AccountQueue } from './AccountQueue.ts'
import { effectiveTip } from './effectiveTip.ts'
import type { PooledTransaction } from './PooledTransaction.ts'
import { PriorityQueue } from './PriorityQueue.ts'

/** How a transaction ranks when the pool is full. */
export interface EvictionRank {
  /** Behind no nonce gap, of an account that can pay for all that it has here. */
  readonly isReady: boolean
  /** Effective tip at the lowest base fee, which does not change while the transaction waits. */
  readonly tip: bigint
  readonly arrival: number
}

export interface EvictionCandidate {
  readonly account: AccountQueue
  readonly pooled: PooledTransaction
}

type Entry = EvictionRank & EvictionCandidate

/**
 * Finds the transaction that the pool gives up first: behind a nonce gap or unpaid before executable, lower tip before
 * higher, younger before older. What other sequencers hand over need not be paid: it costs them nothing, and must not
 * take the place of anything else. Only an account's last transaction is looked at, so that an eviction never
 * opens a gap, and never an orphan.
 *
 * PERF: a change costs the logarithm of the number of accounts; outdated entries stay in the heap until they
 * come up or outnumber the others.
 */
export class EvictionIndex {
  readonly #accounts: ReadonlyMap<string, AccountQueue>
  #entries = new PriorityQueue<Entry>(isEvictedBefore)

  constructor(accounts: ReadonlyMap<string, AccountQueue>) {
    this.#accounts = accounts
  }

  /** To be called whenever the account's last transaction, or whether that is ready, has changed. */
  touch(account: AccountQueue): void {
    const entry = this.#entryOf(account)
    if (entry === undefined) return
    this.#entries.push(entry)
    if (this.#entries.size > 64 + 4 * this.#accounts.size) this.#rebuild()
  }

  rank(pooled: PooledTransaction, isReady: boolean): EvictionRank {
    return {
      isReady,
      tip: effectiveTip(pooled, BASE_FEE_FLOOR),
      arrival: pooled.arrival,
    }
  }

  /** The transaction to give up first, of another account than `except` and only if it ranks behind `newcomer`. */
  cheapest(
    newcomer: EvictionRank | undefined,
    except: AccountQueue | undefined,
  ): EvictionCandidate | undefined {
    const passed: Entry[] = []
    let found: EvictionCandidate | undefined
    for (let entry = this.#entries.peek(); entry !== undefined; entry = this.#entries.peek()) {
      const isCurrent = this.#isCurrent(entry)
      if (isCurrent && entry.account !== except) {
        if (newcomer === undefined || isEvictedBefore(entry, newcomer)) found = entry
        break
      }
      this.#entries.pop()
      if (isCurrent) passed.push(entry)
    }
    for (const entry of passed) this.#entries.push(entry)
    return found
  }

  #entryOf(account: AccountQueue): Entry | undefined {
    const pooled = account.last
    if (pooled === undefined || pooled.orphanOfBlock !== undefined) return undefined
    return { account, pooled, ...this.rank(pooled, isReady(account)) }
  }

  #isCurrent(entry: Entry): boolean {
    const { account, pooled } = entry
    return (
      this.#accounts.get(account.address) === account &&
      account.last === pooled &&
      isReady(account) === entry.isReady
    )
  }

  #rebuild(): void {
    const entries: Entry[] = []
    for (const account of this.#accounts.values()) {
      const entry = this.#entryOf(account)
      if (entry !== undefined) entries.push(entry)
    }
    this.#entries = new PriorityQueue(isEvictedBefore, entries)
  }
}

/** Whether an account's last transaction is. */
function isReady({ queuedCount, cost, state }: AccountQueue): boolean {
  return queuedCount === 0 && cost <= state.balance
}

function isEvictedBefore(a: EvictionRank, b: EvictionRank): boolean {
  if (a.isReady !== b.isReady) return b.isReady
  if (a.tip !== b.tip) return a.tip < b.tip
  return a.arrival > b.arrival
}
