import type { TransactionHash } from '@mvm/protocol'
import { poolRecord } from '../record/poolRecord.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import type { PoolTransaction } from '../unit/ChainChange.ts'
import type { WriteQueue } from '../unit/WriteQueue.ts'

/** Without a value: a removal. */
interface PoolOperation {
  readonly key: Uint8Array
  readonly value?: Uint8Array
}

/** The durable transaction pool. Callers that come while a write is under way share the next one. */
export class PoolStore {
  readonly #store: Store
  readonly #queue: WriteQueue
  #waiting: PoolOperation[] = []
  #nextWrite: Promise<void> | undefined
  #lastArrival = 0

  constructor(store: Store, queue: WriteQueue) {
    this.#store = store
    this.#queue = queue
  }

  /** Strictly increasing microseconds since 1970, also over a restart or a clock that goes back. */
  nextArrival(): number {
    this.#lastArrival = Math.max(this.#lastArrival + 1, Date.now() * 1000)
    return this.#lastArrival
  }

  async put(transactions: readonly PoolTransaction[]): Promise<void> {
    const operations = transactions.map(({ hash, raw }) => ({
      key: storageKey.pool(hash),
      value: poolRecord.encode(this.nextArrival(), raw),
    }))
    await this.#write(operations)
  }

  async remove(hashes: readonly TransactionHash[]): Promise<void> {
    await this.#write(hashes.map((hash) => ({ key: storageKey.pool(hash) })))
  }

  /** All transactions in the order of their arrival. */
  async all(): Promise<readonly PoolTransaction[]> {
    const found: { readonly arrival: number; readonly transaction: PoolTransaction }[] = []
    for await (const entries of this.#store.range(storageKey.rangeOf('pool'))) {
      for (const [key, bytes] of entries) {
        const { arrival, raw } = poolRecord.decode(bytes)
        found.push({
          arrival,
          transaction: { hash: storageKey.hashIn<TransactionHash>(key), raw },
        })
      }
    }
    return found.sort((a, b) => a.arrival - b.arrival).map(({ transaction }) => transaction)
  }

  /** Makes arrivals go on behind those that are stored. */
  async resume(): Promise<void> {
    for await (const entries of this.#store.range(storageKey.rangeOf('pool'))) {
      for (const [, bytes] of entries) {
        this.#lastArrival = Math.max(this.#lastArrival, poolRecord.decode(bytes).arrival)
      }
    }
  }

  #write(operations: readonly PoolOperation[]): Promise<void> {
    this.#waiting.push(...operations)
    this.#nextWrite ??= this.#queue.run(async () => {
      const group = this.#waiting
      this.#waiting = []
      this.#nextWrite = undefined
      await this.#store.write((batch) => {
        for (const { key, value } of group) {
          if (value === undefined) batch.delete(key)
          else batch.put(key, value)
        }
      })
    })
    return this.#nextWrite
  }
}
