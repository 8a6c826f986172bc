import type { Duty } from './Duty.ts'
import type { DutyRecord } from './DutyRecord.ts'

/** A ranger's memory across restarts. */
export interface JournalPort {
  all(): Promise<readonly DutyRecord[]>
  /** Replaces the record of the same duty; durable when resolved. */
  put(record: DutyRecord): Promise<void>
  /** Forgets the records of these duties. */
  remove(duties: readonly Duty[]): Promise<void>
}
