import { type Duty, type DutyRecord, dutyKey, type JournalPort } from '@mvm/ranger'
import { Level } from 'level'
import { ConfigurationError } from '../error/ConfigurationError.ts'

/** What a ranger has checked and disputed, in a LevelDB of its own; every write is synced to disk. */
export class LevelRangerJournal implements JournalPort {
  readonly #level: Level<string, DutyRecord>

  private constructor(level: Level<string, DutyRecord>) {
    this.#level = level
  }

  /** Throws {@link ConfigurationError} when the folder cannot be opened. */
  static async open(folder: string): Promise<LevelRangerJournal> {
    const level = new Level<string, DutyRecord>(folder, { valueEncoding: 'json' })
    try {
      await level.open()
    } catch (error) {
      const { cause = error } = error as Error
      throw new ConfigurationError({
        option: '--data',
        problem: `${folder} cannot be opened (${(cause as Error).message})`,
        remedy: 'Stop the other node, or choose another folder with --data <dir>.',
        cause: error,
      })
    }
    return new LevelRangerJournal(level)
  }

  all(): Promise<readonly DutyRecord[]> {
    return this.#level.values().all()
  }

  async put(record: DutyRecord): Promise<void> {
    await this.#level.put(dutyKey(record.duty), record, { sync: true })
  }

  async remove(duties: readonly Duty[]): Promise<void> {
    await this.#level.batch(duties.map((duty) => ({ type: 'del', key: dutyKey(duty) })))
  }

  close(): Promise<void> {
    return this.#level.close()
  }
}
