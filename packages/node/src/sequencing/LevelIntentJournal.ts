import {
  decodeIntentRecord,
  encodeIntentRecord,
  type L1IntentJournal,
  type L1IntentRecord,
} from '@mvm/l1'
import { Level } from 'level'

/** What the process's L1 account has in flight, in a LevelDB of its own; every write is synced to disk. */
export class LevelIntentJournal implements L1IntentJournal {
  readonly #level: Level<string, string>

  private constructor(level: Level<string, string>) {
    this.#level = level
  }

  static async open(folder: string): Promise<LevelIntentJournal> {
    const level = new Level<string, string>(folder)
    await level.open()
    return new LevelIntentJournal(level)
  }

  async load(): Promise<readonly L1IntentRecord[]> {
    return (await this.#level.values().all()).map(decodeIntentRecord)
  }

  async save(record: L1IntentRecord): Promise<void> {
    await this.#level.put(record.id, encodeIntentRecord(record), { sync: true })
  }

  async remove(id: string): Promise<void> {
    await this.#level.del(id, { sync: true })
  }

  close(): Promise<void> {
    return this.#level.close()
  }
}
