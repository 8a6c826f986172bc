import type { L1IntentJournal } from './L1IntentJournal.ts'
import type { L1IntentRecord } from './L1IntentRecord.ts'

/** A journal that ends with the process: for one-shot commands, and for callers that keep the nonces themselves. */
export class MemoryIntentJournal implements L1IntentJournal {
  readonly #records = new Map<string, L1IntentRecord>()

  async load(): Promise<readonly L1IntentRecord[]> {
    return [...this.#records.values()]
  }

  async save(record: L1IntentRecord): Promise<void> {
    this.#records.set(record.id, record)
  }

  async remove(id: string): Promise<void> {
    this.#records.delete(id)
  }
}
