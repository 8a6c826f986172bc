import type { TransactionHash } from '@mvm/protocol'
import { FilterNotFoundError } from '../error/FilterNotFoundError.ts'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { randomQuantity } from '../format/randomQuantity.ts'
import type { ChainEvents, HeadChange, Unsubscribe } from '../port/ChainEvents.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import type { Filter, FilterSubject } from './Filter.ts'
import { Journal } from './Journal.ts'
import { type ChainStep, type NetChange, unreadChanges } from './unreadChanges.ts'

/** Steps and pending hashes kept for filters that are polled late. */
const JOURNAL_CAPACITY = 10_000

/**
 * The filters of one DAC. A filter is a position in a journal that all share, so that it costs nothing per
 * block; nothing is recorded while there is none.
 */
export class FilterStore {
  readonly #events: ChainEvents
  readonly #limits: RpcLimits
  readonly #nowMs: () => number
  readonly #filters = new Map<string, Filter>()
  readonly #steps = new Journal<ChainStep>(JOURNAL_CAPACITY)
  readonly #pending = new Journal<TransactionHash>(JOURNAL_CAPACITY)
  #unsubscribe: readonly Unsubscribe[] = []
  #nextSweepMs = 0

  constructor(events: ChainEvents, limits: RpcLimits, nowMs: () => number = Date.now) {
    this.#events = events
    this.#limits = limits
    this.#nowMs = nowMs
  }

  get size(): number {
    return this.#filters.size
  }

  /** Returns the new filter's id. Throws {@link LimitExceededError}. */
  add(subject: FilterSubject): string {
    this.#sweep(this.#filters.size >= this.#limits.filters)
    if (this.#filters.size >= this.#limits.filters) {
      throw new LimitExceededError({
        limit: 'filters',
        allowed: this.#limits.filters,
        problem: 'this node keeps too many filters already',
        remedy: 'subscribe over a WebSocket, or use eth_getLogs',
      })
    }
    if (this.#filters.size === 0) this.#record()
    const filterId = randomQuantity()
    const position = this.#journalOf(subject).end
    this.#filters.set(filterId, { subject, position, lastUsedMs: this.#nowMs() })
    return filterId
  }

  /** Throws {@link FilterNotFoundError}. */
  get(filterId: string): Filter {
    this.#sweep(false)
    const filter = this.#filters.get(filterId)
    const nowMs = this.#nowMs()
    if (filter === undefined || this.#isIdle(filter, nowMs)) throw new FilterNotFoundError()
    filter.lastUsedMs = nowMs
    return filter
  }

  /** `false` when there is no such filter. */
  remove(filterId: string): boolean {
    const isRemoved = this.#filters.delete(filterId)
    if (this.#filters.size === 0) this.close()
    return isRemoved
  }

  /**
   * How the chain changed since the filter was last read. Throws {@link FilterNotFoundError}, also when that
   * is so long ago that it is forgotten: then the filter is dropped, and clients make a new one.
   */
  readChain(filterId: string): NetChange {
    return unreadChanges(this.#read(filterId, this.#steps))
  }

  /** Transactions that became pending since then. Throws as {@link FilterStore.readChain}. */
  readPending(filterId: string): readonly TransactionHash[] {
    return this.#read(filterId, this.#pending)
  }

  /** Drops all filters and stops listening. */
  close(): void {
    this.#filters.clear()
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#unsubscribe = []
    this.#steps.clear()
    this.#pending.clear()
  }

  #read<T>(filterId: string, journal: Journal<T>): readonly T[] {
    const filter = this.get(filterId)
    const entries = journal.since(filter.position)
    filter.position = journal.end
    if (entries !== null) return entries
    this.remove(filterId)
    throw new FilterNotFoundError()
  }

  #journalOf(subject: FilterSubject): Journal<unknown> {
    return subject.kind === 'pendingTransactions' ? this.#pending : this.#steps
  }

  #record(): void {
    this.#unsubscribe = [
      this.#events.onHeadChange((change) => this.#recordChange(change)),
      this.#events.onPendingTransaction(({ hash }) => {
        this.#sweep(false)
        this.#pending.append(hash)
      }),
    ]
  }

  #recordChange({ removed, added }: HeadChange): void {
    this.#sweep(false)
    for (const block of removed) this.#steps.append({ kind: 'removed', block })
    // Without their receipts, which the chain keeps.
    for (const { hash, header } of added) {
      this.#steps.append({ kind: 'added', block: { hash, header } })
    }
  }

  #isIdle(filter: Filter, nowMs: number): boolean {
    return nowMs - filter.lastUsedMs > this.#limits.filterIdleMs
  }

  #sweep(isUrgent: boolean): void {
    const nowMs = this.#nowMs()
    if (nowMs < this.#nextSweepMs && !isUrgent) return
    this.#nextSweepMs = nowMs + this.#limits.filterIdleMs / 10
    for (const [filterId, filter] of this.#filters) {
      if (this.#isIdle(filter, nowMs)) this.remove(filterId)
    }
  }
}
