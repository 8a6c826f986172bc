import type { L1IntentRecord } from './L1IntentRecord.ts'

/** Where the sender keeps what is in flight. A failure here stops the sender: going on could post twice. */
export interface L1IntentJournal {
  load(): Promise<readonly L1IntentRecord[]>
  /** Replaces the record of the same id. Durable when it resolves: the transaction is broadcast only then. */
  save(record: L1IntentRecord): Promise<void>
  remove(id: string): Promise<void>
}
