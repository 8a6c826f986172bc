import type { L1IntentRecord } from './L1IntentRecord.ts'

/** A record as JSON, for journals; wei and gas are decimal strings ending in `n`. */
export function encodeIntentRecord(record: L1IntentRecord): string {
  return JSON.stringify(record, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  )
}
