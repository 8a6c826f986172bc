import type { Duty } from './Duty.ts'
import type { DutyRecord } from './DutyRecord.ts'
import { dutyKey } from './dutyKey.ts'
import type { JournalPort } from './JournalPort.ts'

/** A journal that lasts as long as its object. */
export class MemoryJournal implements JournalPort {
  readonly #records = new Map<string, DutyRecord>()

  async all(): Promise<readonly DutyRecord[]> {
    return [...this.#records.values()]
  }

  async put(record: DutyRecord): Promise<void> {
    this.#records.set(dutyKey(record.duty), record)
  }

  async remove(duties: readonly Duty[]): Promise<void> {
    for (const duty of duties) this.#records.delete(dutyKey(duty))
  }
}
