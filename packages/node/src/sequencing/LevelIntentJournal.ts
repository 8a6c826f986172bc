import {
  decodeIntentRecord,
  encodeIntentRecord,
  type L1IntentJournal,
  type L1IntentRecord,
} from '@mvm/l1'
import { Level } from 'level'
import { ConfigurationError } from '../error/ConfigurationError.ts'

/** What the process's L1 account has in flight, in a LevelDB of its own; every write is synced to disk. */
export class LevelIntentJournal implements L1IntentJournal {
  readonly #level: Level<string, string>

  private constructor(level: Level<string, string>) {
    this.#level = level
  }

  /** Throws {@link ConfigurationError} when the folder cannot be opened. */
  static async open(folder: string): Promise<LevelIntentJournal> {
    const level = new Level<string, string>(folder)
    try {
      await level.open()
    } catch (error) {
      const { cause = error } = error as Error
      const isLocked = (cause as { readonly code?: unknown }).code === 'LEVEL_LOCKED'
      throw new ConfigurationError({
        option: '--data',
        problem: `${folder} ${isLocked ? 'is in use by another process' : `cannot be opened (${(cause as Error).message})`}`,
        remedy: 'Stop the other node, or choose another folder with --data <dir>.',
        cause: error,
      })
    }
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
