import type { TransactionHash } from '@mvm/protocol'
import type { PendingTransactionPort } from '@mvm/sequencer'
import type { StorageUnit } from '@mvm/storage'

/** The durable pool in the storage unit; submissions that come together share one write. */
export class StoragePendingPort implements PendingTransactionPort {
  readonly #unit: StorageUnit

  constructor(unit: StorageUnit) {
    this.#unit = unit
  }

  save(hash: TransactionHash, raw: Uint8Array): Promise<void> {
    return this.#unit.putPoolTransactions([{ hash, raw }])
  }

  remove(hashes: readonly TransactionHash[]): Promise<void> {
    return this.#unit.removePoolTransactions(hashes)
  }

  async all(): Promise<readonly Uint8Array[]> {
    return (await this.#unit.poolTransactions()).map(({ raw }) => raw)
  }
}
